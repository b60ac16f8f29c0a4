import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unguardCell } from '../../imports/model.ts';
import type { ExportColumn } from '../model.ts';
import { csvLine } from './csv-line.ts';

type Row = { readonly text: string; readonly amount: number };
const columns: readonly ExportColumn<Row>[] = [
  { heading: '品名', numeric: false, cell: (row) => row.text },
  { heading: '金額', numeric: true, cell: (row) => String(row.amount) },
];
const cellsOf = (row: Row) => parse(csvLine(columns, row), { relax_column_count: true })[0] as string[];
const beginnings = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', "'", '"', 'a', '送'];
const text = fc.string({ unit: fc.constantFrom(...beginnings, ',', '\n') });

describe('a line of an exported file', () => {
  it('F47: quotes every cell, and ends as spreadsheets expect', () => {
    expect(csvLine(columns, { text: 'タオル "大"', amount: -500 })).toBe('"タオル ""大""","-500"\r\n');
  });

  it.each(beginnings.slice(0, 10))('F47: no spreadsheet takes a text that begins with %j for a formula', (beginning) => {
    expect(cellsOf({ text: `${beginning}HYPERLINK("http://example.jp")`, amount: 1 })[0]).toMatch(/^'/);
  });

  it('F47: a cell never begins as a formula does, but for the amounts', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -999_999, max: 999_999 }), (value, amount) => {
        const [cell = '', number] = cellsOf({ text: value, amount });
        expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
        expect(number).toBe(String(amount));
      }),
    );
  });

  it('F47: what was written is what an import reads, whatever it was', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(unguardCell(cellsOf({ text: value, amount: 0 })[0] ?? '')).toBe(value);
      }),
    );
  });
});
