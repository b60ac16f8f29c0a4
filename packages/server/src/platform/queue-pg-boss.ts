import type { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import type { ConstructorOptions, Db } from 'pg-boss';
import type { Tx } from '../core/database.ts';
import { problemText, type Queue, queueDefaults, type QueueJobs, type QueueName, queueNames, type QueueOptions } from './queue-port.ts';

export type PgBossOptions = QueueOptions & {
  /** Connections of the queue's own, or the one session of the embedded database. */
  readonly connection: { readonly connectionString: string; readonly max?: number } | { readonly pglite: PGlite };
};

const parkedQueue = 'parked';

/** An import of a large file on the embedded database may take its time; two at once do no harm. */
const expireInSeconds = 3_600;

/** The shortest wait pg-boss knows. */
const pollingIntervalSeconds = 0.5;

/** The queue of the Node process: jobs survive a crash, and all processes on one database share them. */
export function createPgBossQueue(options: PgBossOptions): Queue {
  const { report } = options;
  const boss = new PgBoss(bossOptions(options));
  boss.on('error', (error) => report({ queue: 'pg-boss', error }));
  const handlers = new Map<QueueName, (data: never) => Promise<void>>();
  let started = false;

  async function begin(name: QueueName): Promise<void> {
    await boss.work<QueueJobs[QueueName]>(name, { pollingIntervalSeconds }, async ([job]) => {
      if (job) await runReported({ name, data: job.data, handler: handlers.get(name) }, report);
    });
  }

  return {
    async enqueue(tx, name, data) {
      const id = await boss.send(name, data, { db: within(tx) });
      if (id === null) throw new Error(`the queue ${name} took no job`);
    },
    async work(name, handler) {
      if (handlers.has(name)) throw new Error(`${name} has its handler already`);
      handlers.set(name, handler);
      if (started) await begin(name);
    },
    async start() {
      await boss.start();
      await createQueues(boss, options);
      started = true;
      for (const name of handlers.keys()) await begin(name);
    },
    async stop() {
      started = false;
      await boss.stop({ graceful: true });
    },
    async parked() {
      const jobs = await boss.findJobs<QueueJobs[QueueName]>(parkedQueue);
      return jobs.map(({ id, data, sourceName, sourceRetryCount, sourceOutput }) => ({
        id,
        queue: sourceName ?? '',
        data,
        attempts: (sourceRetryCount ?? 0) + 1,
        problem: problemOf(sourceOutput),
      }));
    },
    async revive(id) {
      if ((await boss.redrive(parkedQueue, { ids: [id] })) === 0) throw new Error(`no job ${id} is parked`);
    },
  };
}

function bossOptions({ connection }: PgBossOptions): ConstructorOptions {
  const quiet = { schedule: false, reindex: false, monitorVacuum: false } as const;
  if ('connectionString' in connection) return { ...quiet, connectionString: connection.connectionString, max: connection.max ?? 4 };
  return { ...quiet, backend: 'pglite', db: fromPglite(asPgBossReadsIt(connection.pglite)) };
}

// The embedded database hands our code dates as text; pg-boss was written for the driver's Date objects.
const dateParsers = { 1082: toDate, 1114: toDate, 1184: toDate };

function toDate(text: string): Date {
  return new Date(text);
}

function asPgBossReadsIt(pglite: PGlite): Parameters<typeof fromPglite>[0] {
  return {
    query: (text, values) => pglite.query(text, values, { parsers: dateParsers }),
    exec: (text) => pglite.exec(text, { parsers: dateParsers }),
  };
}

/**
 * Makes the queues, lets the application's role write jobs, and looks at each queue once: the first
 * look is kept, and done inside a transaction it would wait for ever on a single session.
 */
async function createQueues(
  boss: PgBoss,
  { retryLimit = queueDefaults.retryLimit, retryDelaySeconds: retryDelay = queueDefaults.retryDelaySeconds }: QueueOptions,
): Promise<void> {
  const settings = { expireInSeconds, retryLimit, retryDelay, retryBackoff: true, retryDelayMax: 3_600 };
  await boss.createQueue(parkedQueue, { retentionSeconds: 365 * 86_400 });
  for (const name of queueNames) {
    await boss.createQueue(name, { ...settings, deadLetter: parkedQueue });
    await boss.updateQueue(name, settings);
  }
  await boss.getDb().executeSql(`grant usage on schema pgboss to atobarai_app;
    grant select on pgboss.queue to atobarai_app;
    grant select, insert on all tables in schema pgboss to atobarai_app;
    grant execute on all functions in schema pgboss to atobarai_app`);
  for (const name of [...queueNames, parkedQueue]) await boss.findJobs(name, { queued: true });
}

/** pg-boss writes its job through our transaction, so that both are there or neither. */
function within(tx: Tx): Db {
  return { executeSql: async (text, values) => ({ rows: await tx.query(text, values ?? []) }) };
}

type Run = { readonly name: QueueName; readonly data: unknown; readonly handler: ((data: never) => Promise<void>) | undefined };

async function runReported({ name, data, handler }: Run, report: QueueOptions['report']): Promise<void> {
  try {
    if (!handler) throw new Error(`nobody works on ${name}`);
    await handler(data as never);
  } catch (error) {
    report({ queue: name, error });
    // What is thrown is stored beside the job, so it must carry no values of a row.
    throw new Error(problemText(error));
  }
}

function problemOf(output: object | null): string {
  return output !== null && 'message' in output ? String(output.message) : 'unknown problem';
}
