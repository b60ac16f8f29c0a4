import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, grouped, pageWidth, tableLines, wrapped } from './table.ts';

describe('the width of a text in a terminal', () => {
  it('counts full-width characters as two columns and half-width kana as one', () => {
    expect(displayWidth('請求書 INV')).toBe(10);
    expect(displayWidth('ﾔﾏﾀﾞ')).toBe(4);
    expect(displayWidth('、。「」ー')).toBe(10);
  });

  it('counts a combining mark as nothing, and a rare kanji outside the base plane as two', () => {
    expect(displayWidth('か\u3099')).toBe(2);
    expect(displayWidth('𠮷')).toBe(2);
  });
});

describe('amounts', () => {
  it('are written with thousands separators, also below zero', () => {
    expect([0, 999, 1_000, 1_234_567, -45_000].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567', '-45,000']);
  });

  it('read back as the same number', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (amount) => Number(grouped(amount).replaceAll(',', '')) === amount));
  });
});

describe('a table', () => {
  const columns = [{ heading: '区分 Kind' }, { heading: '金額 Yen', align: 'right' }] as const;

  it('sets amounts flush right below their heading whatever the width of the characters', () => {
    expect(
      tableLines(columns, [
        ['コンビニ', 1_234],
        ['bank', 56_789_012],
      ]),
    ).toEqual(['  区分 Kind    金額 Yen', '  ---------  ----------', '  コンビニ        1,234', '  bank       56,789,012']);
  });

  it('sets the total off by a rule', () => {
    expect(tableLines(columns, [['a', 1]], { total: ['合計', 1] }).slice(-2)).toEqual(['  ---------  --------', '  合計              1']);
  });

  it('shows the headings of a table without rows', () => {
    expect(tableLines(columns, [])).toHaveLength(2);
  });

  it('wraps its long column so that every line fits the page', () => {
    const wrapping = [{ heading: '注文' }, { heading: '理由', wraps: true }] as const;
    const lines = tableLines(wrapping, [['S1-00001', '電話番号の形式が正しくありません。'.repeat(6)]]);
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(pageWidth);
    expect(lines[3]).toMatch(/^ {12}\S/);
  });
});

describe('wrapping', () => {
  it('breaks between words, and between any two Japanese characters', () => {
    expect(wrapped('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
    expect(wrapped('請求書を発行', 6)).toEqual(['請求書', 'を発行']);
  });

  it('does not begin a line with a mark that belongs to what stands before it', () => {
    expect(wrapped('請求書、発行', 6)).toEqual(['請求', '書、発', '行']);
  });

  it('breaks a word that is wider than the page', () => {
    expect(wrapped('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  it('loses no character and makes no line too wide', () => {
    const text = fc.string({ unit: fc.constantFrom('請', 'か', 'a', 'b', '、', ')', ' ', '1') });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (original, width) => {
        const lines = wrapped(original, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(original.replaceAll(' ', ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
