import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crypto } from '../../../core/crypto.ts';
import { addressKey } from './address.ts';
import { readKana } from './kana.ts';
import { payerHash, payerName, personKeys } from './keys.ts';
import type { Person } from '../model.ts';
import { readPhone } from './phone.ts';

const crypto: Pick<Crypto, 'blindIndex'> = {
  blindIndex: (purpose, text) => createHash('sha256').update(`${purpose}\0${text}`).digest('hex').slice(0, 32),
};
const keysOf = (person: Person) => personKeys(crypto as Crypto, person);

const yamada: Person = {
  name: '山田 髙志',
  nameKana: 'ヤマダ タカシ',
  phone: '+819012345678',
  address: { prefecture: '東京都', city: '千代田区', line1: '丸の内1-2-3', line2: 'メゾン桜806' },
};

/** Every form in which people and shop systems write the same thing. */
const spellings = {
  kana: ['ヤマダ タカシ', 'ヤマダ　タカシ', 'ヤマダタカシ', 'やまだ たかし', 'ﾔﾏﾀﾞ ﾀｶｼ', 'やまだﾀｶｼ', ' ヤマタ゛ タカシ '],
  name: ['山田 髙志', '山田　高志', '山田高志', '山田 髙志\u{e0100}'],
  phone: [
    '090-1234-5678',
    '09012345678',
    '０９０（１２３４）５６７８',
    '+81 90 1234 5678',
    '+81(0)90-1234-5678',
    '0081-90-1234-5678',
    '090ー1234ー5678',
  ],
  line1: ['丸の内1-2-3', '丸の内１丁目２番３号', '丸の内一丁目二番三号', '丸ノ内1−2−3', '丸の内 1ー2ー3', '丸の内1丁目2番地3'],
  line2: ['メゾン桜806', 'メゾン桜 806号室', 'メゾン櫻８０６', '806', 'マンション桜806号'],
};

describe('the keys of a person (domain.md 4.7, One person)', () => {
  it('AM-13: gives one person the same keys in all spellings', () => {
    const spelled = fc.record({
      nameKana: fc.constantFrom(...spellings.kana),
      name: fc.constantFrom(...spellings.name),
      phone: fc.constantFrom(...spellings.phone),
      line1: fc.constantFrom(...spellings.line1),
      line2: fc.constantFrom(...spellings.line2),
    });
    const expected = keysOf(yamada);
    fc.assert(
      fc.property(spelled, ({ name, nameKana, phone, line1, line2 }) => {
        const folded = { nameKana: readKana(nameKana) ?? '', phone: readPhone(phone)?.e164 ?? '' };
        expect(keysOf({ name, ...folded, address: { ...yamada.address, line1, line2 } })).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes four keys, two by the reading and two by the name, 32 hex digits each; two where they are one', () => {
    const { keys, phoneHash, addressHash, payerHash: payer } = keysOf(yamada);
    expect(new Set(keys).size).toBe(4);
    expect(keysOf({ ...yamada, name: 'ヤマダ タカシ' }).keys).toEqual(keys.slice(0, 2));
    for (const key of [...keys, phoneHash, addressHash, payer]) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('AM-13: whoever leaves the reading out shares the keys of the name, also after a move or on another phone', () => {
    const { nameKana: _, ...unread } = yamada;
    const { keys } = keysOf(yamada);
    expect(keysOf(unread).keys).toEqual(keys.slice(2));
    const elsewhere = { ...yamada.address, line1: '大手町9-9' };
    const shared = (other: Person) => keysOf(other).keys.filter((key) => keys.includes(key));
    expect(shared({ ...unread, address: elsewhere })).toHaveLength(1);
    expect(shared({ ...unread, phone: '+81312345678' })).toHaveLength(1);
    expect(shared({ ...unread, phone: '+81312345678', address: elsewhere })).toHaveLength(0);
  });

  it('keeps the keys it always took, the spec’s own first: rows in store are found by them', () => {
    const { nameKana: _, ...unread } = yamada;
    const by = (who: string) => [
      crypto.blindIndex('person-phone', `${who}\n${yamada.phone}`),
      crypto.blindIndex('person-address', `${who}\n${addressKey(yamada.address)}`),
    ];
    expect(keysOf(yamada).keys.slice(0, 2)).toEqual(by('ﾔﾏﾀﾞﾀｶｼ').toSorted());
    expect(keysOf(unread).keys).toEqual(by('山田高志').toSorted());
  });

  it('shares the keys of a place or a phone with the same person who has moved, or on another phone', () => {
    const { keys } = keysOf(yamada);
    const shared = (other: Person) => keysOf(other).keys.filter((key) => keys.includes(key));
    expect(shared({ ...yamada, address: { ...yamada.address, line1: '大手町9-9' } })).toHaveLength(2);
    expect(shared({ ...yamada, phone: '+81312345678' })).toHaveLength(2);
    expect(shared({ ...yamada, phone: '+81312345678', address: { ...yamada.address, line1: '大手町9-9' } })).toHaveLength(0);
  });

  it('shares none with another person in the same home on the same phone', () => {
    const { keys, phoneHash, addressHash } = keysOf(yamada);
    const hanako = keysOf({ ...yamada, name: '山田 花子', nameKana: 'ヤマダ ハナコ' });
    expect(hanako.keys.filter((key) => keys.includes(key))).toHaveLength(0);
    expect([hanako.phoneHash, hanako.addressHash]).toEqual([phoneHash, addressHash]);
  });

  it('goes by the name where no reading was given', () => {
    const { nameKana: _, ...unread } = yamada;
    expect(keysOf({ ...unread, name: '山田　高志' })).toEqual(keysOf(unread));
    expect(keysOf({ ...unread, name: 'ヤマダタカシ' }).keys).toEqual(keysOf(yamada).keys.slice(0, 2));
  });

  it('SF-02: a company is the same one whoever orders for it', () => {
    const desk = { ...yamada, company: '株式会社あおば' };
    expect(keysOf({ ...desk, name: '佐藤 花子', nameKana: 'サトウ ハナコ' }).keys).toEqual(keysOf(desk).keys);
    for (const company of ['㈱あおば', '（株）あおば', '株式会社 あおば'])
      expect(keysOf({ ...desk, company }).keys).toEqual(keysOf(desk).keys);
    expect(keysOf({ ...desk, company: 'あおば株式会社' }).keys).not.toEqual(keysOf(desk).keys);
    expect(keysOf(desk).keys).not.toEqual(keysOf(yamada).keys);
  });
});

describe('the name on an incoming transfer', () => {
  it('is found by the half-width kana a bank writes, spaces left out', () => {
    expect(payerName('ショウジ リョウ')).toBe('ｼﾖｳｼﾞﾘﾖｳ');
    expect(payerHash(crypto as Crypto, 'ﾔﾏﾀﾞ ﾀｶｼ')).toBe(keysOf(yamada).payerHash);
    expect(payerHash(crypto as Crypto, 'ﾔﾏﾀﾞﾀｶｼ')).toBe(keysOf(yamada).payerHash);
  });
});
