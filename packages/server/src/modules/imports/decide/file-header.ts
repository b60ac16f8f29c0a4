import { Refused } from '../../../core/result.ts';
import { type Column, columnsOf, type ImportKind, unguardCell } from '../model.ts';
import type { CsvRecord } from './csv-reader.ts';

/** Where in a row the columns stand that are read; whatever else the file has is ignored. */
export type Layout = { readonly width: number; readonly places: readonly { readonly column: Column; readonly index: number }[] };

/** Finds the columns by their headings, in any order, or says which are missing. */
export function readHeader(kind: ImportKind, { cells, line }: CsvRecord): Layout {
  if (cells === null) throw new Refused({ code: 'file_record', values: { row: line } });
  const headings = cells.map(headingText);
  const places = columnsOf[kind].flatMap((column) => {
    const index = headings.indexOf(column.heading);
    // Two columns of one name: nobody can say which is meant.
    if (index >= 0 && headings.lastIndexOf(column.heading) !== index)
      throw new Refused({ code: 'file_record', path: column.heading, values: { row: line } });
    return index < 0 ? [] : [{ column, index }];
  });
  const missing = columnsOf[kind]
    .filter((column) => !column.optional && !headings.includes(column.heading))
    .map((column) => column.heading);
  if (missing.length > 0)
    throw new Refused({ code: 'file_column_missing', path: missing[0] ?? '', values: { columns: missing.join('・') } });
  return { width: withoutEmptyEnd(headings).length, places };
}

/** A cell as it was meant: without the tricks that keep spreadsheets from changing it. */
export function cellText(cell: string): string {
  const kept = /^="(.*)"$/s.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
  return unguardCell(kept);
}

/** Spreadsheets end rows with empty cells when a neighbour has more. */
export function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function headingText(cell: string): string {
  return cellText(cell)
    .normalize('NFKC')
    .replace(/[\s\ufeff]+/g, '');
}
