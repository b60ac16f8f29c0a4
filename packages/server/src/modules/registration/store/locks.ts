import type { Mode } from '../../../core/database.ts';
import type { PreparedOrder } from '../model.ts';
import { consumerKeys } from './persons.ts';

export type LockRow = { readonly lock: string; readonly got: boolean };

/**
 * Sent together with `begin`: tries the locks of the idempotency keys. The buyers are not locked: what was
 * read of them is compared when the batch is saved, and an order that lost a race is run again alone, then
 * with its buyer locked. Made of hex hashes and whole numbers only, so it needs no parameters.
 */
export function openingScript(mode: Mode, batch: readonly PreparedOrder[], persons: 'compared' | 'locked' = 'compared'): string {
  const locks = [...new Set(batch.flatMap((order) => (order.idempotency ? [order.idempotency.lock] : [])))];
  if (!locks.every((lock) => /^-?\d{1,19}$/.test(lock))) throw new Error('a lock is not a number');
  const lockKeys = `select l::text as lock, pg_try_advisory_xact_lock(l) as got from unnest('{${locks.join(',')}}'::bigint[]) l`;
  return `${cachedPlans} ${persons === 'locked' ? `select exposure_lock('${mode}', '{${consumerKeys(batch).join(',')}}');` : ''} ${lockKeys}`;
}

// Planning a statement anew costs as much as running it for a whole batch, and every look-up of a
// registration goes by a unique key or by one that is nearly so, however large or small the tables are.
const cachedPlans = 'set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;';
