import { exportOrders, exportShipments, type Operations } from './calls.gen.ts';
import type { QueryOf } from '../contract/operation.ts';
import { csvFile, type CsvFile } from './csv-file.ts';
import type { CallOptions } from './options.ts';
import type { Connection } from './connection.ts';

/**
 * Exports as CSV, at any time.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const file = await client.exports.orders({ from: '2026-10-01', encoding: 'cp932' });
 * console.log(await file.text());
 * ```
 */
export type Exports = {
  /** The orders of a range of order dates. */
  readonly orders: (query?: QueryOf<Operations['exportOrders']>, options?: CallOptions) => Promise<CsvFile>;
  /** 商品出荷登録一覧: the shipments of a range of order dates. */
  readonly shipments: (query?: QueryOf<Operations['exportShipments']>, options?: CallOptions) => Promise<CsvFile>;
};

export function exportsOf({ download }: Connection): Exports {
  return {
    orders: async (query = {}, options) => csvFile(await download(exportOrders, { query }, options), query.encoding),
    shipments: async (query = {}, options) => csvFile(await download(exportShipments, { query }, options), query.encoding),
  };
}
