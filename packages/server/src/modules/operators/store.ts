import type { Instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { KeptAction, OperatorAction } from './model.ts';

/** Writes down what an operator does, in the transaction that does it. */
export async function noteAction(unit: Unit, { merchantId, operation, resourceId, keyId, reason }: OperatorAction): Promise<void> {
  await unit.tx.query(
    `insert into operator_actions (merchant_id, mode, id, operation, resource_id, key_id, at, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      merchantId,
      unit.mode,
      unit.ids.next('act'),
      operation,
      resourceId,
      keyId,
      unit.now,
      reason === null ? null : unit.crypto.seal(reason),
    ],
  );
}

export type ActionFilter = { readonly resourceId: string | undefined; readonly before: string | undefined; readonly limit: number };

type ActionRow = {
  readonly merchant_id: string;
  readonly id: string;
  readonly operation: string;
  readonly resource_id: string;
  readonly key_id: string;
  readonly at: Instant;
  readonly reason: Uint8Array | null;
};

/** The latest first. */
export async function listActions(unit: Unit, { resourceId, before, limit }: ActionFilter): Promise<KeptAction[]> {
  const rows = await unit.tx.query<ActionRow>(
    `select merchant_id, id, operation, resource_id, key_id, at, reason from operator_actions
     where mode = $1 and ($2::text is null or resource_id = $2) and ($3::text is null or id < $3) order by id desc limit $4`,
    [unit.mode, resourceId ?? null, before ?? null, limit],
  );
  return rows.map(({ merchant_id: merchantId, id, operation, resource_id, key_id: keyId, at, reason }) => ({
    merchantId,
    id,
    operation,
    resourceId: resource_id,
    keyId,
    at,
    reason: reason === null ? null : unit.crypto.open(reason),
  }));
}
