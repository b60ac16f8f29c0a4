import { type Client, createClient, createOperatorClient, type Order, type OperatorClient } from '@atobarai/sdk';
import { embeddedServer, type EmbeddedServer } from '@atobarai/sdk/testing';
import {
  createShopifyAdapter,
  type Database,
  openPglite,
  openStore,
  type ShopifyAdapter,
  type ShopifyAdapterOptions,
  type ShopifyStore,
} from '../../src/index.ts';
import type { OrderRecord } from '../../src/reconcile/model.ts';
import type { LogEntry } from '../../src/run/worker.ts';
import {
  createFakeShop,
  createHandClock,
  type Delivery,
  type FakeOrder,
  type FakeShop,
  type FakeShopSettings,
  type HandClock,
  type OrderWish,
} from '../../src/testing/index.ts';

const sealingKey = Buffer.alloc(32, 7).toString('base64');

/** Where everything begins: Friday, 20 November 2026, 10:00 in Japan. */
export const beginning = '2026-11-20T10:00:00+09:00';

/** The true server in memory, one per test file; every stage begins with it reset. */
export async function openService(): Promise<EmbeddedServer> {
  return embeddedServer({ now: beginning });
}

let shared: Promise<Database> | undefined;

/** Making a PGlite takes seconds, emptying it milliseconds. */
async function emptyDatabase(): Promise<Database> {
  shared ??= openPglite();
  const database = await shared;
  await database.query('drop schema if exists atobarai_shopify cascade');
  return database;
}

export type StageOptions = {
  readonly policy?: ShopifyAdapterOptions['policy'];
  readonly shop?: Partial<FakeShopSettings>;
  /** Replaces parts of the options of the adapter. */
  readonly adapter?: Partial<ShopifyAdapterOptions>;
  /** Stands between the adapter and its store. */
  readonly storeThrough?: (store: ShopifyStore) => ShopifyStore;
  /** Stands between the adapter and the service. */
  readonly serviceThrough?: (fetch: (request: Request) => Promise<Response>) => (request: Request) => Promise<Response>;
};

/** A shop with the adapter installed, on a clock moved by hand. */
export type Stage = {
  readonly clock: HandClock;
  readonly shop: FakeShop;
  readonly adapter: ShopifyAdapter;
  readonly store: ShopifyStore;
  readonly client: Client;
  readonly operator: OperatorClient;
  readonly log: LogEntry[];
  /** A buyer orders; the fulfilment order is there at once unless `late`. */
  readonly order: (wish?: OrderWish & { readonly late?: boolean }) => string;
  /** Delivers what waits, lets the adapter work and hears of the service, until nothing moves. */
  readonly settle: (order?: (due: readonly Delivery[]) => readonly Delivery[]) => Promise<void>;
  /** Moves the shop's clock and the service's business clock on, and settles. */
  readonly pass: (time: { readonly days?: number; readonly ms?: number }) => Promise<void>;
  readonly inShopify: (gid: string) => FakeOrder;
  readonly atService: (gid: string) => Promise<Order>;
  readonly record: (gid: string) => Promise<OrderRecord>;
  /** Codes of what a person sees of an order. */
  readonly flags: (gid: string) => Promise<string[]>;
};

export async function openStage(service: EmbeddedServer, options: StageOptions = {}): Promise<Stage> {
  await service.reset();
  const clock = createHandClock(beginning, { skipsWaits: true });
  const shop = createFakeShop({ clock, settings: { routingMs: null, indexLagMs: 0, ...options.shop } });
  const database = await emptyDatabase();
  const opened = await openStore({ database, sealingKeys: [sealingKey] });
  const store = options.storeThrough?.(opened) ?? opened;
  const reach = options.serviceThrough?.(service.fetch) ?? service.fetch;
  const client = createClient({ ...service.clientOptions, fetch: reach, retry: false });
  const operator = createOperatorClient({ ...service.operatorOptions, fetch: service.fetch });
  const log: LogEntry[] = [];
  const adapter = createShopifyAdapter({
    app: { clientId: shop.app.clientId, clientSecrets: [shop.app.clientSecret], origin: 'https://adapter.example.jp' },
    auth: { kind: 'client_credentials' },
    shops: [shop.domain],
    atobarai: client,
    store,
    clock,
    log: (entry) => void log.push(entry),
    admin: { fetch: shop.fetch },
    ...(options.policy === undefined ? {} : { policy: options.policy }),
    ...options.adapter,
  });
  await adapter.install(shop.domain);
  await adapter.chores();
  return { clock, shop, adapter, store, client, operator, log, ...actsOn({ clock, shop, adapter, store, client, service }) };
}

type Parts = Pick<Stage, 'clock' | 'shop' | 'adapter' | 'store' | 'client'> & { readonly service: EmbeddedServer };

const debounceMs = 2_000;

function actsOn({ clock, shop, adapter, store, client, service }: Parts): Omit<Stage, keyof Omit<Parts, 'service'> | 'operator' | 'log'> {
  const record = async (gid: string) => {
    const found = await store.orders.load(shop.domain, gid);
    if (found === null) throw new Error(`the adapter has no record of ${gid}`);
    return found;
  };
  const settle: Stage['settle'] = async (order) => {
    for (let round = 0; round < 20; round++) {
      const sent = await shop.webhooks.deliver((request) => adapter.fetch(request), order);
      await clock.advance(debounceMs);
      await adapter.chores();
      const looks = await adapter.work();
      if (sent + looks === 0) return;
    }
    throw new Error('the adapter and the shop keep each other busy');
  };
  return {
    order({ late = false, ...wish } = {}) {
      const gid = shop.placeOrder({ email: 'approve@example.jp', ...wish });
      if (!late) shop.staff.route(gid);
      return gid;
    },
    settle,
    async pass({ days = 0, ms = 0 }) {
      await clock.advance(days * 86_400_000 + ms);
      if (days > 0) await service.clock.advance({ days });
      await settle();
    },
    inShopify: (gid) => {
      const found = shop.order(gid);
      if (found === undefined) throw new Error(`the shop has no order ${gid}`);
      return found;
    },
    record,
    async atService(gid) {
      const { atobaraiId } = await record(gid);
      if (atobaraiId === null) throw new Error(`${gid} is not registered`);
      return client.orders.get(atobaraiId);
    },
    flags: async (gid) => (await record(gid)).flags.map(({ code }) => code),
  };
}

/** Twelve digits with the check digit of Yamato and Sagawa. */
export function slipNo(count: number): string {
  const digits = 51_254_751_000 + count;
  return `${digits}${digits % 7}`;
}
