import { afterEach, describe, expect, it } from 'vitest';
import { createPostgresDatabase, openFreshPglite } from '../../tests/support/databases.ts';
import type { Database, Scope } from '../core/database.ts';
import { readMigrations } from './migrate-folder.ts';
import { migrate } from './migrate.ts';
import { createPglite, openPglite, pgliteSession } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { createImmediateQueue } from './queue-immediate.ts';
import { createPgBossQueue } from './queue-pg-boss.ts';
import type { Queue, QueueOptions } from './queue-port.ts';

type Opened = {
  readonly database: Database;
  readonly newQueue: (options?: Partial<QueueOptions>) => Queue;
  readonly close: () => Promise<void>;
};

const scope: Scope = { mode: 'test', merchants: ['mer_1'] };
const job = { mode: 'test', merchantId: 'mer_1', importId: 'imp_1' } as const;
const ignored = () => {};

async function pgBossOnPglite(): Promise<Opened> {
  const pglite = await createPglite();
  await migrate(pgliteSession(pglite), await readMigrations());
  const database = openPglite({ pglite });
  return {
    database,
    newQueue: (options) => createPgBossQueue({ report: ignored, ...options, connection: { pglite } }),
    close: database.close,
  };
}

async function pgBossOnPostgres(): Promise<Opened> {
  const { connectionString, drop } = await createPostgresDatabase();
  const database = await openPostgres(connectionString);
  return {
    database,
    newQueue: (options) => createPgBossQueue({ report: ignored, ...options, connection: { connectionString } }),
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

async function inProcess(): Promise<Opened> {
  const database = await openFreshPglite();
  return { database, newQueue: (options) => createImmediateQueue(database, { report: ignored, ...options }), close: database.close };
}

describe.each([
  ['pg-boss on PGlite', pgBossOnPglite, true],
  ['pg-boss on PostgreSQL', pgBossOnPostgres, true],
  ['in the process', inProcess, false],
])('the queue of jobs (%s)', (_, open, survives) => {
  const toClose: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of toClose.splice(0).toReversed()) await close();
  });

  async function started(options: Partial<QueueOptions> = {}) {
    const opened = await open();
    toClose.push(opened.close);
    const queue = opened.newQueue(options);
    await queue.start();
    toClose.push(queue.stop);
    return { ...opened, queue };
  }

  it('runs a job that was written in a committed transaction, once, as the application may write it', async () => {
    const { database, queue } = await started();
    const heard = listener();
    await queue.work('imports.run', heard.hear);
    await database.transaction(scope, (tx) => queue.enqueue(tx, 'imports.run', job));
    await heard.count(1);
    await queue.stop();
    expect(heard.all).toEqual([job]);
  });

  it('knows nothing of a job whose transaction was rolled back', async () => {
    const { database, queue } = await started();
    const heard = listener();
    await queue.work('imports.run', heard.hear);
    const refused = database.transaction(scope, async (tx) => {
      await queue.enqueue(tx, 'imports.run', { ...job, importId: 'imp_refused' });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    await database.transaction(scope, (tx) => queue.enqueue(tx, 'imports.run', job));
    await heard.count(1);
    expect(heard.all).toEqual([job]);
  });

  it('tries a failed job again, then parks it where a person sees it, and runs it when revived', async () => {
    const problems: string[] = [];
    const { database, queue } = await started({
      retryLimit: 1,
      retryDelaySeconds: 1,
      report: ({ queue: name, error }) => problems.push(`${name}: ${String(error)}`),
    });
    const heard = listener();
    let broken = true;
    await queue.work('imports.run', async (data) => {
      await heard.hear(data);
      if (broken) throw Object.assign(new Error('no such luck'), { detail: 'Key (email)=(someone@example.jp) exists' });
    });
    await database.transaction(scope, (tx) => queue.enqueue(tx, 'imports.run', job));
    await heard.count(2);
    const parked = await until(queue.parked, (jobs) => jobs.length === 1);
    expect(parked).toMatchObject([{ queue: 'imports.run', data: job, problem: expect.stringContaining('no such luck') }]);
    expect(JSON.stringify(parked)).not.toContain('example.jp');
    expect(problems).toEqual(['imports.run: Error: no such luck', 'imports.run: Error: no such luck']);
    broken = false;
    await queue.revive(parked[0]?.id ?? '');
    await heard.count(3);
    expect(await until(queue.parked, (jobs) => jobs.length === 0)).toEqual([]);
  });

  it.runIf(survives)('keeps jobs for the next process when this one ends', async () => {
    const { database, queue, newQueue } = await started();
    await database.transaction(scope, (tx) => queue.enqueue(tx, 'imports.run', job));
    await queue.stop();
    const next = newQueue();
    const heard = listener();
    await next.work('imports.run', heard.hear);
    await next.start();
    toClose.push(next.stop);
    await heard.count(1);
    expect(heard.all).toEqual([job]);
  });

  it('waits at its end for the job under way', async () => {
    const { database, queue } = await started();
    const begun = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    let done = false;
    await queue.work('imports.run', async () => {
      begun.resolve();
      await finished.promise;
      done = true;
    });
    await database.transaction(scope, (tx) => queue.enqueue(tx, 'imports.run', job));
    await begun.promise;
    const stopped = queue.stop();
    finished.resolve();
    await stopped;
    expect(done).toBe(true);
  });
});

function listener() {
  const all: unknown[] = [];
  let told: () => void = () => {};
  return {
    all,
    hear: async (data: unknown) => {
      all.push(data);
      told();
    },
    count: async (wanted: number) => {
      while (all.length < wanted) await new Promise<void>((resolve) => (told = resolve));
    },
  };
}

async function until<T>(look: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look();
    if (good(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
