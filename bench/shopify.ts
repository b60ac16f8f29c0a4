import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import { createCpuMeter } from './cpu.ts';
import { machineLine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { openPostgresServer, type Postgres, rowsOf } from './postgres.ts';
import type { AdapterPlace } from './processes/shopify-adapter.ts';
import type { ShopOpened, ShopState, SignedDelivery } from './processes/shopify-shop.ts';
import { printReport } from './report.ts';
import type { Pace } from './shopify-clock.ts';
import { faultsOf, figuresOf, type ShopifyCounts, targets } from './shopify-figures.ts';
import { createStream, seededChance, type Stream, type StreamResult, withDuplicates } from './shopify-stream.ts';
import { type BenchServer, startServer } from './stage.ts';
import { percent, shown, table } from './table.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Plan = { readonly warmUp: number; readonly webhooks: number; readonly ordersPerSecond: number; readonly patienceMs: number };

const fullPlan: Plan = { warmUp: 1_000, webhooks: 10_000, ordersPerSecond: 10, patienceMs: 900_000 };
const quickPlan: Plan = { warmUp: 100, webhooks: 300, ordersPerSecond: 4, patienceMs: 60_000 };

/** Two hundred a second, in bursts of twenty. */
const burst = 20;
const burstEveryMs = 100;
/** Once the measured webhooks are sent, the shop's time passes this much faster, so that its points come in. */
const hurry = 30;
/** More than this used by others, and the times are theirs as well. */
const quietShare = 0.1;

type Hosts = {
  readonly postgres: Postgres;
  readonly service: BenchServer;
  readonly shop: Child;
  readonly adapter: Child;
  readonly origin: string;
  readonly stream: Stream;
  readonly pace: Pace;
};

/** A shop that sends 10,000 webhooks while its orders are screened (goal P15). */
export async function benchShopify({ quick, postgresUrl, profileFolder }: BenchOptions): Promise<boolean> {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const hosts = await openHosts({ postgresUrl, profileFolder, closing });
    console.log(`${machineLine()}, PostgreSQL ${hosts.postgres.version}, fsync ${hosts.postgres.fsync}\n`);
    const counts = await run(hosts, quick ? quickPlan : fullPlan);
    const figures = figuresOf(counts);
    console.log(
      table(
        ['', 'figure'],
        Object.entries(figures).map(([name, value]) => [name.replaceAll('_', ' '), shown(value)]),
      ),
    );
    const isQuiet = counts.cpu.foreignShare <= quietShare;
    if (!isQuiet) console.log(`\nOthers used ${percent(counts.cpu.foreignShare)} of the machine: how fast it was says nothing.`);
    const notes = { bursts: `${burst} every ${burstEveryMs} ms`, quiet: isQuiet, adapterTold: await hosts.adapter.ask('told') };
    return printReport({ bench: 'shopify', figures, targets, faults: faultsOf(counts), notes });
  } finally {
    for (const step of closing.toReversed()) await step();
  }
}

type Opening = Pick<BenchOptions, 'postgresUrl' | 'profileFolder'> & { readonly closing: (() => Promise<unknown>)[] };

async function openHosts({ postgresUrl, profileFolder, closing }: Opening): Promise<Hosts> {
  const postgres = await openPostgresServer(postgresUrl);
  closing.push(postgres.close);
  const settings = {
    DATA_DIR: join(temporaryFolder(), 'service'),
    ATOBARAI_MASTER_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: postgres.url,
  };
  const service = await startServer(settings);
  closing.push(service.child.stop);
  const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const [shop, adapter] = [startChild('shopify-shop'), startChild('shopify-adapter', { nodeFlags: ['--expose-gc', ...profile] })];
  closing.push(shop.stop, adapter.stop);
  const wallMs = Date.now();
  const pace: Pace = { wallMs, shopMs: wallMs, speed: 1 };
  const opened = await shop.ask<ShopOpened>('open', pace);
  const place: AdapterPlace = {
    pace,
    databaseUrl: postgres.anchorUrl,
    shop: opened,
    service: { url: `http://127.0.0.1:${service.port}`, key: service.key },
  };
  const { origin } = await adapter.ask<{ origin: string }>('open', place);
  return { postgres, service, shop, adapter, origin, stream: createStream(origin), pace };
}

