import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { languageOf, yen } from './index.ts';
import { ja } from './ja.ts';

describe('words and figures', () => {
  it('yen are written as Intl writes them', () => {
    const numbers = { ja: new Intl.NumberFormat('ja-JP'), en: new Intl.NumberFormat('en', { style: 'currency', currency: 'JPY' }) };
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (amount) => {
        expect(yen(amount, 'ja')).toBe(`${numbers.ja.format(amount === 0 ? 0 : amount)}円`);
        expect(yen(amount, 'en')).toBe(numbers.en.format(amount === 0 ? 0 : amount));
      }),
    );
  });

  it('both languages say everything', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(ja).toSorted());
    expect(Object.keys(en.fields).toSorted()).toEqual(Object.keys(ja.fields).toSorted());
    const texts = [...Object.values(en), ...Object.values(en.fields), ...Object.values(ja), ...Object.values(ja.fields)];
    expect(texts.filter((text) => text === '')).toEqual([]);
  });

  it.each([
    ['en-US', 'en'],
    ['EN', 'en'],
    ['ja-JP', 'ja'],
    ['zh', 'ja'],
    [null, 'ja'],
  ])('a page in %s is spoken to in %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});
