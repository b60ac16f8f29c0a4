import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@atobarai/sdk';
import { counterOf, payLater } from '../tests/support/checkout.ts';
import { catalogueOf, shopClient } from '../tests/support/shop-client.ts';
import { copyDatabase, seededPostgres, storefrontKey } from './database.ts';
import { freePort } from './free-port.ts';
import { startMedusa } from './medusa.ts';
import { shopFolder } from './places.ts';
import { rowsOf } from './postgres.ts';
import { startReferenceServer } from './reference-server.ts';

// What completing a cart takes, paid later and by Medusa's own system provider, in turns. The last line is JSON.
const [pairCount = 10, warmUpCount = 3] = process.argv.slice(2).map(Number);
const restMs = 100;
const faults: string[] = [];
const stopping: (() => Promise<unknown>)[] = [];

try {
  await measure();
} finally {
  for (const stop of stopping.toReversed()) await stop();
}
process.exit(0);

async function measure(): Promise<void> {
  const { counter, service } = await openShop();

  const completeMs = async (provider: string): Promise<number> => {
    const cart = await counter.readyCart({ provider });
    // What the order before has left to do (webhooks, subscribers) belongs to that one.
    await sleep(restMs);
    const startedMs = performance.now();
    const { body } = await counter.complete(cart.id);
    const tookMs = performance.now() - startedMs;
    if (body.type !== 'order') faults.push(`${provider}: ${body.error?.message}`);
    else if (provider === payLater) await checkApproved(service, cart.session.id);
    return tookMs;
  };
  const pair = async (turn: number) => {
    const order = turn % 2 === 0 ? [payLater, 'pp_system_default'] : ['pp_system_default', payLater];
    const took = new Map<string, number>();
    for (const provider of order) took.set(provider, await completeMs(provider));
    return { payLaterMs: took.get(payLater) ?? 0, systemMs: took.get('pp_system_default') ?? 0 };
  };

  for (let turn = 0; turn < warmUpCount; turn += 1) await pair(turn);
  const pairs = [];
  for (let turn = 0; turn < pairCount; turn += 1) {
    process.stderr.write(`pair ${turn + 1} of ${pairCount}\r`);
    pairs.push(await pair(turn));
  }
  const manifest = join(shopFolder, 'node_modules', '@medusajs', 'medusa', 'package.json');
  const { version: medusaVersion } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  console.log(JSON.stringify({ medusaVersion, pairs, faults }));
}

async function checkApproved(client: ReturnType<typeof createClient>, sessionId: string): Promise<void> {
  const { data } = await client.orders.list({ shopOrderId: sessionId }).page();
  if (data.length !== 1 || data[0]?.status !== 'approved') faults.push(`${sessionId}: ${data.length} orders, ${data[0]?.status}`);
}

async function openShop() {
  const postgres = await seededPostgres({ isDurable: true });
  stopping.push(postgres.stop);
  const dataFolder = await mkdtemp(join(tmpdir(), 'atobarai-measure-'));
  stopping.push(() => rm(dataFolder, { recursive: true, force: true }));
  await rowsOf(postgres.url('postgres'), 'create database service');
  const server = await startReferenceServer({ port: await freePort(), dataFolder, databaseUrl: postgres.url('service') });
  stopping.push(server.stop);
  const service = createClient({ apiKey: server.secretKey, baseUrl: server.url });
  const databaseUrl = await copyDatabase(postgres, 'shop');
  const port = await freePort();
  const webhook = await service.webhookEndpoints.create({ url: `http://localhost:${port}/hooks/atobarai` });
  const environment = {
    ATOBARAI_URL: server.url,
    ATOBARAI_KEY: server.secretKey,
    ATOBARAI_PUBLISHABLE_KEY: server.publishableKey,
    ATOBARAI_WEBHOOK_SECRET: webhook.secret,
  };
  const medusa = await startMedusa({ databaseUrl, environment }, port);
  stopping.push(medusa.stop);
  const client = shopClient(medusa.url, await storefrontKey(databaseUrl));
  return { counter: counterOf(client, await catalogueOf(client)), service };
}
