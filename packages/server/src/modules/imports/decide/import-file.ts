import { Refused } from '../../../core/result.ts';
import type { Group, ImportKind } from '../model.ts';
import { CsvReader, type CsvRecord } from './csv-reader.ts';
import { FileDecoder } from './file-decoder.ts';
import { isBlank, readHeader } from './file-header.ts';
import { RowGrouper } from './group-rows.ts';

/**
 * A file as it arrives, in pieces cut anywhere: bytes in, whole orders or shipments out. Holds no more
 * than the group that is still open. Refuses the file for what no row can be blamed for.
 */
export class ImportFile {
  readonly #kind: ImportKind;
  readonly #decoder = new FileDecoder();
  readonly #reader = new CsvReader();
  #grouper: RowGrouper | undefined;
  #rows = 0;

  constructor(kind: ImportKind) {
    this.#kind = kind;
  }

  /** Rows that hold something, the header not counted. */
  get rows(): number {
    return this.#rows;
  }

  push(bytes: Uint8Array): Group[] {
    return this.#grouped(this.#reader.read(this.#decoder.decode(bytes)));
  }

  end(): Group[] {
    const groups = this.#grouped([...this.#reader.read(this.#decoder.end()), ...this.#reader.end()]);
    const last = this.#grouper?.end();
    if (this.#rows === 0) throw new Refused({ code: 'file_empty' });
    return last ? [...groups, last] : groups;
  }

  #grouped(records: readonly CsvRecord[]): Group[] {
    const groups: Group[] = [];
    for (const record of records) {
      if (record.cells !== null && isBlank(record.cells)) continue;
      if (!this.#grouper) {
        this.#grouper = new RowGrouper(this.#kind, readHeader(this.#kind, record));
        continue;
      }
      this.#rows += 1;
      const complete = this.#grouper.add(record);
      if (complete) groups.push(complete);
    }
    return groups;
  }
}
