import { getTrialBalance, listAccounts, listEntries, type Operations } from './calls.gen.ts';
import type { AccountBalance, LedgerEntry, TrialBalance } from '../contract/ledger.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/**
 * The shop's part of the double-entry ledger, in yen.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { difference } = await client.ledger.trialBalance();
 * console.assert(difference === 0);
 * ```
 */
export type Ledger = {
  readonly accounts: (options?: CallOptions) => Promise<AccountBalance[]>;
  readonly entries: (query?: QueryOf<Operations['listEntries']>, options?: CallOptions) => Paged<LedgerEntry>;
  readonly trialBalance: (options?: CallOptions) => Promise<TrialBalance>;
};

export function ledgerOf({ call }: Connection): Ledger {
  return {
    accounts: async (options) => (await call(listAccounts, {}, options)).data,
    entries: (query = {}, options) => paged((after) => call(listEntries, { query: { ...query, after } }, options), query.after),
    trialBalance: (options) => call(getTrialBalance, {}, options),
  };
}
