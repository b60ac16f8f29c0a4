import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { sampleMerchants } from '../../src/modules/merchants/index.ts';
import { loadKeys } from '../../src/platform/crypto-keys.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { pause, wallClock } from '../../src/platform/node-clock.ts';
import { openPostalTable } from '../../src/platform/postal.ts';
import { openPostgres } from '../../src/platform/postgres.ts';
import { createPgBossQueue } from '../../src/platform/queue-pg-boss.ts';
import { createPostgresDatabase, type PostgresDatabase } from '../support/databases.ts';
import { killPrograms, startProgram } from '../support/program.ts';

const program = new URL('../../src/worker.ts', import.meta.url).pathname;
const run = (environment: Record<string, string>) =>
  startProgram(['--conditions=source', '--disable-warning=ExperimentalWarning', program], undefined, environment);

let dataDir: string;
let postgres: PostgresDatabase;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atobarai-worker-'));
  postgres = await createPostgresDatabase();
});
afterEach(() => killPrograms());
afterAll(async () => {
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** A server that takes calls and does no work: its jobs wait for whoever does. */
async function idleServer(): Promise<{ app: App; close: () => Promise<void> }> {
  const database = await openPostgres(postgres.connectionString, {});
  const crypto = createCrypto({
    masterKeys: await loadKeys({ masterKey: undefined, databaseUrl: postgres.connectionString, production: false, dataDir }),
  });
  const queue = createPgBossQueue({ connection: { connectionString: postgres.connectionString }, report: () => {} });
  const elapsedMs = () => performance.now();
  const app = await createApp({ database, queue, crypto, wall: wallClock, postal: openPostalTable(), version: 'test', pause, elapsedMs });
  await queue.start();
  return {
    app,
    async close() {
      await queue.stop();
      await database.close();
    },
  };
}

it('npm run worker takes up the jobs of a server that does none, and ends when it is told to', async () => {
  const { app, close } = await idleServer();
  const samples = await app.units.inUnit({ mode: 'test', merchants: 'all' }, sampleMerchants);
  const authorization = `Bearer ${samples?.merchants[0]?.secretKey}`;
  const call = async (path: string, options: RequestInit = {}) => {
    const response = await app.http.fetch(new Request(`http://test.local${path}`, options));
    return (await response.json()) as Record<string, unknown>;
  };
  const headers = { authorization, 'content-type': 'text/csv', 'idempotency-key': 'file-1' };
  const file = '"店舗注文番号","運送会社","サービス","送り状番号","出荷日"\r\n"S-1","yamato","parcel","444413758703","2026-10-01"\r\n';
  const { id } = await call('/v1/imports?kind=shipments', { method: 'POST', headers, body: file });
  const statusNow = async () => (await call(`/v1/imports/${String(id)}`, { headers: { authorization } }))['status'];
  expect(await statusNow()).toBe('queued');

  const worker = run({ DATABASE_URL: postgres.connectionString, DATA_DIR: dataDir });
  await worker.said('worker started');
  await expect.poll(statusNow).toBe('completed');
  worker.child.kill('SIGTERM');
  expect(await worker.exited).toBe(0);
  await close();
});

it('npm run worker says that it needs PostgreSQL', async () => {
  const worker = run({ DATA_DIR: dataDir });
  expect(await worker.exited).toBe(1);
  expect(worker.text()).toContain('Set DATABASE_URL');
});
