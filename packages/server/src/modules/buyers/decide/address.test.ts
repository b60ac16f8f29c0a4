import { describe, expect, it } from 'vitest';
import { addressFault, addressKey, holdsNumber, readPostalCode } from './address.ts';
import type { Address } from '../model.ts';
import { prefectures } from '../policy.ts';

const address: Address = { prefecture: '愛知県', city: '名古屋市中区', line1: '三の丸8-28-9', line2: 'コーポ青葉504' };

describe('postal codes (domain.md 4.7)', () => {
  it.each(['460-8513', '4608513', '〒460-8513', '〒４６０ー８５１３', ' 460 8513 ', '460−8513'])('reads %s', (typed) => {
    expect(readPostalCode(typed)).toBe('4608513');
  });

  it.each(['', '460-851', '46-085-131', 'ABC-DEFG', '94105', '460-8513-1'])('refuses %j', (typed) => {
    expect(readPostalCode(typed)).toBeUndefined();
  });
});

describe('addresses (domain.md 4.7, buyer.address)', () => {
  it('knows the 47 prefectures', () => {
    expect(prefectures.size).toBe(47);
  });

  it('finds nothing wrong with an ordinary address', () => {
    expect(addressFault(address)).toBeUndefined();
  });

  it.each([
    ['a prefecture that is not written in full', { prefecture: '東京' }, 'address_prefecture', 'prefecture'],
    ['a prefecture that is none', { prefecture: 'CA' }, 'address_prefecture', 'prefecture'],
    ['a part of more than fifty characters', { line1: `三の丸8-28-9${'あ'.repeat(43)}` }, 'address_too_long', 'line1'],
    ['a building of more than fifty characters', { line2: 'あ'.repeat(51) }, 'address_too_long', 'line2'],
    ['a city of more than fifty characters', { city: 'あ'.repeat(51) }, 'address_too_long', 'city'],
    ['more than a hundred characters in all', { line1: `1${'あ'.repeat(49)}`, line2: 'あ'.repeat(42) }, 'address_too_long', 'line1'],
    ['no number at all', { line1: '三の丸', line2: 'コーポ青葉' }, 'address_number_missing', 'line1'],
  ])('refuses %s', (...[, change, code, field]) => {
    expect(addressFault({ ...address, ...change })).toEqual({ code, field });
  });

  it('takes exactly fifty and exactly a hundred characters', () => {
    expect(addressFault({ ...address, line1: `1${'あ'.repeat(49)}`, line2: 'あ'.repeat(41) })).toBeUndefined();
  });

  it.each(['8-28-9', '８丁目', '三丁目', '無番地', '番地なし', '二十三番'])('takes this for a house number: %s', (text) => {
    expect(holdsNumber(text)).toBe(true);
  });

  it.each(['三の丸', '八丁堀', '千代田', ''])('does not take this for one: %j', (text) => {
    expect(holdsNumber(text)).toBe(false);
  });
});

describe('one address in many spellings (formats.md 8.1)', () => {
  const key = addressKey(address);

  it.each<[string, Partial<Address>]>([
    ['full width', { line1: '三の丸８－２８－９', line2: 'コーポ青葉５０４' }],
    ['丁目・番地・号', { line1: '三の丸8丁目28番地9号' }],
    ['丁目・番・号', { line1: '三の丸8丁目28番9号' }],
    ['番地の', { line1: '三の丸8丁目28番地の9' }],
    ['kanji numerals', { line1: '三の丸八丁目二十八番九号' }],
    ['kanji numerals place by place', { line1: '三の丸八丁目二八番九号' }],
    ['the long vowel for a dash', { line1: '三の丸8ー28ー9' }],
    ['other dashes', { line1: '三の丸8−28‐9' }],
    ['spaces', { line1: '三の丸 8-28-9' }],
    ['ノ for の', { line1: '三ノ丸8-28-9' }],
    ['the room with 号室', { line2: 'コーポ青葉504号室' }],
    ['the room alone', { line2: '504' }],
    ['the building in one line with the street', { line1: '三の丸8-28-9コーポ青葉504', line2: '' }],
    ['the building after a space', { line1: '三の丸8-28-9 504', line2: '' }],
    ['the room as one more number', { line1: '三の丸8-28-9-504', line2: '' }],
    ['the ward in the street line', { city: '名古屋市', line1: '中区三の丸8-28-9' }],
    ['the prefecture again before the city', { city: '愛知県名古屋市中区' }],
  ])('is the same with %s', (_, change) => {
    expect(addressKey({ ...address, ...change })).toBe(key);
  });

  it.each<[string, Partial<Address>]>([
    ['another house', { line1: '三の丸8-28-8' }],
    ['another room', { line2: 'コーポ青葉505' }],
    ['another town', { line1: '二の丸8-28-9' }],
    ['another city', { city: '名古屋市東区' }],
    ['another prefecture', { prefecture: '三重県' }],
    ['no room', { line2: '' }],
  ])('is not the same with %s', (_, change) => {
    expect(addressKey({ ...address, ...change })).not.toBe(key);
  });

  it.each([
    ['十番地', '10番地'],
    ['百二番地', '102番地'],
    ['三百五十番地', '350番地'],
    ['千二百三十四番地', '1234番地'],
    ['二千番地', '2000番地'],
    ['一二〇零番地', '1200番地'],
    ['三丁目--2', '3-2'],
  ])('reads %s as %s', (line1, read) => {
    expect(addressKey({ ...address, line1, line2: '' })).toBe(addressKey({ ...address, line1: read, line2: '' }));
  });

  it('goes by the room, not by a number in the name of the building', () => {
    const second = { ...address, line2: '青葉2号館504' };
    expect(addressKey(second)).toBe(key);
    expect(addressKey({ ...second, line2: '青葉2号館505' })).not.toBe(key);
  });

  it('keeps numbers apart that a town is named by', () => {
    const sapporo = { prefecture: '北海道', city: '札幌市中央区', line1: '北一条西2丁目3-4' };
    expect(addressKey(sapporo)).toBe(addressKey({ ...sapporo, line1: '北1条西二丁目3番地4' }));
    expect(addressKey(sapporo)).not.toBe(addressKey({ ...sapporo, line1: '北二条西2丁目3-4' }));
    const kojimachi = { prefecture: '東京都', city: '千代田区', line1: '一番町3-5' };
    expect(addressKey(kojimachi)).not.toBe(addressKey({ ...kojimachi, line1: '一番町9-5' }));
    expect(addressKey(kojimachi)).not.toBe(addressKey({ ...kojimachi, line1: '二番町3-5' }));
  });

  it('folds ヶ, ケ and が, and variant kanji, in the name of a town', () => {
    const written = ['霞ヶ関1-2', '霞ケ関1-2', '霞が関1-2'].map((line1) => addressKey({ prefecture: '東京都', city: '千代田区', line1 }));
    expect(new Set(written).size).toBe(1);
    expect(addressKey({ prefecture: '滋賀県', city: '髙島市', line1: '1' })).toBe(
      addressKey({ prefecture: '滋賀県', city: '高島市', line1: '1' }),
    );
  });

  it('is the whole text where there is no number to go by', () => {
    expect(addressKey({ prefecture: '東京都', city: '青ヶ島村', line1: '無番地' })).toBe('東京都青ケ島村無番地');
  });
});
