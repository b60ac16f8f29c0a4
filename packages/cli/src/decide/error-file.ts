import type { ImportKind, ImportResult } from '@atobarai/sdk';
import type { Language } from '../model.ts';
import { encodeCp932 } from './cp932.ts';
import { type CsvRecord, recordsOf } from './csv-records.ts';

/** The columns that say what is wrong. They stand first: a row that is too short must stay too short. */
const reasonHeadings: Readonly<Record<Language, readonly string[]>> = {
  ja: ['エラー行', 'エラー列', 'エラーコード', 'エラー内容'],
  en: ['Error row', 'Error column', 'Error code', 'Error message'],
};
const reasonCount = reasonHeadings.ja.length;

/** The column that holds an order's rows together. */
const keyHeading = '店舗注文番号';
const byteOrderMark = '\u00ef\u00bb\u00bf';

const decoders = { 'utf-8': new TextDecoder('utf-8'), shift_jis: new TextDecoder('shift_jis') } as const;

type Encoding = keyof typeof decoders;

export type ErrorFile = {
  readonly bytes: Uint8Array;
  /** Rows of the file that are in it. */
  readonly rows: number;
  /** Refusals whose row is not in the file: none, unless another file was sent. */
  readonly unplaced: readonly ImportResult[];
};

export type ErrorFileSource = { readonly kind: ImportKind; readonly file: Uint8Array; readonly results: readonly ImportResult[] };

/**
 * A file of the rows that were refused, byte for byte as they were given, in their own encoding, with
 * the reasons before them. The server skips columns it does not know, so that the file, mended, can be
 * sent as it is. An order is refused with all its rows. Undefined when nothing was refused.
 */
export function errorFile({ kind, file, results }: ErrorFileSource, language: Language): ErrorFile | undefined {
  const refused = results.filter((result) => !result.ok);
  if (refused.length === 0) return undefined;
  const source = readSource(file);
  const { placed, unplaced } = placedIn(groupsOf(kind, source), refused);
  const lines = [...placed].flatMap(([group, found]) =>
    group.map((record) => {
      const result = found.find(({ row }) => row >= record.line && row <= lastLine(record));
      return `${reasonCells(result ? reasonsOf(result, language) : [], source.encoding)},${source.withoutReasons(record)}`;
    }),
  );
  const heading = `${source.mark}${reasonCells(reasonHeadings[language], source.encoding)},${source.heading}`;
  const text = [heading, ...lines].map((line) => `${line}${source.lineBreak}`).join('');
  return { bytes: Uint8Array.from(Buffer.from(text, 'latin1')), rows: lines.length, unplaced };
}

type Source = {
  readonly mark: string;
  readonly heading: string;
  readonly lineBreak: string;
  readonly encoding: Encoding;
  readonly records: readonly CsvRecord[];
  /** Where the key stands; -1 when the heading is missing. */
  readonly keyIndex: number;
  /** A row without the reasons of an earlier round. */
  readonly withoutReasons: (record: CsvRecord) => string;
};

function readSource(file: Uint8Array): Source {
  const encoding = encodingOf(file);
  const whole = Buffer.from(file).toString('latin1');
  const mark = whole.startsWith(byteOrderMark) ? byteOrderMark : '';
  const text = whole.slice(mark.length);
  const [header, ...records] = recordsOf(text);
  const headings = header?.cells?.map(({ value }) => decoded(value, encoding).normalize('NFKC').replace(/\s+/g, '')) ?? [];
  const hasReasons = Object.values(reasonHeadings).some((known) =>
    known.every((heading, index) => headings[index] === heading.replace(/\s+/g, '')),
  );
  const withoutReasons = (record: CsvRecord) => (hasReasons ? afterCells(record, reasonCount) : record.text);
  return {
    mark,
    heading: header ? withoutReasons(header) : '',
    lineBreak: /\r\n|\r|\n/.exec(text)?.[0] ?? '\r\n',
    encoding,
    records,
    keyIndex: headings.indexOf(keyHeading),
    withoutReasons,
  };
}

/** What stands after the first cells of a row; all of it when they cannot be told apart. */
function afterCells(record: CsvRecord, count: number): string {
  const cells = record.cells ?? recordsOf(record.text.replace(/^((?:"[^"]*(?:""[^"]*)*",){4}).*$/s, '$1'))[0]?.cells;
  const end = cells?.[count - 1]?.end;
  return end === undefined ? record.text : record.text.slice(end + 1);
}

/** Rows that stand together under one order number are one order; every row of shipments is its own. */
function groupsOf(kind: ImportKind, { records, keyIndex, encoding }: Source): CsvRecord[][] {
  const groups: CsvRecord[][] = [];
  let openKey: string | undefined;
  for (const record of records) {
    if (record.cells?.every(({ value }) => value.trim() === '')) continue;
    const key = keyOf(record, keyIndex, encoding);
    const open = groups.at(-1);
    if (kind === 'orders' && open && key === openKey) open.push(record);
    else groups.push([record]);
    openKey = key;
  }
  return groups;
}

function keyOf({ cells }: CsvRecord, keyIndex: number, encoding: Encoding): string {
  const cell = decoded(cells?.[keyIndex]?.value ?? '', encoding);
  const kept = /^="(.*)"$/s.exec(cell)?.[1] ?? cell;
  return kept.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '').trim();
}

type Placed = { readonly placed: ReadonlyMap<readonly CsvRecord[], readonly ImportResult[]>; readonly unplaced: readonly ImportResult[] };

/** Finds the rows that each refusal is about, by the line of the file that it names. */
function placedIn(groups: readonly (readonly CsvRecord[])[], refused: readonly ImportResult[]): Placed {
  const byLine = new Map<number, readonly CsvRecord[]>();
  for (const group of groups) {
    for (const record of group) for (let line = record.line; line <= lastLine(record); line += 1) byLine.set(line, group);
  }
  const placed = new Map<readonly CsvRecord[], readonly ImportResult[]>();
  const unplaced: ImportResult[] = [];
  for (const result of refused) {
    const group = byLine.get(result.row);
    if (group === undefined) unplaced.push(result);
    else placed.set(group, [...(placed.get(group) ?? []), result]);
  }
  return { placed, unplaced };
}

/** A record goes over several lines when its cells do. */
function lastLine({ line, text }: CsvRecord): number {
  return line + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
}

function reasonsOf({ row, field, code, messageJa, messageEn }: ImportResult, language: Language): string[] {
  return [String(row), field ?? '', code ?? '', (language === 'ja' ? messageJa : messageEn) ?? ''];
}

/** Quoted, so that a row after a row with a quote too few does not become part of it. */
function reasonCells(reasons: readonly string[], encoding: Encoding): string {
  const cells = Array.from({ length: reasonCount }, (_, index) => reasons[index] ?? '');
  return cells.map((cell) => `"${encoded(safeInSpreadsheet(cell).replaceAll('"', '""'), encoding)}"`).join(',');
}

function safeInSpreadsheet(cell: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** As the server tells them apart: UTF-8 when it can be nothing else, otherwise CP932. */
function encodingOf(file: Uint8Array): Encoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
    return 'utf-8';
  } catch {
    return 'shift_jis';
  }
}

function decoded(bytes: string, encoding: Encoding): string {
  return decoders[encoding].decode(Buffer.from(bytes, 'latin1'));
}

function encoded(text: string, encoding: Encoding): string {
  return Buffer.from(encoding === 'utf-8' ? text : encodeCp932(text)).toString('latin1');
}
