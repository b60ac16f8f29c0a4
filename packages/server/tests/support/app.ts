import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Database } from '../../src/core/database.ts';
import { addMs, instant, type Instant } from '../../src/core/time.ts';
import { hasUnread } from '../../src/modules/events/index.ts';
import { sampleMerchants, type SampleMerchant } from '../../src/modules/merchants/index.ts';
import type { Bureau } from '../../src/modules/registration/index.ts';
import type { WebhookSender } from '../../src/modules/webhooks/index.ts';
import { openPostalTable } from '../../src/platform/postal.ts';
import { createImmediateQueue } from '../../src/platform/queue-immediate.ts';
import type { OpenDatabase } from './databases.ts';
import { testCrypto } from './unit.ts';

const postal = openPostalTable();

const noSender: WebhookSender = {
  isForbidden: () => false,
  send: async () => ({ kind: 'unanswered', problem: 'connection_failed' }),
};

export type Reply = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Record<string, unknown> };
export type CallOptions = {
  readonly key?: string | null;
  readonly idempotencyKey?: string | null;
  readonly headers?: Record<string, string>;
  /** The address the call comes from, which a call without a network has none of. */
  readonly visitor?: string;
};

export type TestApp = {
  readonly app: App;
  readonly database: Database;
  readonly shop: SampleMerchant;
  readonly otherShop: SampleMerchant;
  readonly shopWithoutApi: SampleMerchant;
  readonly operatorKey: string;
  /** Faults nobody foresaw; a test that expects none looks here. */
  readonly faults: unknown[];
  readonly pausesMs: number[];
  /** Lets real time pass for what remembers things for a while. */
  readonly passSeconds: (seconds: number) => void;
  readonly call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
  /** Moves the sandbox's clock and runs what is due. */
  readonly advanceTo: (to: string) => Promise<void>;
  /** Lets the wall clock run on, which is what webhooks wait by. */
  readonly passWallMs: (ms: number) => void;
  /** Fans out what happened, sends what is due, and waits for what comes back. */
  readonly deliver: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type TestAppOptions = {
  readonly now?: string;
  readonly bureau?: Bureau;
  readonly fileLimitBytes?: number;
  /** Nothing is ever sent unless a test gives a sender. */
  readonly webhookSender?: WebhookSender;
  /** Another application on the same database: its shops and keys are taken over. */
  readonly seeded?: TestApp;
};

/** The true application on a test database, called without a network; the wall clock stands still. */
export async function testApp(
  database: Database,
  { now = '2026-10-01T12:00:00+09:00', bureau, fileLimitBytes, webhookSender = noSender, seeded }: TestAppOptions = {},
): Promise<TestApp> {
  let wall: Instant = instant(now);
  const faults: unknown[] = [];
  const pausesMs: number[] = [];
  let elapsedMs = 0;
  const queue = createImmediateQueue(database, { report: ({ error }) => faults.push(error), retryLimit: 0 });
  const app = await createApp({
    database,
    queue,
    crypto: testCrypto(),
    wall: { now: () => (wall = addMs(wall, 1)) },
    postal,
    version: 'test',
    pause: async (ms) => void pausesMs.push(ms),
    elapsedMs: () => elapsedMs,
    onFault: (error) => faults.push(error),
    webhookSender,
    chance: () => 0.5,
    ...(bureau ? { bureau } : {}),
    ...(fileLimitBytes === undefined ? {} : { fileLimitBytes }),
  });
  await queue.work('imports.run', app.importer.run);
  await queue.start();
  const { shop, otherShop, shopWithoutApi, operatorKey } = seeded ?? (await sampleShops(app));

  let calls = 0;
  const call: TestApp['call'] = async (method, path, body, { key = shop.secretKey, idempotencyKey, headers = {}, visitor } = {}) => {
    calls += 1;
    const ownKey = idempotencyKey === undefined ? createHash('sha256').update(`${calls}`).digest('hex') : idempotencyKey;
    const request = new Request(`http://test.local${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(ownKey === null || method === 'GET' ? {} : { 'idempotency-key': ownKey }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const response = await app.http.fetch(request, visitor === undefined ? {} : { visitor });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
  };

  return {
    app,
    database,
    shop,
    otherShop,
    shopWithoutApi,
    operatorKey,
    faults,
    pausesMs,
    passWallMs: (ms) => void (wall = addMs(wall, ms)),
    deliver: () => deliverAll(app),
    passSeconds: (seconds) => void (elapsedMs += seconds * 1_000),
    call,
    async advanceTo(to) {
      const reply = await call('POST', '/v1/sandbox/clock/advance', { to });
      if (reply.status !== 200) throw new Error(reply.text);
    },
    close: () => queue.stop(),
  };
}

/**
 * An application of its own for every test of a block, closed behind it; a fault that nobody foresaw fails the test.
 * The name is given once for all tests and stands for the application of the one that runs.
 */
export function appForEach(open: OpenDatabase, options?: TestAppOptions): TestApp {
  let current: TestApp | undefined;
  beforeEach(async () => {
    current = await testApp(await open(), options);
  });
  afterEach(async () => {
    await current?.close();
    expect.soft(current?.faults).toEqual([]);
  });
  return new Proxy({} as TestApp, {
    get(_, name): unknown {
      if (!current) throw new Error('there is no application before a test runs');
      return Reflect.get(current, name);
    },
  });
}

/** Another database of the same server may have an older transaction open for a moment; the outbox waits behind it. */
async function deliverAll({ webhooks, units }: App): Promise<void> {
  let unread = true;
  while (unread) {
    await webhooks.run();
    unread = webhooks.isListening() && (await units.inUnit({ mode: 'test', merchants: 'all' }, (unit) => hasUnread(unit.tx, 'webhooks')));
  }
  await webhooks.settled();
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function sampleShops(app: App): Promise<Pick<TestApp, 'shop' | 'otherShop' | 'shopWithoutApi' | 'operatorKey'>> {
  const samples = await app.units.inUnit({ mode: 'test', merchants: 'all' }, sampleMerchants);
  const [shop, otherShop, shopWithoutApi] = samples?.merchants ?? [];
  if (!samples || !shop || !otherShop || !shopWithoutApi) throw new Error('the sample shops were not made');
  return { shop, otherShop, shopWithoutApi, operatorKey: samples.operatorKey };
}
