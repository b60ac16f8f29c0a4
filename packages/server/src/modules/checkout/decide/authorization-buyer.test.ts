import { describe, expect, it } from 'vitest';
import { testCrypto } from '../../../../tests/support/unit.ts';
import { yen } from '../../../core/money.ts';
import { instant } from '../../../core/time.ts';
import type { Address, PostalTown } from '../../buyers/model.ts';
import type { CheckedPerson, PersonalPart } from '../../orders/model.ts';
import type { Decision, Reason } from '../../screening/model.ts';
import { mendAnything } from '../policy/words.ts';
import { authorizationAnswer, boundTo, type Identified } from './authorization.ts';

const door: Address = { prefecture: '東京都', city: '千代田区', line1: '丸の内1-2-3' };
const somebody = (address: Partial<Address> = {}, change: Partial<CheckedPerson> = {}): CheckedPerson => ({
  name: '見本 花子',
  postalCode: '1500001',
  phone: '+819012345678',
  ...change,
  address: { ...door, ...address },
});

describe('what a page is answered', () => {
  const prepared = { billedAmount: yen(11_330), content: { buyerFee: 330, invoice: { delivery: 'separate', dueDays: 14 } } } as const;
  const hold: Reason = { code: 'postal_mismatch', severity: 'hold', field: 'buyer.postalCode' };
  const jingumae: PostalTown = { prefecture: '東京都', city: '渋谷区', town: '神宮前' };
  type Asked = { readonly reasons?: readonly Reason[]; readonly result?: Decision['result']; readonly town?: PostalTown | null };
  const answered = (personal: PersonalPart, { reasons = [hold], result = 'on_hold', town = jingumae }: Asked = {}) =>
    authorizationAnswer({ prepared, personal, result, reasons, reserved: null, postal: (code) => (code === '1500001' ? town : null) });
  const fieldsOf = (asked: Asked) => answered({ buyer: somebody(), shipTo: [] }, asked).fields.map(({ path, code }) => [path, code]);
  const suggested = (address: Partial<Address>, town: PostalTown | null = jingumae) =>
    answered({ buyer: somebody(address), shipTo: [] }, { town }).fields[0]?.suggestions.map((suggestion) => suggestion.address);

  it('names the sums, and what is reserved until when', () => {
    const personal = { buyer: somebody(), shipTo: [] };
    expect(answered(personal, { result: 'rejected' })).toMatchObject({ authorizationToken: null, expiresAt: null, fields: [] });
    const reserved = { id: 'aut_1', expiresAt: instant('2026-10-01T03:15:00Z') };
    expect(authorizationAnswer({ prepared, personal, result: 'approved', reasons: [], reserved, postal: () => null })).toMatchObject({
      authorizationToken: 'aut_1',
      expiresAt: '2026-10-01T12:15:00+09:00',
      amount: 11_000,
      buyerFee: 330,
      billedAmount: 11_330,
    });
  });

  it.each<[string, Asked, readonly (readonly string[])[]]>([
    ['a held field', {}, [['buyer.postalCode', 'postal_mismatch']]],
    ['no field of a review', { reasons: [{ ...hold, severity: 'review' }] }, []],
    ['nothing that has no field', { reasons: [{ code: 'velocity_buyer', severity: 'hold' }] }, []],
    ['no field when the answer is no hold', { result: 'rejected' }, []],
  ])('names %s', (_, asked, fields) => {
    expect(fieldsOf(asked)).toEqual(fields);
  });

  it('has words for what it does not know', () => {
    const unknown: Reason = { code: 'duplicate_recent', severity: 'hold', field: 'buyer.phone' };
    const { fields } = answered({ buyer: somebody(), shipTo: [] }, { reasons: [unknown] });
    expect(fields).toEqual([{ path: 'buyer.phone', code: 'duplicate_recent', ...mendAnything, suggestions: [] }]);
  });

  it.each<[string, string | undefined]>([
    ['丸の内1-2-3', '神宮前1-2-3'],
    ['丸の内１－２－３', '神宮前１－２－３'],
    ['丸の内一丁目2-3', '神宮前一丁目2-3'],
    ['丸の内一丁目九番一号', '神宮前一丁目九番一号'],
    ['丸の内二十三番地', '神宮前二十三番地'],
    ['丸の内九号', '神宮前九号'],
    ['六本木6-10-1', '神宮前6-10-1'],
    ['六本木六丁目10-1', '神宮前六丁目10-1'],
    ['三田二丁目1-8', '神宮前二丁目1-8'],
    ['三番町5-1', '神宮前5-1'],
    ['麻布十番2-3-4', '神宮前2-3-4'],
    ['麻布十番二丁目3-4', '神宮前二丁目3-4'],
    ['六本木', undefined],
    ['三番町', undefined],
    ['丸の内ビル', undefined],
  ])('of %s it takes the number of the house along, and where there is none it suggests nothing', (line1, suggestion) => {
    const expected = suggestion === undefined ? [] : [{ prefecture: '東京都', city: '渋谷区', line1: suggestion }];
    expect(suggested({ line1 })).toEqual(expected);
  });

  it.each<[string, Partial<Address>, PostalTown | null, Partial<Address> | undefined]>([
    ['an address that agrees', { city: '渋谷区', line1: '神宮前1-2' }, jingumae, undefined],
    ['a number in kanji that agrees', { city: '渋谷区', line1: '神宮前一丁目2-3' }, jingumae, undefined],
    ['a city with a blank in it', { city: '渋谷 区', line1: '神宮前1-2' }, jingumae, undefined],
    ['a city with a wide blank in it', { city: '渋谷　区', line1: '神宮前1-2' }, jingumae, undefined],
    ['a blank after the town', { city: '渋谷区', line1: '神宮前 1-2' }, jingumae, undefined],
    ['a town without a number that agrees', { city: '渋谷区', line1: '神宮前' }, jingumae, undefined],
    ['a code without a town', { city: '渋谷区', line1: '丸の内' }, { ...jingumae, town: '' }, undefined],
    ['an unknown code', {}, null, undefined],
    ['another prefecture alone', { prefecture: '大阪府', city: '渋谷区', line1: '神宮前1-2' }, jingumae, { line1: '神宮前1-2' }],
    ['another city alone', { city: '港区', line1: '神宮前1-2' }, jingumae, { line1: '神宮前1-2' }],
    ['another city with the town of the code', { city: '港区', line1: '神宮前' }, jingumae, undefined],
    ['another town alone', { city: '渋谷区', line1: '恵比寿1-2' }, jingumae, { line1: '神宮前1-2' }],
    ['another city and a code without a town', { line1: '丸の内1-2' }, { ...jingumae, town: '' }, { line1: '1-2' }],
    ['a building', { line2: '見本ビル' }, jingumae, { line1: '神宮前1-2-3', line2: '見本ビル' }],
  ])('suggests what the post office says against %s', (_, address, town, suggestion) => {
    expect(suggested(address, town)).toEqual(suggestion ? [{ prefecture: '東京都', city: '渋谷区', ...suggestion }] : []);
  });

  it.each<[string, string | undefined]>([
    ['buyer.postalCode', '神宮前1-2-3'],
    ['buyer.address', '神宮前1-2-3'],
    ['buyer.address.line1', '神宮前1-2-3'],
    ['shipTo[0].postalCode', '神宮前7'],
    ['shipTo[1].postalCode', '神宮前8'],
    ['shipTo[1].address', '神宮前8'],
    ['shipTo[2].address', undefined],
    ['shipTo.address', undefined],
    ['buyer.phone', undefined],
    ['other.buyer.address', undefined],
  ])('of %s it suggests the place that the field is of: %s', (field, line1) => {
    const personal = { buyer: somebody(), shipTo: [somebody({ line1: '有楽町7' }), somebody({ line1: '有楽町8' })] };
    const { fields } = answered(personal, { reasons: [{ ...hold, field }] });
    const address = { prefecture: '東京都', city: '渋谷区', line1 };
    expect(fields[0]?.suggestions).toEqual(line1 === undefined ? [] : [{ postalCode: '1500001', address }]);
  });
});

