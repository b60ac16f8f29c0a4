import type { Tx } from '../../../core/database.ts';
import type { Merge } from '../decide/people.ts';
import type { PreparedOrder } from '../model.ts';

/** Locks the buyers' rows, made first where missing. */
export async function lockPersons(tx: Tx, batch: readonly PreparedOrder[]): Promise<void> {
  await tx.query('select exposure_lock($1, $2::text[])', [tx.scope.mode, consumerKeys(batch)]);
}

/** The keys of the people of a batch: hex hashes, and nothing else. */
export function consumerKeys(batch: readonly PreparedOrder[]): string[] {
  const keys = [...new Set(batch.flatMap((order) => (order.buyerKind === 'consumer' ? order.personKeys : [])))];
  if (!keys.every((key) => /^[0-9a-f]{32}$/.test(key))) throw new Error('an exposure key is not a hash');
  return keys;
}

/** Two people in store who turned out to be one. Their rows must be locked. */
export async function mergePersons(tx: Tx, merges: readonly Merge[]): Promise<void> {
  if (merges.length === 0) return;
  await tx.query('select exposure_merge($1, $2::text[], $3::text[])', [
    tx.scope.mode,
    merges.map(({ into }) => into),
    merges.map(({ from }) => from),
  ]);
}
