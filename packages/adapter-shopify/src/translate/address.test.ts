import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { japaneseOrder } from '../../tests/support/recorded-order.ts';
import { personOf } from './person.ts';
import { nationalPhoneOf } from './phone.ts';
import { postalCodeOf } from './postal-code.ts';
import { prefectureOf, prefectures } from './prefecture.ts';

const address = japaneseOrder().shippingAddress!;
const person = (changes: Partial<typeof address>, phones: string[] = []) => personOf({ ...address, ...changes }, 'buyer', phones);

describe('the 47 prefectures (shopify.md 1.7)', () => {
  it('are 47, each with one code and one name', () => {
    expect(prefectures.map(({ code }) => code)).toEqual(
      Array.from({ length: 47 }, (_, index) => `JP-${String(index + 1).padStart(2, '0')}`),
    );
    expect(new Set(prefectures.map(({ name }) => name)).size).toBe(47);
    expect(prefectures.map(({ name }) => name).filter((name) => /[都府]$|道$/.test(name))).toEqual([
      '北海道',
      '東京都',
      '京都府',
      '大阪府',
    ]);
  });

  it.each(prefectures)('$code $shopifyName is $name, however it is written', ({ code, shopifyName, name }) => {
    const plain = shopifyName.normalize('NFD').replace(/\p{Diacritic}/gu, '');
    const short = name === '北海道' ? name : name.replace(/[都府県]$/, '');
    for (const written of [code, code.toLowerCase(), code.slice(3)]) expect(prefectureOf(written, null)).toBe(name);
    for (const written of [
      shopifyName,
      shopifyName.normalize('NFD'),
      plain,
      plain.toUpperCase(),
      `${plain} Prefecture`,
      `${plain}-ken`,
      name,
      ` ${name} `,
      short,
    ])
      expect(prefectureOf(null, written), written).toBe(name);
  });

  it.each([
    ['Tokyo-to', '東京都'],
    ['Osaka-fu', '大阪府'],
    ['Kyoto-fu', '京都府'],
    ['Hokkaido', '北海道'],
    ['ＴＯＫＹＯ', '東京都'],
  ])('%s is %s', (written, name) => {
    expect(prefectureOf('', written)).toBe(name);
  });

  it.each([
    ['JP-48', null],
    ['KY', 'Kentucky'],
    [null, ''],
    [null, null],
    ['JP-00', undefined],
  ])('knows no other: %s %s', (code, name) => {
    expect(prefectureOf(code, name)).toBeUndefined();
  });
});

describe('postal codes and phone numbers', () => {
  it.each([
    ['150-0001', '1500001'],
    ['1500001', '1500001'],
    ['〒150-0001', '1500001'],
    ['１５０ー０００１', '1500001'],
    ['〒１５０−０００１', '1500001'],
    ['150-001', undefined],
    ['40202', undefined],
    ['', undefined],
  ])('postal code %s → %s', (typed, digits) => {
    expect(postalCodeOf(typed)).toBe(digits);
  });

  it('reads every form that Shopify accepts as a Japanese postal code', () => {
    const accepted = /^〒?(\d{7}|[0-9０-９]{3}(-|ー)[0-9０-９]{4})$/;
    fc.assert(
      fc.property(fc.stringMatching(accepted), (typed) => {
        expect(postalCodeOf(typed)).toMatch(/^[0-9]{7}$/);
      }),
    );
  });

  it.each([
    ['+819012345678', '09012345678'],
    ['+81 90-1234-5678', '09012345678'],
    ['+81(0)90-1234-5678', '09012345678'],
    ['0081 3 1234 5678', '0312345678'],
    ['０９０－１２３４－５６７８', '09012345678'],
    ['03ー1234ー5678', '0312345678'],
    ['9012345678', undefined],
    ['+1 415 555 2671', undefined],
    ['+557734881234', undefined],
    ['', undefined],
  ])('phone %s → %s', (typed, digits) => {
    expect(nationalPhoneOf(typed)).toBe(digits);
  });
});

