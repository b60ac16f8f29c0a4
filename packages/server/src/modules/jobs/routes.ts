import { listParkedWork, type ParkedWork, retryParkedWork } from '@atobarai/sdk/contract';
import { type Mode, platformTenant, type Scope } from '../../core/database.ts';
import { Refused } from '../../core/result.ts';
import { inJapan } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { type Api, scopeOf } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import { noteAction } from '../operators/index.ts';
import { jobView, parkedView } from './decide.ts';
import type { JobQueue } from './model.ts';
import { listParked, wakeParked } from './store.ts';

export type ParkedWorkParts = {
  readonly queue: JobQueue;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
};

/** Due work that failed, and jobs that the queue has given up, as one list for operators. */
export function parkedWorkRoutes(api: Api, { queue, inUnit }: ParkedWorkParts): void {
  // The queue has connections of its own, or the one session there is: it is never asked inside a transaction.
  const jobsOf = async (mode: Mode) =>
    (await queue.parked()).filter(({ data }) => data.mode === mode).map((job) => ({ job, view: jobView(job) }));

  api.raw(listParkedWork, async ({ caller, query }) => {
    const jobs = (await jobsOf(caller.mode)).map(({ view }) => view);
    const page = await inUnit(scopeOf(caller), (unit) =>
      pageOf(query, {
        async load({ limit, after }) {
          const due = await listParked(unit, { before: after, limit: limit + 1 });
          const all = [...due.map(parkedView), ...jobs.filter(({ id }) => after === undefined || id < after)];
          return all.toSorted((a, b) => (a.id > b.id ? -1 : 1)).slice(0, limit + 1);
        },
        cursor: ({ id }) => id,
        view: (rows) => [...rows],
      }),
    );
    return Response.json(page);
  });

  api.raw(retryParkedWork, async ({ caller, params: { id }, claim }) => {
    const waiting = (await jobsOf(caller.mode)).find(({ view }) => view.id === id);
    if (claim === undefined) throw new Error('the contract asks for an idempotency key');
    const response = await api.once({ caller, claim }, async (unit) => {
      const work = waiting?.view ?? (await wake(unit, id));
      const { keyId } = caller;
      const merchantId = work.merchantId ?? platformTenant;
      await noteAction(unit, { merchantId, operation: retryParkedWork.id, resourceId: id, keyId, reason: null });
      return { status: 200, body: JSON.stringify({ ...work, attempts: 0, nextTryAt: inJapan(unit.now) } satisfies ParkedWork) };
    });
    if (waiting) await queue.revive(waiting.job.id);
    return response;
  });
}

async function wake(unit: Unit, id: string): Promise<ParkedWork> {
  const parked = await wakeParked(unit, id);
  if (!parked) throw new Refused({ code: 'not_found' });
  return parkedView(parked);
}