async function run(hosts: Hosts, plan: Plan): Promise<ShopifyCounts> {
  const { queue: left } = await sendAll(hosts, { ...plan, webhooks: plan.warmUp, waiting: [] });
  const stream = createStream(hosts.origin);
  const meter = createCpuMeter(() => ({
    adapter: hosts.adapter.pid,
    postgres: hosts.postgres.pid,
    shop: hosts.shop.pid,
    service: hosts.service.child.pid,
  }));
  const [before, startedMs] = [meter.read(), Date.now()];
  const { early, measured, queue } = await sendAll({ ...hosts, stream }, { ...plan, waiting: left });
  const streamSeconds = (Date.now() - startedMs) / 1000;
  const cpu = meter.between(before, meter.read(), streamSeconds);
  // What waits still is sent too, outside the measure: an order that nobody hears of cannot come to rest.
  for (const delivery of queue) await hosts.stream.send(delivery);
  process.stderr.write(`${measured.sent} webhooks sent in ${Math.round(streamSeconds)} s; the orders come to rest\n`);
  const shopSeconds = await comeToRest(hosts, plan);
  const { adapter, shop, postgres, service } = hosts;
  const late = await adapter.ask<{ heapBytes: number; rssBytes: number }>('memory');
  return {
    stream: measured,
    streamSeconds,
    cpu,
    shop: await shop.ask<ShopState>('state'),
    shopSeconds,
    kept: await keptOf(postgres.anchorUrl, measured.taken),
    parked: await countOf(postgres.anchorUrl, 'atobarai_shopify.due where parked_at is not null'),
    registered: await countOf(postgres.url, `orders where merchant_id = '${service.merchantId}'`),
    heapBytes: { early, late: late.heapBytes },
    rssBytes: late.rssBytes,
  };
}

type Sending = Plan & { readonly waiting: readonly SignedDelivery[] };
type Sent = { readonly early: number; readonly measured: StreamResult; readonly queue: readonly SignedDelivery[] };

/** Sends what the shop tells, and half of it again. `early` is the adapter's heap when a fifth was sent. */
async function sendAll({ shop, adapter, stream }: Hosts, { webhooks, ordersPerSecond, waiting }: Sending): Promise<Sent> {
  const chance = seededChance(15);
  const underway: Promise<void>[] = [];
  let queue = [...waiting];
  let fresh: Promise<SignedDelivery[]> = Promise.resolve([]);
  let [sent, early] = [0, 0];
  const startedMs = performance.now();
  for (let turn = 0; sent < webhooks; turn += 1) {
    if (turn % 10 === 0) {
      // Asked for and not waited for: the bursts keep their pace.
      void shop.ask('place', ordersPerSecond);
      fresh = shop.ask<SignedDelivery[]>('take');
    }
    if (turn % 10 === 5 || queue.length < burst) {
      queue = withDuplicates(await fresh, queue, chance);
      fresh = Promise.resolve([]);
    }
    const now = queue.splice(0, Math.min(burst, webhooks - sent));
    underway.push(...now.map((delivery) => stream.send(delivery)));
    sent += now.length;
    if (early === 0 && sent >= webhooks / 5) early = (await adapter.ask<{ heapBytes: number }>('memory')).heapBytes;
    await pause(Math.max(0, startedMs + (turn + 1) * burstEveryMs - performance.now()));
  }
  await Promise.all(underway);
  return { early, measured: stream.result(), queue: withDuplicates(await fresh, queue, chance) };
}

/** Lets the shop's time run until every order has come to rest. Gives the seconds of the shop's time since the start. */
async function comeToRest({ shop, adapter, stream, pace }: Hosts, { patienceMs }: Plan): Promise<number> {
  const wallMs = Date.now();
  const fast: Pace = { wallMs, shopMs: pace.shopMs + (wallMs - pace.wallMs), speed: hurry };
  await Promise.all([shop.ask('setPace', fast), adapter.ask('setPace', fast)]);
  for (let quiet = 0; quiet < 3 && Date.now() - wallMs < patienceMs;) {
    const due = await shop.ask<SignedDelivery[]>('take');
    for (const delivery of due) await stream.send(delivery);
    const { orders, converged } = await shop.ask<ShopState>('state');
    quiet = due.length === 0 && converged === orders ? quiet + 1 : 0;
    await pause(300);
  }
  const restedMs = fast.shopMs + (Date.now() - wallMs) * hurry;
  return (restedMs - pace.shopMs) / 1000;
}

async function countOf(url: string, from: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(url, `select count(*)::int as count from ${from}`);
  return row?.count ?? 0;
}

async function keptOf(url: string, taken: ReadonlySet<string>): Promise<number> {
  const rows = await rowsOf<{ event_id: string }>(url, 'select event_id from atobarai_shopify.inbox');
  return rows.filter(({ event_id: id }) => taken.has(id)).length;
}
