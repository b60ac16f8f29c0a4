import type { Tx } from '../packages/server/src/core/database.ts';
import type { Clock } from '../packages/server/src/core/time.ts';
import type { PreparedOrder } from '../packages/server/src/modules/registration/index.ts';
import { registerOrders } from '../packages/server/src/modules/registration/service/batch.ts';
import { openingScript } from '../packages/server/src/modules/registration/store/locks.ts';
import { boundParams } from '../packages/server/src/platform/column-types.ts';
import { scopeStatements } from '../packages/server/src/platform/transaction.ts';

type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

/** What one registration sends to the database: one script that begins, and statements that are prepared once. */
export type RecordedStatements = { readonly begin: string; readonly prepared: readonly Statement[] };

/** Registers an order that nobody else knows against a transaction that only takes notes. */
export async function recordStatements(order: PreparedOrder, clock: Clock): Promise<RecordedStatements> {
  const scope = { mode: 'test', merchants: [order.merchantId] } as const;
  const prepared: Statement[] = [];
  const tx: Tx = {
    scope,
    async query<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
      prepared.push({ name: `statement-${prepared.length}`, text, values: boundParams(params) });
      return []; // Nothing is known of the order, and nobody looks at the answer to saving it.
    },
  };
  const locks = order.idempotency ? [{ lock: order.idempotency.lock, got: true }] : [];
  await registerOrders(tx, [order], { locks, persons: 'compared', clock });
  return { begin: `begin; ${scopeStatements(scope)} ${openingScript('test', [order])}`, prepared };
}
