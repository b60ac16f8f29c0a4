/** One record of a CSV file: the line it begins on, its text as it stands, and its fields. */
export type CsvRecord = {
  readonly line: number;
  readonly text: string;
  readonly fields: readonly string[];
  /** Its quotes do not let it be taken apart: the fields are those before the fault. */
  readonly isBroken: boolean;
};

/** Text of a file in UTF-8 or CP932; undefined when it is neither. The Encoding Standard's shift_jis is CP932. */
export function decodeText(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Try the next one.
    }
  }
  return undefined;
}

/**
 * The records of a CSV file. Broken ones are kept, because it is the server that must report them, and
 * cost no more than their line.
 */
export function recordsOf(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const { fields, end } = recordAt(text, at);
    const next = end ?? lineEndAfter(text, at);
    const isBroken = end === undefined;
    const own = text.slice(at, next);
    const isBlank = !isBroken && fields.every((field) => field.trim() === '');
    if (!isBlank) records.push({ line, text: own.replace(/(?:\r\n|\r|\n)$/, ''), fields, isBroken });
    line += lineBreaks(own);
    at = next;
  }
  return records;
}

// A quoted cell, also as ="0123"; or one without quotes; and what ends it.
const cellPattern = /(?:=?"([^"]*(?:""[^"]*)*)"|(?!=?")([^,\r\n]*))(,|\r\n|\r|\n|$)/y;

/** The fields of a record, and where it ends: nobody can say when its quotes are not those of CSV. */
function recordAt(text: string, start: number): { fields: string[]; end: number | undefined } {
  const fields: string[] = [];
  cellPattern.lastIndex = start;
  for (;;) {
    const cell = cellPattern.exec(text);
    if (cell === null) return { fields, end: undefined };
    const [, quoted, plain = '', ending] = cell;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (ending !== ',') return { fields, end: cellPattern.lastIndex };
  }
}

function lineEndAfter(text: string, at: number): number {
  const ending = /\r\n|\r|\n/g;
  ending.lastIndex = at;
  return ending.exec(text) === null ? text.length : ending.lastIndex;
}

export function lineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** Reads a field by the name of its column, wherever that stands; what is not there is empty. */
export function fieldReader(header: readonly string[]): (fields: readonly string[], column: string) => string {
  const names = header.map(tidy);
  return (fields, column) => tidy(fields[names.indexOf(column)] ?? '');
}

/** A field as it is meant. Spreadsheets write ="00123" to keep leading zeros. */
export function tidy(field: string): string {
  const text = field
    .normalize('NFKC')
    .replace(/^\ufeff/, '')
    .trim();
  return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
}
