import type { Database } from '../core/database.ts';
import { idFloor } from '../core/id.ts';
import { maintain } from './embedded-database.ts';

const keptMs = 30 * 86_400_000;

/** What nobody waits for: the embedded database cleans up, the ledger is sealed, old answers are forgotten. */
export async function keepHouse(database: Database, wallMs: number): Promise<void> {
  await maintain(database);
  for (const mode of ['test', 'live']) await database.admin(`select ledger_seal('${mode}')`);
  // Answers are kept for 30 days of the wall clock (reliability.md 1); an order's id tells when it was made.
  const forgotten = idFloor('ord', wallMs - keptMs);
  await database.admin(`delete from webhook_deliveries where created_at < now() - interval '30 days' and status <> 'pending';
    delete from idempotency_keys where created_at < now() - interval '30 days';
    update orders set idempotency_key = null, fingerprint = null, answer = null where idempotency_key is not null and id < '${forgotten}'`);
}
