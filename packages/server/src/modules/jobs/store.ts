import { platformTenant } from '../../core/database.ts';
import { addMs } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';

const mostAttempts = 8;
const firstPauseMs = 60_000;

/** Tasks that failed and wait: for their next try, or for a person once they have failed too often. */
export async function parkedTasks(unit: Unit): Promise<ReadonlySet<string>> {
  const rows = await unit.tx.query<{ task: string }>(
    `select task from parked_work where merchant_id = $1 and mode = $2 and item_id = '*' and (retry_at is null or retry_at > $3)`,
    [platformTenant, unit.mode, unit.now],
  );
  return new Set(rows.map((row) => row.task));
}

/** A task that works again begins its tries anew: failures long ago must not add up to a stop. */
export async function unparkWork(unit: Unit, task: string): Promise<void> {
  await unit.tx.query(`delete from parked_work where merchant_id = $1 and mode = $2 and task = $3 and item_id = '*'`, [
    platformTenant,
    unit.mode,
    task,
  ]);
}

/** Sets a failed task aside; each failure doubles the pause, and after the last only a person can wake it. */
export async function parkWork(unit: Unit, task: string, error: unknown): Promise<void> {
  const [row] = await unit.tx.query<{ attempts: number }>(
    `insert into parked_work (merchant_id, mode, task, item_id, attempts, problem) values ($1, $2, $3, '*', 1, $4)
     on conflict (merchant_id, mode, task, item_id) do update set attempts = parked_work.attempts + 1, problem = excluded.problem
     returning attempts`,
    [platformTenant, unit.mode, task, error instanceof Error ? error.name : 'Error'],
  );
  const attempts = row?.attempts ?? 1;
  const retryAt = attempts >= mostAttempts ? null : addMs(unit.now, firstPauseMs * 2 ** (attempts - 1));
  await unit.tx.query(`update parked_work set retry_at = $4 where merchant_id = $1 and mode = $2 and task = $3 and item_id = '*'`, [
    platformTenant,
    unit.mode,
    task,
    retryAt,
  ]);
}
