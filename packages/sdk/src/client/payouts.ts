import { getPayout, getStatementCsv, listPayouts, type Operations } from './calls.gen.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { Payout, PayoutLine, Statement } from '../contract/payouts.ts';
import { csvFile, type CsvFile } from './csv-file.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/** Which payouts to list; newest first. */
export type PayoutQuery = QueryOf<Operations['listPayouts']>;

/**
 * 立替払い: what the provider pays to the shop, closing by closing.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * for await (const payout of client.payouts.list()) console.log(payout.paysOn, payout.net);
 * ```
 */
export type Payouts = {
  readonly list: (query?: PayoutQuery, options?: CallOptions) => Paged<Payout>;
  /**
   * Reads a statement: totals per kind of line, and the first 100 lines.
   *
   * @throws {@link RequestError} `not_found`
   */
  readonly get: (id: string, options?: CallOptions) => Promise<Statement>;
  /** Lists every line of a statement; an amount below zero is taken from the shop. */
  readonly lines: (id: string, options?: CallOptions) => Paged<PayoutLine>;
  /** The statement as CSV. */
  readonly statementCsv: (id: string, query?: QueryOf<Operations['getStatementCsv']>, options?: CallOptions) => Promise<CsvFile>;
};

export function payoutsOf({ call, download }: Connection): Payouts {
  const read = (id: string, options?: CallOptions, after?: string) =>
    call(getPayout, { params: { id }, query: { limit: 100, after } }, options);
  return {
    list: (query = {}, options) => paged((after) => call(listPayouts, { query: { ...query, after } }, options), query.after),
    get: (id, options) => read(id, options),
    lines: (id, options) => paged(async (after) => (await read(id, options, after)).lines),
    statementCsv: async (id, query = {}, options) =>
      csvFile(await download(getStatementCsv, { params: { id }, query }, options), query.encoding),
  };
}
