import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankKana, readKana } from './kana.ts';

describe('readings of names (domain.md 4.7, buyer.name_kana)', () => {
  it.each([
    ['hiragana', 'やまだ　たろう', 'ヤマダ タロウ'],
    ['half width with voicing marks', 'ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダ タロウ'],
    ['free-standing voicing marks', 'ヤマタ゛　ハ゜ク', 'ヤマダ パク'],
    ['small kana', 'しょうじ りゅういち', 'ショウジ リュウイチ'],
    ['a long vowel typed as a hyphen', 'ヨ－コ ア‐チャ−', 'ヨーコ アーチャー'],
    ['a middle dot of half width', 'ﾒｱﾘ･ｱﾝ', 'メアリ・アン'],
    ['ヴ in hiragana', 'ゔぃら', 'ヴィラ'],
  ])('stores %s as full-width katakana', (_, typed, stored) => {
    expect(readKana(typed)).toBe(stored);
  });

  it.each(['山田 太郎', 'Yamada', 'ヤマダ1', '', ' ', 'ー・', 'ヷ', 'ナ゛', 'ヤマダ、タロウ'])(
    'refuses what is no reading: %j',
    (typed) => {
      expect(readKana(typed)).toBeUndefined();
    },
  );

  it('lets thirty bytes of half-width kana through, in which a voiced kana takes two', () => {
    expect(readKana('ア'.repeat(30))).toBeDefined();
    expect(readKana('ア'.repeat(31))).toBeUndefined();
    expect(readKana('ガ'.repeat(15))).toBeDefined();
    expect(readKana('ガ'.repeat(16))).toBeUndefined();
  });

  it('stores a reading that reads as itself, and only characters of the stored form', () => {
    const kana = fc.string({ unit: fc.constantFrom(...'アイウガパャッーヴ・ あがゃ', 'ｱ', 'ﾞ', '゛', '-', '　'), maxLength: 20 });
    fc.assert(
      fc.property(kana, (typed) => {
        const stored = readKana(typed);
        if (stored === undefined) return;
        expect(stored).toMatch(/^[ァ-ヶー・ 　]+$/);
        expect(readKana(stored)).toBe(stored);
      }),
    );
  });
});

describe('names as banks write them (formats.md 1.4, PARTY_NAME)', () => {
  it.each([
    ['キャノン', 'ｷﾔﾉﾝ'],
    ['ヨーコ', 'ﾖ-ｺ'],
    ['ガクブチ', 'ｶﾞｸﾌﾞﾁ'],
    ['ヴィラ・パーク', 'ｳﾞｲﾗ.ﾊﾟ-ｸ'],
    ['カ）ショップ　ABC－1', 'ｶ)ｼﾖﾂﾌﾟ ABC-1'],
    ['やまだ たろう', 'ﾔﾏﾀﾞ ﾀﾛｳ'],
    ['ヲワリヤ', 'ｵﾜﾘﾔ'],
    ['ヰヱヵヶ', 'ｲｴｶｹ'],
    ['smith', 'SMITH'],
  ])('writes %s as %s', (typed, written) => {
    expect(bankKana(typed)).toBe(written);
  });

  it.each(['株式会社', 'ヷ', 'ア，イ', 'ア,イ', 'ア_イ'])('has no form for %s, and guesses none', (typed) => {
    expect(bankKana(typed)).toBeUndefined();
  });
});