describe('what an authorization is bound to', () => {
  const crypto = testCrypto();
  const identified: Identified = { buyerKind: 'consumer', personKeys: ['key'], phoneHash: 'phone', addressHash: 'address' };
  const bound = (shipTo: readonly CheckedPerson[], change: Partial<Identified> = {}) =>
    boundTo(crypto, { ...identified, ...change }, { buyer: somebody(), shipTo });
  const elsewhere = somebody({ line1: '有楽町7' });

  it('takes the buyer’s own door for no destination', () => {
    expect(bound([somebody()])).toBe(bound([]));
    expect(bound([somebody(), elsewhere])).toBe(bound([elsewhere]));
    expect(bound([somebody({ line2: '' })])).toBe(bound([]));
  });

  it.each<[string, CheckedPerson]>([
    ['name', somebody({}, { name: '見本 太郎' })],
    ['postal code', somebody({}, { postalCode: '1000005' })],
    ['prefecture', somebody({ prefecture: '大阪府' })],
    ['city', somebody({ city: '渋谷区' })],
    ['line', elsewhere],
    ['building', somebody({ line2: '見本ビル' })],
    ['phone', somebody({}, { phone: '+819087654321' })],
  ])('a destination with another %s is another one', (_, place) => {
    expect(bound([place])).not.toBe(bound([]));
  });

  it.each<[string, Partial<Identified>]>([
    ['kind', { buyerKind: 'company' }],
    ['person', { personKeys: ['other'] }],
    ['phone', { phoneHash: 'other' }],
    ['address', { addressHash: 'other' }],
  ])('a buyer of another %s is another one', (_, change) => {
    expect(bound([], change)).not.toBe(bound([]));
  });
});
