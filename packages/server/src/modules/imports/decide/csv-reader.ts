/** One record of a CSV file. `cells` is null when its quotes do not let it be taken apart. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] | null };

/** A record longer than this is not one: somewhere a quote was not closed. */
export const longestRecord = 65_536;

const plain = /[^,\r\n]*/y;

type Cell = { readonly value: string; readonly end: number };
type Outcome<T> = T | 'broken' | 'unfinished';

/**
 * Takes CSV (RFC 4180) apart as it arrives, in pieces cut anywhere. A record that cannot be read is
 * handed over as such, and reading goes on at the next line, so that one slip costs one row.
 */
export class CsvReader {
  #text = '';
  #at = 0;
  #line = 1;

  read(piece: string): CsvRecord[] {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    return this.#records(false);
  }

  /** What is left when nothing more comes. */
  end(): CsvRecord[] {
    return this.#records(true);
  }

  #records(final: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.#at < this.#text.length) {
      const line = this.#line;
      const record = this.#record(final);
      if (record === 'unfinished') break;
      records.push({ line, cells: record });
    }
    return records;
  }

  #record(final: boolean): string[] | null | 'unfinished' {
    const cells: string[] = [];
    for (let from = this.#at; ;) {
      const cell = this.#cell(from);
      if (cell === 'broken') return this.#skipLine(final);
      if (cell === 'unfinished' || (cell.end >= this.#text.length && !final)) {
        return this.#text.length - this.#at > longestRecord || final ? this.#skipLine(final) : 'unfinished';
      }
      cells.push(cell.value);
      if (this.#text[cell.end] === ',') {
        from = cell.end + 1;
        continue;
      }
      const end = this.#lineEnd(cell.end, final);
      if (end === 'unfinished') return 'unfinished';
      this.#advance(end);
      return cells;
    }
  }

  #cell(from: number): Outcome<Cell> {
    if (this.#text[from] === '"') return this.#quoted(from);
    // ="0123" is how a spreadsheet is made to keep a leading zero.
    if (this.#text.startsWith('="', from)) return this.#quoted(from + 1);
    plain.lastIndex = from;
    const value = plain.exec(this.#text)?.[0] ?? '';
    return { value, end: from + value.length };
  }

  #quoted(from: number): Outcome<Cell> {
    let close = this.#text.indexOf('"', from + 1);
    let doubled = false;
    for (; close >= 0 && this.#text[close + 1] === '"'; close = this.#text.indexOf('"', close + 2)) doubled = true;
    if (close < 0) return 'unfinished';
    const next = this.#text[close + 1];
    if (next !== undefined && next !== ',' && next !== '\r' && next !== '\n') return 'broken';
    const value = this.#text.slice(from + 1, close);
    return { value: doubled ? value.replaceAll('""', '"') : value, end: close + 1 };
  }

  /** Where the next line begins; `\r` at the end of a piece may be the first half of `\r\n`. */
  #lineEnd(from: number, final: boolean): number | 'unfinished' {
    if (this.#text[from] !== '\r') return from + 1;
    if (from + 1 >= this.#text.length && !final) return 'unfinished';
    return this.#text[from + 1] === '\n' ? from + 2 : from + 1;
  }

  #skipLine(final: boolean): null | 'unfinished' {
    const end = this.#text.slice(this.#at).search(/[\r\n]/);
    if (end < 0 && !final && this.#text.length - this.#at <= longestRecord) return 'unfinished';
    const next = end < 0 ? this.#text.length : this.#lineEnd(this.#at + end, final);
    if (next === 'unfinished') return 'unfinished';
    this.#advance(next);
    return null;
  }

  #advance(to: number): void {
    const read = this.#text.slice(this.#at, to);
    this.#line += read.match(/\r\n|\r|\n/g)?.length ?? 0;
    this.#at = to;
  }
}