describe('a person at an address', () => {
  it('has the family name first, whatever the full name says', () => {
    expect(person({})).toEqual({
      ok: true,
      value: {
        name: '髙﨑 太郎',
        postalCode: '1500001',
        address: { prefecture: '東京都', city: '渋谷区', line1: '神宮前5-42-13', line2: 'サンプルビル 301' },
        phone: '09012345678',
      },
    });
  });

  it.each([
    [{ firstName: null }, '髙﨑'],
    [{ lastName: ' ', firstName: '太郎' }, '太郎'],
    [{ lastName: '𠮷野', firstName: 'ﾀﾛｳ' }, '𠮷野 ﾀﾛｳ'],
  ])('is named by the parts there are: %o', (parts, name) => {
    expect(person(parts)).toMatchObject({ ok: true, value: { name } });
  });

  it('takes the number from elsewhere in the order when the address has none', () => {
    expect(person({ phone: null }, ['03-1234-5678'])).toMatchObject({ ok: true, value: { phone: '0312345678' } });
  });

  it('lives in a city even where the prefecture was typed in front of it', () => {
    expect(person({ city: '東京都渋谷区' })).toMatchObject({ value: { address: { prefecture: '東京都', city: '渋谷区' } } });
    expect(person({ address1: '東京都渋谷区神宮前5-42-13' })).toMatchObject({
      value: { address: { city: '渋谷区', line1: '神宮前5-42-13' } },
    });
    expect(person({ address1: '東京ビル1-2' })).toMatchObject({ value: { address: { line1: '東京ビル1-2' } } });
  });

  it('keeps the company, and goes on with a long one in the next field', () => {
    expect(person({ company: '株式会社見本' })).toMatchObject({ value: { company: '株式会社見本' } });
    const long = `株式会社${'見本'.repeat(14)} 第一営業部`;
    expect(person({ company: long })).toMatchObject({ value: { company: long.split(' ')[0], department: '第一営業部' } });
    expect(person({ company: '長'.repeat(60) })).toMatchObject({ value: { company: '長'.repeat(35), department: '長'.repeat(25) } });
  });

  it.each([
    [{ lastName: null, firstName: '' }, ['name_missing']],
    [{ zip: null }, ['address_missing']],
    [{ zip: '150' }, ['postal_code_invalid']],
    [{ provinceCode: null, province: 'Kentucky' }, ['prefecture_unknown']],
    [{ city: null }, ['address_missing']],
    [{ address1: ' ' }, ['address_missing']],
    [{ phone: null }, ['phone_missing']],
    [{ phone: '+1 415 555 2671' }, ['phone_missing']],
    [{ zip: null, city: null, phone: null }, ['address_missing', 'phone_missing']],
  ])('is refused by name where something is missing, and nothing is made up: %o', (parts, codes) => {
    const read = person(parts);
    expect(read.ok ? [] : read.flags).toEqual(codes.map((code) => ({ code, values: { of: 'buyer' } })));
  });

  it('AD-11: is refused outside Japan, and where Shopify shows no address at all', () => {
    expect(person({ countryCodeV2: 'US' })).toEqual({ ok: false, flags: [{ code: 'overseas', values: { of: 'buyer', country: 'US' } }] });
    expect(personOf(null, 'shipTo', [])).toEqual({ ok: false, flags: [{ code: 'address_missing', values: { of: 'shipTo' } }] });
  });

  it('never throws, whatever was typed, and never puts a personal value into a flag', () => {
    const typed = fc.option(fc.oneof(fc.string(), fc.constantFrom('東京都', '〒', '+81', '-')), { nil: null });
    fc.assert(
      fc.property(
        fc.record({ firstName: typed, lastName: typed, zip: typed, city: typed, address1: typed, phone: typed, company: typed }),
        (parts) => {
          const read = person(parts);
          if (!read.ok) for (const { values } of read.flags) expect(Object.keys(values ?? {})).toEqual(['of']);
        },
      ),
    );
  });
});
