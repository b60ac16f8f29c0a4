/**
 * One record of a CSV file, byte for byte as it stands: in UTF-8 and in CP932 alike no byte of a longer
 * character is a quote, a comma or a line break, so a file is taken apart without being decoded. Each
 * character of `text` is one byte of the file.
 */
export type CsvRecord = {
  /** The line of the file it begins on; the header is 1. */
  readonly line: number;
  /** Without its line break. */
  readonly text: string;
  /** Its cells, and where each ends in `text`; undefined when its quotes do not let it be taken apart. */
  readonly cells: readonly CsvCell[] | undefined;
};

export type CsvCell = { readonly value: string; readonly end: number };

// A quoted cell, also as ="0123"; or one without quotes; and what ends it.
const cellPattern = /(?:=?"([^"]*(?:""[^"]*)*)"|(?!=?")([^,\r\n]*))(,|\r\n|\r|\n|$)/y;
const lineBreaks = /\r\n|\r|\n/g;

/** The records of a file. One that cannot be read costs no more than its line, as when the server reads it. */
export function recordsOf(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const { cells, end = lineEndAfter(text, at) } = cellsFrom(text, at);
    const own = text.slice(at, end);
    records.push({ line, text: own.replace(/(?:\r\n|\r|\n)$/, ''), cells });
    line += own.match(lineBreaks)?.length ?? 0;
    at = end;
  }
  return records;
}

function cellsFrom(text: string, start: number): { cells: CsvCell[] | undefined; end?: number } {
  const cells: CsvCell[] = [];
  cellPattern.lastIndex = start;
  for (;;) {
    const cell = cellPattern.exec(text);
    if (cell === null) return { cells: undefined };
    const [whole, quoted, plain = '', ending = ''] = cell;
    cells.push({ value: quoted?.replaceAll('""', '"') ?? plain, end: cell.index + whole.length - ending.length - start });
    if (ending !== ',') return { cells, end: cellPattern.lastIndex };
  }
}

function lineEndAfter(text: string, at: number): number {
  const ending = /\r\n|\r|\n/g;
  ending.lastIndex = at;
  return ending.exec(text) === null ? text.length : ending.lastIndex;
}
