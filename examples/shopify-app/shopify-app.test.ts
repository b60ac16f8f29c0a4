import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createFakeShop, type FakeShop, listenOnLoopback, type Loopback } from '@atobarai/adapter-shopify/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createPostgresDatabase } from '../../packages/server/tests/support/databases.ts';
import { type NodeServer, nodeServer } from '../../packages/server/tests/support/node-server.ts';

const app = new URL('app.ts', import.meta.url).pathname;
const running = new Set<ChildProcess>();
let server: NodeServer;
let shop: FakeShop;
let shopify: Loopback;
let folder: string;

beforeAll(async () => {
  server = await nodeServer();
  folder = await mkdtemp(join(tmpdir(), 'atobarai-shopify-app-'));
  const clock = { now: Date.now, sleep: (ms: number) => wait(ms) };
  shop = createFakeShop({ clock, settings: { routingMs: 0 } });
  shopify = await listenOnLoopback(shop.face);
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(async () => {
  await shopify.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>, what: () => string): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain:\n${what()}`);
    await wait(50);
  }
}

/** The app in a process of its own, as `npm start` runs it. */
async function start(env: Record<string, string>) {
  const port = await freePort();
  const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', app], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      SHOPIFY_SHOP: shop.domain,
      SHOPIFY_CLIENT_ID: shop.app.clientId,
      SHOPIFY_CLIENT_SECRET: shop.app.clientSecret,
      SHOPIFY_APP_URL: 'https://adapter.example.jp',
      SHOPIFY_ADMIN_ORIGIN: shopify.origin,
      ATOBARAI_KEY: server.keys.merchants[0]?.secretKey,
      ATOBARAI_BASE_URL: server.baseUrl,
      ATOBARAI_SHOPIFY_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
      PORT: String(port),
      ...env,
    },
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const url = `http://127.0.0.1:${port}`;
  return { child, exited, url, said: () => said };
}

const engines = {
  PGlite: async () => ({ env: { DATA_DIR: join(folder, 'data') }, drop: async () => {} }),
  PostgreSQL: async () => {
    const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
    return { env: { DATABASE_URL: connectionString }, drop };
  },
};

it.each(Object.entries(engines))('on %s: an order is held, screened, released, and the app ends in order', async (_, open) => {
  const { env, drop } = await open();
  const { child, exited, url, said } = await start(env);
  await until(() => said().includes('"listening"'), said);
  const gid = shop.placeOrder({ email: 'approve@example.jp' });
  const deliver = () =>
    shop.webhooks.deliver(async (request) =>
      fetch(`${url}/shopify/webhooks`, { method: 'POST', headers: request.headers, body: await request.arrayBuffer() }),
    );
  await deliver();
  const order = shop.order(gid);
  await until(async () => (await deliver(), order?.tags.has('atobarai:ok')), said);
  expect(order?.fulfillmentOrders.flatMap(({ holds }) => holds)).toEqual([]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/shopify/webhooks`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  // What it says while it runs is for the operator's log: no person is in it.
  expect(said()).not.toMatch(/太郎|神宮前|approve@/);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(said()).toContain('"stopped"');
  await drop();
});

it('a second one on the same folder is refused before it can destroy anything', async () => {
  const env = { DATA_DIR: join(folder, 'shared') };
  const first = await start(env);
  await until(() => first.said().includes('"listening"'), first.said);
  const second = await start(env);
  expect(await second.exited).toBe(1);
  expect(second.said()).toContain(`is in use by process ${first.child.pid}`);
});

it('settings that are missing are named all at once', async () => {
  const { exited, said } = await start({ SHOPIFY_CLIENT_ID: '', SHOPIFY_APP_URL: 'example' });
  expect(await exited).toBe(1);
  expect(said()).toMatch(/app\.clientId.*app\.origin/);
});

it('.env.example holds what init writes', async () => {
  const { envFile } = await import('../../packages/adapter-shopify/src/cli/decide/env-file.ts');
  const facts = {
    shop: 'example.myshopify.com',
    clientId: '',
    clientSecret: '',
    appUrl: 'https://adapter.example.jp',
    gatewayName: '後払い決済',
    atobaraiKey: '',
    atobaraiBaseUrl: 'http://localhost:4400',
    encryptionKey: '',
  };
  const lines = (text: string) => text.split('\n').filter((line) => /^#? ?[A-Z_]+=/.test(line));
  expect(lines(await readFile(new URL('.env.example', import.meta.url), 'utf8'))).toEqual(lines(envFile(facts)));
});
