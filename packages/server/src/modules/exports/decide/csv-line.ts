import { guardCell } from '../../imports/model.ts';
import type { ExportColumn } from '../model.ts';

const lineEnd = '\r\n'; // What Excel writes and expects.

export function headerLine<Row>(columns: readonly ExportColumn<Row>[]): string {
  return columns.map(({ heading }) => quoted(heading)).join(',') + lineEnd;
}

export function csvLine<Row>(columns: readonly ExportColumn<Row>[], row: Row): string {
  return columns.map(({ cell, numeric }) => quoted(numeric ? cell(row) : guardCell(cell(row)))).join(',') + lineEnd;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
