import { describe, expect, it } from 'vitest';
import { foldSpaces, isPersonName, matchingText } from './text.ts';

const test = { live: false };
const live = { live: true };

describe('names of persons (domain.md 4.7, buyer.name)', () => {
  it.each(['濵田 翔', '髙橋　一郎', '𠮷田 茂', 'ヤマダ ハナコ', 'やまだ はなこ', 'John Smith', '森 鷗外', '山田2', '李 明'])(
    'accepts a name as people write it: %s',
    (name) => expect(isPersonName(name, live)).toBe(true),
  );

  it.each([
    ['one character', '森'],
    ['two characters of which one is a space', '森 '],
    ['more than thirty', '山'.repeat(31)],
    ['digits alone', '1234 5678'],
    ['full-width digits alone', '１２３４'],
    ['signs alone', '---'],
    ['a title', '山田太郎様'],
    ['a script that no letter carrier here reads', 'Иван Иванов'],
  ])('refuses %s', (_, name) => expect(isPersonName(name, test)).toBe(false));

  it('counts characters, not code units: thirty rare kanji are thirty', () => {
    expect(isPersonName('𠮷'.repeat(30), test)).toBe(true);
    expect(isPersonName('𠮷'.repeat(31), test)).toBe(false);
  });

  it.each(['テスト 太郎', 'ﾃｽﾄ 太郎', 'てすと たろう', 'Test Taro', 'DUMMY', 'サンプル 花子'])(
    'refuses a placeholder with live keys only: %s',
    (name) => {
      expect(isPersonName(name, live)).toBe(false);
      expect(isPersonName(name, test)).toBe(true);
    },
  );

  it('does not take a name that only begins like a placeholder for one', () => {
    expect(isPersonName('Testarossa Maria', live)).toBe(true);
  });
});

describe('text that is compared (formats.md 8.1)', () => {
  it('folds width and spaces', () => {
    expect(foldSpaces('　ＡＢＣ　　１２３ ')).toBe('ABC 123');
  });

  it.each([
    ['髙橋', '高橋'],
    ['山﨑', '山崎'],
    ['濵田', '浜田'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['齋藤', '斉藤'],
    ['齊藤', '斉藤'],
    ['德川', '徳川'],
    ['𠮷田', '吉田'],
  ])('takes %s and %s for one', (old, modern) => {
    expect(matchingText(old)).toBe(matchingText(modern));
  });

  it('takes a variation selector and a joiner for nothing, for fonts lack them', () => {
    expect(matchingText('葛\u{e0100}城\u200d')).toBe(matchingText('葛城'));
  });

  it('takes every dash for a hyphen, but leaves the long vowel alone', () => {
    expect(matchingText('1‐2‑3‒4–5—6―7−8－9')).toBe('1-2-3-4-5-6-7-8-9');
    expect(matchingText('コーポ')).toBe('コーポ');
  });
});
