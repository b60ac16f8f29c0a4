import type { Database } from '../core/database.ts';
import type { Queue } from './queue-port.ts';

/** How much work of one kind failed: tried again by itself, or waiting for a person. */
export type ParkedCount = { readonly mode: string; readonly task: string; readonly retrying: number; readonly waiting: number };

/** What is set aside in both modes: due work (`parked_work`), and jobs that the queue has given up. */
export async function countParked(database: Database, queue: Pick<Queue, 'parked'>): Promise<ParkedCount[]> {
  const due = (await database.admin(
    `select mode, task, (count(*) filter (where retry_at is not null))::int as retrying, (count(*) filter (where retry_at is null))::int as waiting
     from parked_work group by mode, task order by mode, task`,
  )) as ParkedCount[];
  const jobs = Map.groupBy(await queue.parked(), (job) => `${job.data.mode} ${job.queue}`);
  return [
    ...due,
    ...[...jobs].map(([name, same]) => {
      const [mode = '', task = ''] = name.split(' ');
      return { mode, task, retrying: 0, waiting: same.length };
    }),
  ];
}
