import type { Logger } from 'pino';
import { type App, createApp } from './app.ts';
import type { Database } from './core/database.ts';
import type { Settings } from './platform/config.ts';
import { loadKeys } from './platform/crypto-keys.ts';
import { createCrypto } from './platform/crypto.ts';
import { openEmbedded } from './platform/embedded-database.ts';
import { keepHouse } from './platform/keep-house.ts';
import type { Metrics } from './platform/metrics.ts';
import { countParked } from './platform/parked-counts.ts';
import { refuseOtherKeys } from './platform/key-check.ts';
import { readMigrations } from './platform/migrate-folder.ts';
import { migrate } from './platform/migrate.ts';
import { nightWatch } from './platform/night-watch.ts';
import { pause, repeat, wallClock } from './platform/node-clock.ts';
import { pgliteSession } from './platform/pglite.ts';
import { openPostalTable } from './platform/postal.ts';
import { openPostgres, withPostgresSession } from './platform/postgres.ts';
import { createPgBossQueue } from './platform/queue-pg-boss.ts';
import type { Queue } from './platform/queue-port.ts';
import { refuseOpenWalls } from './platform/walls.ts';
import { createNodeSender } from './platform/webhook-sender.ts';
import { version } from './version.ts';

/** The application on this machine, with its database and its queue; closing it closes them. */
export type NodeApp = App & { readonly database: Database; readonly close: () => Promise<void> };

export type NodeAppOptions = { readonly settings: Settings; readonly log: Logger; readonly metrics?: Metrics | undefined };

const tickMs = 1_000;
const maintenanceMs = 60_000;
const webhooksMs = 1_000;
const webhooksRestMs = 50;
/** How long the end of the process waits for receivers; whoever has not answered by then is sent to again. */
const webhooksPatienceMs = 3_000;

/** Opens the database, brings it up to date, and starts the application with its background work. */
export async function openNodeApp({ settings, log, metrics }: NodeAppOptions): Promise<NodeApp> {
  const masterKeys = await loadKeys(settings);
  const { database, queue } = await openWatched({ settings, log, metrics });
  try {
    await refuseOpenWalls(database);
    const crypto = createCrypto({ masterKeys });
    await refuseOtherKeys(database, crypto);
    const onFault = (error: unknown, at: string) => {
      metrics?.fault(at);
      log.error({ error, at }, 'fault');
    };
    let wakeWebhooks = () => {};
    const app = await createApp({
      database,
      queue,
      version,
      crypto,
      wall: wallClock,
      postal: openPostalTable(),
      fileLimitBytes: settings.importLimitBytes,
      pause,
      elapsedMs: () => performance.now(),
      onFault,
      webhookSender: createNodeSender({ allowLoopback: settings.webhooksToLoopback }),
      onChanged: () => wakeWebhooks(),
      onWebhook: (notice) => {
        metrics?.webhook(notice);
        log.info(notice, 'webhook');
      },
      onAnswered: (answered) => {
        metrics?.answered(answered);
        log.info(answered, 'answered');
      },
    });
    await queue.work('imports.run', app.importer.run);
    await queue.start();
    const background = startBackground(app, database, onFault);
    wakeWebhooks = background.wakeWebhooks;
    return {
      ...app,
      database,
      async close() {
        await background.stop();
        await queue.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Background = { readonly wakeWebhooks: () => void; readonly stop: () => Promise<void> };

/** What runs by itself beside the calls. A run that fails is told of, and the next one comes all the same. */
function startBackground(app: App, database: Database, onFault: (error: unknown, at: string) => void): Background {
  const watched = (at: string, work: () => Promise<unknown>) => () => work().catch((error: unknown) => onFault(error, at));
  const house = () => keepHouse(database, Date.now());
  const books = nightWatch({ database, wall: wallClock, onWrong: (error) => onFault(error, 'books') });
  const webhooks = repeat(watched('webhooks', app.webhooks.run), webhooksMs, webhooksRestMs);
  const loops = [
    webhooks,
    repeat(watched('tick', app.tick), tickMs),
    repeat(watched('maintenance', house), maintenanceMs),
    repeat(watched('books', books), maintenanceMs),
  ];
  return {
    wakeWebhooks() {
      if (app.webhooks.isListening()) webhooks.wake();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await app.webhooks.stop(pause(webhooksPatienceMs));
    },
  };
}

async function openWatched({ settings, log, metrics }: NodeAppOptions): Promise<Storage> {
  const storage = await openStorage(settings, log);
  metrics?.watchParked(() => countParked(storage.database, storage.queue));
  return storage;
}

type Storage = { readonly database: Database; readonly queue: Queue };

async function openStorage(settings: Settings, log: Logger): Promise<Storage> {
  const report = ({ queue, error }: { queue: string; error: unknown }) => log.error({ error, job: queue }, 'job failed');
  const migrations = await readMigrations();
  if (settings.databaseUrl !== undefined) {
    const applied = await withPostgresSession(settings.databaseUrl, (session) => migrate(session, migrations));
    log.info({ engine: 'postgres', count: applied.length }, 'migrated');
    const database = await openPostgres(settings.databaseUrl, { max: settings.databasePoolMax });
    return { database, queue: createPgBossQueue({ connection: { connectionString: settings.databaseUrl }, report }) };
  }
  const { database, pglite } = await openEmbedded(settings.dataDir);
  const applied = await migrate(pgliteSession(pglite), migrations);
  log.info({ engine: 'pglite', count: applied.length }, 'migrated');
  return { database, queue: createPgBossQueue({ connection: { pglite }, report }) };
}
