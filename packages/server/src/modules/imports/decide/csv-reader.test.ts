import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, CsvReader, longestRecord } from './csv-reader.ts';

function readWhole(text: string, pieceLength = text.length): CsvRecord[] {
  const reader = new CsvReader();
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += pieceLength) records.push(...reader.read(text.slice(at, at + pieceLength)));
  return [...records, ...reader.end()];
}

const cellsOf = (text: string) => readWhole(text).map((record) => record.cells);
const cell = fc.string({ unit: fc.constantFrom('a', '送', '"', ',', '\n', '\r\n', ' ', '=', "'") });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');

describe('reading CSV', () => {
  it('F11: reads any quoted cells back as they were, whatever they hold and however the lines end', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), lineEnds, (rows, end) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(end);
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });

  it('F11: reads the same records, of the same lines, in pieces cut anywhere', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', '送', '"', '""', ',', '\n', '\r\n', '\r', '="') });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 7 }), (text, pieceLength) => {
        expect(readWhole(text, pieceLength)).toEqual(readWhole(text));
      }),
    );
  });

  it('F11: reads what a strict reader can read as it does', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', '送', ' ', '0', '-') });
    const written = fc.oneof(plain, cell.map(quoted));
    fc.assert(
      fc.property(
        fc.array(fc.array(written, { minLength: 2, maxLength: 3 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = rows.map((row) => row.join(',')).join(end) + end;
          const strict: string[][] = parse(text, { relax_column_count: true, record_delimiter: end });
          expect(cellsOf(text)).toEqual(strict);
        },
      ),
    );
  });

  it('F13: counts the lines of the file, also through line breaks inside a cell', () => {
    expect(readWhole('h1,h2\r\n"a\r\nb",c\r\n\r\nd,e')).toEqual([
      { line: 1, cells: ['h1', 'h2'] },
      { line: 2, cells: ['a\r\nb', 'c'] },
      { line: 4, cells: [''] },
      { line: 5, cells: ['d', 'e'] },
    ]);
  });

  it.each([
    ['text after the closing quote', '"b"x,c'],
    ['a quote that opens in the next cell', '"b,"c"'],
    ['a quote that is never closed', '"b,c'],
  ])('F13: a row with broken quotes (%s) costs that row and no other', (_, broken) => {
    const records = readWhole(`a,1\n${broken}\nd,2\n`);
    expect(records.map((record) => record.cells).at(0)).toEqual(['a', '1']);
    expect(records.find((record) => record.line === 2)).toEqual({ line: 2, cells: null });
    expect(records.at(-1)).toEqual({ line: 3, cells: ['d', '2'] });
  });

  it('F11: takes the ="0123" by which spreadsheets keep leading zeros', () => {
    expect(cellsOf('="0123",x\n"=""0456""",y\n')).toEqual([
      ['0123', 'x'],
      ['="0456"', 'y'],
    ]);
  });

  it('holds no more than one record of a file whose quote is never closed', () => {
    const reader = new CsvReader();
    const piece = 'x'.repeat(10_000);
    const records = [reader.read('"'), ...Array.from({ length: 20 }, () => reader.read(piece))].flat();
    expect(records.length).toBeGreaterThan(0);
    expect(records.every((record) => record.cells === null || (record.cells[0]?.length ?? 0) <= longestRecord + piece.length)).toBe(true);
  });
});
