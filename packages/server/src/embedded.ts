import type { AdvanceClock, ClockAdvance } from '@atobarai/sdk/contract';
import { type App, createApp } from './app.ts';
import type { Database } from './core/database.ts';
import { inJapan } from './core/time.ts';
import { momentOf } from './modules/jobs/index.ts';
import { sampleMerchants, type SampleMerchant, type SampleMerchants } from './modules/merchants/index.ts';
import { createEmbeddedCrypto } from './platform/crypto-embedded.ts';
import { migrate } from './platform/migrate.ts';
import { bundledMigrations } from './platform/migrations.gen.ts';
import { pause, wallClock } from './platform/node-clock.ts';
import { createPglite, openPglite, pgliteSession } from './platform/pglite.ts';
import { rememberPristine, restorePristine } from './platform/pristine.ts';
import { pageOriginOf } from './platform/http/cross-origin.ts';
import { createImmediateQueue } from './platform/queue-immediate.ts';

export type { SampleMerchant, SampleMerchants } from './modules/merchants/index.ts';

/** How an embedded server is set up. */
export type EmbeddedServerOptions = {
  /**
   * Where the sandbox's clock begins: a moment in RFC 3339, or a day `YYYY-MM-DD` in Japan.
   * @default the time of day it is
   */
  readonly now?: string;
  /**
   * Told of faults nobody foresaw, which a caller sees as 503 `unavailable`.
   * @default console.error
   */
  readonly onFault?: (error: unknown, at: string) => void;
};

/** The sandbox's business clock. It runs on as the clock on the wall does; what is due waits until it is moved. */
export type EmbeddedClock = {
  /** The moment it shows, in RFC 3339 with the offset of Japan. */
  readonly now: () => string;
  /** Moves it on, runs everything due on the way in order, and answers what ran day by day. */
  readonly advance: (goal: AdvanceClock) => Promise<ClockAdvance>;
};

/** The true server in the memory of this process or page. */
export type EmbeddedServer = {
  /** Answers a request as a server at any address would; only the path counts. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The sample shops and the operator's key. */
  readonly keys: SampleMerchants;
  /** The sample shop most things are tried with: all channels, no buyer's fee. */
  readonly shop: SampleMerchant;
  readonly clock: EmbeddedClock;
  /**
   * Comes back when every webhook that is due was sent and answered. They leave by `fetch` after each
   * call that changed something; a repeat after a failure waits for the next such call, or for this.
   */
  readonly webhooksSent: () => Promise<void>;
  /** Forgets everything that was done, and sets the clock back to where it began. The keys stay. */
  readonly reset: () => Promise<void>;
  /** Ends the background work and gives the memory back. */
  readonly close: () => Promise<void>;
};

// A key that a test revoked is remembered as such for a few seconds; a reset lets them pass.
const rememberedMs = 60_000;

/**
 * Starts the true server on a database in memory, with three sample shops, in Node or in a browser
 * tab. It takes a few seconds, nearly all of them for making the database; `reset()` takes milliseconds.
 *
 * @throws RangeError when `now` is neither a moment nor a day
 *
 * @example
 * ```ts
 * import { createEmbeddedServer } from '@atobarai/server/embedded';
 *
 * const server = await createEmbeddedServer({ now: '2026-10-01T12:00:00+09:00' });
 * const response = await server.fetch(
 *   new Request('http://localhost/v1/settings', { headers: { authorization: `Bearer ${server.shop.secretKey}` } }),
 * );
 * console.log(response.status, server.clock.now());
 * await server.close();
 * ```
 */
export async function createEmbeddedServer(options: EmbeddedServerOptions = {}): Promise<EmbeddedServer> {
  const { onFault = reportFault } = options;
  const start = options.now === undefined ? undefined : momentOf(options.now);
  // Four megabytes of postal codes are read while the database is made.
  const [database, { embeddedPostalTable }] = await Promise.all([openMemory(), import('./platform/postal-embedded.ts')]);
  const queue = createImmediateQueue(database, { report: ({ queue: name, error }) => onFault(error, name) });
  let skippedMs = 0;
  const app = await createApp({
    database,
    queue,
    version: 'embedded',
    crypto: createEmbeddedCrypto(),
    wall: wallClock,
    postal: embeddedPostalTable,
    pause,
    elapsedMs: () => performance.now() + skippedMs,
    onFault,
    onChanged: () => webhooks.begin(),
    // A tab cannot say which page calls when no network lies between: it is the one under test.
    pageOriginOf: (request) => pageOriginOf(request) ?? 'http://localhost',
  });
  const webhooks = webhooksOf(app, onFault);
  await queue.work('imports.run', app.importer.run);
  await queue.start();
  const keys = await app.units.inUnit({ mode: 'test', merchants: 'all' }, sampleMerchants);
  const [shop] = keys?.merchants ?? [];
  if (keys === undefined || shop === undefined) throw new Error('a database that was just made has shops in it');
  const begin = () => (start === undefined ? app.clock.refresh() : app.clock.moveTo(start));
  await begin();
  await rememberPristine(database);
  const fetch = async (request: Request) => app.http.fetch(request);
  return {
    fetch,
    keys,
    shop,
    clock: clockOf(app, fetch, shop.secretKey),
    webhooksSent: webhooks.sent,
    async reset() {
      await webhooks.answered();
      await queue.stop();
      await restorePristine(database);
      await begin();
      skippedMs += rememberedMs;
      await queue.start();
    },
    async close() {
      await webhooks.stop();
      await queue.stop();
      await database.close();
    },
  };
}

async function openMemory(): Promise<Database> {
  const pglite = await createPglite();
  await migrate(pgliteSession(pglite), bundledMigrations);
  return openPglite({ pglite });
}

type Webhooks = {
  readonly begin: () => void;
  readonly sent: () => Promise<void>;
  /** Comes back when nothing is under way. */
  readonly answered: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** One look for webhooks at a time; what is told during a look is found by the next one. */
function webhooksOf(app: App, onFault: NonNullable<EmbeddedServerOptions['onFault']>): Webhooks {
  let looking: Promise<void> = Promise.resolve();
  let isNext = false;
  const begin = () => {
    if (isNext) return;
    isNext = true;
    looking = looking.then(() => {
      isNext = false;
      return app.webhooks.run().catch((error: unknown) => onFault(error, 'webhooks'));
    });
  };
  const answered = async () => {
    await looking;
    await app.webhooks.settled();
  };
  return {
    begin,
    answered,
    sent() {
      begin();
      return answered();
    },
    async stop() {
      await looking;
      await app.webhooks.stop(Promise.resolve());
    },
  };
}

/** The clock is moved through the same door as from outside, so that it refuses what that one refuses. */
function clockOf(app: App, fetch: EmbeddedServer['fetch'], secretKey: string): EmbeddedClock {
  return {
    now: () => inJapan(app.clock.of('test').now()),
    async advance(goal) {
      const response = await fetch(
        new Request('http://localhost/v1/sandbox/clock/advance', {
          method: 'POST',
          headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json', 'accept-language': 'en' },
          body: JSON.stringify(goal),
        }),
      );
      if (!response.ok) throw new Error(`the clock was not moved: ${await response.text()}`);
      return (await response.json()) as ClockAdvance;
    },
  };
}

function reportFault(error: unknown, at: string): void {
  console.error(`@atobarai/server/embedded: fault at ${at}`, error);
}
