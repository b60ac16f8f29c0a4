import { platformTenant } from '../../core/database.ts';
import type { DueItem } from '../../core/due-task.ts';
import { addMs } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { nextTry } from './decide.ts';
import { type Parked, wholeTask, type WorkName } from './model.ts';
import { forgottenAfterMs } from './policy.ts';

const columns = `id, merchant_id as "merchantId", task, item_id as "itemId", attempts, problem, parked_at as "parkedAt", retry_at as "retryAt"`;

/** What is set aside now, by task: the ids of its items, or of the task as a whole. */
export async function setAside(unit: Unit): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await unit.tx.query<{ task: string; itemIds: string[] }>(
    `select task, array_agg(item_id) as "itemIds" from parked_work where mode = $1 and (retry_at is null or retry_at > $2) group by task`,
    [unit.mode, unit.now],
  );
  return new Map(rows.map((row) => [row.task, row.itemIds]));
}

/** What works again begins its tries anew: failures long ago must not add up to a stop. */
export async function unparkWork(unit: Unit, task: string, items: readonly DueItem[]): Promise<void> {
  await unit.tx.query(`delete from parked_work where mode = $1 and task = $2 and item_id = any ($3::text[])`, [
    unit.mode,
    task,
    [wholeTask, ...items.map(({ id }) => id)],
  ]);
}

/** Sets aside what failed; each failure doubles the pause, and after the last only a person can wake it. */
export async function parkWork(unit: Unit, work: WorkName, problem: string): Promise<void> {
  const { merchantId, id } = work.item ?? { merchantId: platformTenant, id: wholeTask };
  const [row] = await unit.tx.query<{ attempts: number }>(
    `insert into parked_work (merchant_id, mode, task, item_id, attempts, problem, id, parked_at) values ($1, $2, $3, $4, 1, $5, $6, $7)
     on conflict (merchant_id, mode, task, item_id) do update set attempts = parked_work.attempts + 1, problem = excluded.problem
     returning attempts`,
    [merchantId, unit.mode, work.task, id, problem, unit.ids.next('prk'), unit.now],
  );
  await unit.tx.query(`update parked_work set retry_at = $5 where merchant_id = $1 and mode = $2 and task = $3 and item_id = $4`, [
    merchantId,
    unit.mode,
    work.task,
    id,
    nextTry(unit.now, row?.attempts ?? 1),
  ]);
}

export async function forgetIdle(unit: Unit): Promise<void> {
  await unit.tx.query('delete from parked_work where mode = $1 and retry_at < $2', [unit.mode, addMs(unit.now, -forgottenAfterMs)]);
}

type Page = { readonly before: string | undefined; readonly limit: number };

/** Newest first. */
export function listParked(unit: Unit, { before, limit }: Page): Promise<Parked[]> {
  return unit.tx.query<Parked>(
    `select ${columns} from parked_work where mode = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [unit.mode, before ?? null, limit],
  );
}

/** Forgets that it failed, so that the next run takes it like all that is due. */
export async function wakeParked(unit: Unit, id: string): Promise<Parked | undefined> {
  const [row] = await unit.tx.query<Parked>(`delete from parked_work where mode = $1 and id = $2 returning ${columns}`, [unit.mode, id]);
  return row;
}
