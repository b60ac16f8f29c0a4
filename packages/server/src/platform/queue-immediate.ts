import type { Database, Scope, Tx } from '../core/database.ts';
import { type ParkedJob, problemText, type Queue, queueDefaults, type QueueName, type QueueOptions } from './queue-port.ts';

type Waiting = {
  readonly id: string;
  readonly name: QueueName;
  readonly data: unknown;
  readonly xid: string;
  readonly scope: Scope;
  attempts: number;
  notBefore: number;
};

/**
 * The queue for one process and one page: a browser tab, a test. Jobs are held in memory, so a crash
 * or a reload forgets them, and no other process sees them; whoever starts it must look for work that
 * was left behind. A job still runs only when its transaction was committed.
 */
export function createImmediateQueue(database: Database, options: QueueOptions): Queue {
  const { report, retryLimit = queueDefaults.retryLimit, retryDelaySeconds = queueDefaults.retryDelaySeconds } = options;
  const handlers = new Map<QueueName, (data: never) => Promise<void>>();
  const parked: (ParkedJob & { readonly job: Waiting })[] = [];
  let waiting: Waiting[] = [];
  let wake: () => void = () => {};
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  let lastId = 0;

  async function settle(job: Waiting): Promise<void> {
    // On a single session this waits for the transaction that wrote the job, whatever became of it.
    const fate = await fateOf(database, job);
    if (fate === 'in progress') return putBack(job, 20);
    if (fate !== 'committed') return;
    try {
      await handlers.get(job.name)?.(job.data as never);
    } catch (error) {
      report({ queue: job.name, error });
      job.attempts += 1;
      if (job.attempts <= retryLimit) putBack(job, retryDelaySeconds * 1_000 * 2 ** (job.attempts - 1));
      else parked.push({ id: job.id, queue: job.name, data: job.data, problem: problemText(error), job });
    }
  }

  function putBack(job: Waiting, delayMs: number): void {
    job.notBefore = performance.now() + delayMs;
    waiting.push(job);
  }

  async function run(): Promise<void> {
    while (running) {
      const now = performance.now();
      const job = waiting.find((each) => handlers.has(each.name) && each.notBefore <= now);
      if (job) {
        waiting = waiting.filter((each) => each !== job);
        await settle(job);
      } else {
        await nextChange(Math.min(...waiting.map((each) => each.notBefore - now).filter((ms) => ms > 0), 60_000), (tell) => (wake = tell));
      }
    }
  }

  function add(job: Waiting): void {
    waiting.push(job);
    wake();
  }

  return {
    async enqueue(tx, name, data) {
      const id = `job-${(lastId += 1)}`;
      add({ id, name, data, xid: await xidOf(tx), scope: tx.scope, attempts: 0, notBefore: 0 });
    },
    async work(name, handler) {
      if (handlers.has(name)) throw new Error(`${name} has its handler already`);
      handlers.set(name, handler);
      wake();
    },
    async start() {
      if (running) return;
      running = true;
      loop = run();
    },
    async stop() {
      running = false;
      wake();
      await loop;
    },
    parked: async () => parked.map(({ job: _, ...shown }) => shown),
    async revive(id) {
      const index = parked.findIndex((each) => each.id === id);
      const [found] = index < 0 ? [] : parked.splice(index, 1);
      if (!found) throw new Error(`no job ${id} is parked`);
      add({ ...found.job, attempts: 0, notBefore: 0 });
    },
  };
}

async function xidOf(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
  return row?.xid ?? '';
}

async function fateOf(database: Database, { scope, xid }: Waiting): Promise<string | null> {
  const [row] = await database.transaction(scope, (tx) =>
    tx.query<{ fate: string | null }>('select pg_xact_status($1::xid8) as fate', [xid]),
  );
  return row?.fate ?? null;
}

function nextChange(mostMs: number, onWake: (tell: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, mostMs);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
