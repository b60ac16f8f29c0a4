import type { Database, Scope, Tx } from '../core/database.ts';
import { type ParkedJob, problemText, type Queue, queueDefaults, type QueueJobs, type QueueName, type QueueOptions } from './queue-port.ts';

type Job = {
  readonly id: string;
  readonly name: QueueName;
  readonly data: QueueJobs[QueueName];
  readonly xid: string;
  readonly scope: Scope;
  readonly attempts: number;
  readonly notBefore: number;
};

type Handler = (data: never) => Promise<void>;

/** How soon to ask again after a transaction that is still open. */
const openTransactionMs = 20;
const longestWaitMs = 60_000;

/**
 * The queue for one process and one page: a browser tab, a test. Jobs are held in memory, so a crash
 * or a reload forgets them, and no other process sees them; whoever starts it must look for work that
 * was left behind. A job still runs only when its transaction was committed.
 */
export function createImmediateQueue(database: Database, options: QueueOptions): Queue {
  const queue = new ImmediateQueue(database, options);
  return {
    enqueue: (tx, name, data) => queue.enqueue(tx, name, data),
    work: (name, handler) => queue.work(name, handler),
    start: () => queue.start(),
    stop: () => queue.stop(),
    parked: () => queue.parked(),
    revive: (id) => queue.revive(id),
  };
}

class ImmediateQueue {
  readonly #database: Database;
  readonly #options: Required<QueueOptions>;
  readonly #handlers = new Map<QueueName, Handler>();
  #waiting: Job[] = [];
  #parked: (Job & Pick<ParkedJob, 'problem'>)[] = [];
  #loop: Promise<void> | undefined;
  #wake = () => {};
  #lastId = 0;

  constructor(database: Database, options: QueueOptions) {
    this.#database = database;
    this.#options = { ...queueDefaults, ...options };
  }

  async enqueue<Name extends QueueName>(tx: Tx, name: Name, data: QueueJobs[Name]): Promise<void> {
    const [row] = await tx.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    this.#lastId += 1;
    this.#add({ id: `job-${this.#lastId}`, name, data, xid: row?.xid ?? '', scope: tx.scope, attempts: 0, notBefore: 0 });
  }

  async work<Name extends QueueName>(name: Name, handler: (data: QueueJobs[Name]) => Promise<void>): Promise<void> {
    if (this.#handlers.has(name)) throw new Error(`${name} has its handler already`);
    this.#handlers.set(name, handler);
    this.#wake();
  }

  async start(): Promise<void> {
    this.#loop ??= Promise.resolve().then(() => this.#run());
  }

  async stop(): Promise<void> {
    const loop = this.#loop;
    this.#loop = undefined;
    this.#wake();
    await loop;
  }

  async parked(): Promise<readonly ParkedJob[]> {
    return this.#parked.map(({ id, name, data, attempts, problem }) => ({ id, queue: name, data, attempts: attempts + 1, problem }));
  }

  async revive(id: string): Promise<void> {
    const job = this.#parked.find((each) => each.id === id);
    if (!job) throw new Error(`no job ${id} is parked`);
    this.#parked = this.#parked.filter((each) => each !== job);
    this.#add({ ...job, attempts: 0, notBefore: 0 });
  }

  async #run(): Promise<void> {
    while (this.#loop) {
      const now = performance.now();
      const job = this.#waiting.find(({ name, notBefore }) => notBefore <= now && this.#handlers.has(name));
      if (job) {
        this.#waiting = this.#waiting.filter((each) => each !== job);
        await this.#settle(job);
      } else {
        await this.#change(Math.min(longestWaitMs, ...this.#waiting.map(({ notBefore }) => notBefore - now).filter((ms) => ms > 0)));
      }
    }
  }

  async #settle(job: Job): Promise<void> {
    // On a single session this waits for the transaction that wrote the job, whatever became of it.
    const fate = await this.#fateOf(job);
    if (fate === 'in progress') return this.#add({ ...job, notBefore: performance.now() + openTransactionMs });
    if (fate !== 'committed') return;
    try {
      await this.#handlers.get(job.name)?.(job.data as never);
    } catch (error) {
      this.#failed(job, error);
    }
  }

  #failed(job: Job, error: unknown): void {
    const { report, retryLimit, retryDelaySeconds } = this.#options;
    report({ queue: job.name, error });
    const delayMs = retryDelaySeconds * 1_000 * 2 ** job.attempts;
    if (job.attempts >= retryLimit) this.#parked.push({ ...job, problem: problemText(error) });
    else this.#add({ ...job, attempts: job.attempts + 1, notBefore: performance.now() + delayMs });
  }

  async #fateOf({ scope, xid }: Job): Promise<string | null> {
    const [row] = await this.#database.transaction(scope, (tx) =>
      tx.query<{ fate: string | null }>('select pg_xact_status($1::xid8) as fate', [xid]),
    );
    return row?.fate ?? null;
  }

  #add(job: Job): void {
    this.#waiting.push(job);
    this.#wake();
  }

  #change(mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, mostMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
