import { createImport, getImport, type Operations } from './calls.gen.ts';
import type { Import, ImportReport, ImportResult } from '../contract/imports.ts';
import type { FileBody, QueryOf } from '../contract/operation.ts';
import { TimeoutError } from './errors.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { OnSent } from './progress.ts';
import type { Connection } from './connection.ts';

/** What a file holds, and whether to take all of it, the good rows, or nothing yet. */
export type ImportQuery = QueryOf<Operations['createImport']>;

/** What the upload of a file may be told. */
export type UploadOptions = CallOptions & {
  /**
   * Told how much has been sent; begins anew when the file is sent again. In a browser, which cannot stream
   * to every server, everything is told at once, before it is sent.
   */
  readonly onSent?: OnSent;
};

/** How long to wait for an import, and how often to look. */
export type WaitOptions = Omit<CallOptions, 'idempotencyKey'> & {
  /**
   * Milliseconds between two looks.
   * @default 500
   */
  readonly everyMs?: number;
  /**
   * Milliseconds to wait in all.
   * @default 600_000
   */
  readonly atMostMs?: number;
  /** Told at every look how far it is. */
  readonly onProgress?: (progress: Import) => void;
};

/**
 * Imports of CSV files in UTF-8 or CP932.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { id } = await client.imports.create({ kind: 'orders' }, await readFile('orders.csv'));
 * const { accepted, refused } = await client.imports.waitFor(id);
 * console.log(`${accepted} accepted, ${refused} refused`);
 * for await (const result of client.imports.results(id)) if (!result.ok) console.log(result.row, result.messageJa);
 * ```
 */
export type Imports = {
  /**
   * Hands a file in; it is worked through in the background. Text and bytes are sent again when the
   * connection breaks, a stream is sent once. `onSent` tells how far the upload is, in bytes.
   *
   * @throws {@link RequestError} `file_empty`, `file_encoding`, `file_column_missing`, `file_too_large`
   */
  readonly create: (query: ImportQuery, file: FileBody, options?: UploadOptions) => Promise<Import>;
  /** Reads how far an import is, with the first 100 results. */
  readonly get: (id: string, options?: CallOptions) => Promise<ImportReport>;
  /** Lists what became of each order or shipment, in the order of the file. */
  readonly results: (id: string, options?: CallOptions) => Paged<ImportResult>;
  /**
   * Waits until an import is `completed` or `failed`.
   *
   * @throws {@link TimeoutError} when it is neither after `atMostMs`
   */
  readonly waitFor: (id: string, options?: WaitOptions) => Promise<ImportReport>;
};

export function importsOf(connection: Connection): Imports {
  const { call } = connection;
  const read = (id: string, options?: CallOptions, after?: string) =>
    call(getImport, { params: { id }, query: { limit: 100, after } }, options);
  return {
    create: (query, body, options) => call(createImport, { query, body }, options),
    get: (id, options) => read(id, options),
    results: (id, options) => paged(async (after) => (await read(id, options, after)).results),
    waitFor: (id, options) => waitFor(connection, () => read(id, options), options),
  };
}

async function waitFor({ surroundings }: Connection, look: () => Promise<ImportReport>, options: WaitOptions = {}): Promise<ImportReport> {
  const { everyMs = 500, atMostMs = 600_000, onProgress, signal } = options;
  const until = surroundings.now() + atMostMs;
  for (;;) {
    const report = await look();
    onProgress?.(report);
    if (report.status === 'completed' || report.status === 'failed') return report;
    if (surroundings.now() + everyMs > until) {
      throw new TimeoutError(`The import ${report.id} is still ${report.status} after ${atMostMs} ms.`, {
        code: 'timeout',
        retryable: true,
      });
    }
    await surroundings.sleep(everyMs, signal);
  }
}
