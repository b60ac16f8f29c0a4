import type { Flag } from './reconcile/flags.ts';
import type { Event } from '@atobarai/sdk';
import { check, Checked, policyOf } from './config.ts';
import { noteServiceEvent } from './inbound/atobarai-events.ts';
import type { ShopifyAdapterOptions } from './options.ts';
import { adminOf, type TokenEndpoint } from './outbound/index.ts';
import type { Action, Policy } from './reconcile/model.ts';
import type { AdminOf, Clock } from './reconcile/ports.ts';
import { routesOf } from './routes.ts';
import { type Doctor, examine } from './run/doctor.ts';
import { doChores, lookAtAllDue, type LoopParts, runUntil } from './run/loop.ts';
import { installShop, markUpdated, sweepShop } from './run/sweeps.ts';
import { lookAtOrder } from './run/worker.ts';
import type { ListedOrder, OrderWish, Shop, ShopifyStore } from './store/index.ts';
import { tokensOf } from './tokens-of.ts';
import { wallClock } from './wall-clock.ts';

/** What was done about an order, and how it stands. */
export type OrderReport = {
  readonly state: string;
  readonly flags: readonly Flag[];
  readonly done: readonly Action['do'][];
};

/** The adapter. Instants are milliseconds since 1970. */
export type ShopifyAdapter = {
  /**
   * Answers `POST /shopify/webhooks`, `GET /shopify/auth` and its callback, `GET /shopify/ext/status`,
   * `POST /atobarai/webhooks` and `GET /healthz`; 404 for anything else.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Takes an event of the service that reached you in another way. Answers whether it concerns an order of ours. */
  readonly onAtobaraiEvent: (event: Pick<Event, 'resource'>) => Promise<boolean>;
  /** Makes shops known and works until `stop()`. */
  readonly start: () => Promise<void>;
  /** Ends in order: what is under way is finished. */
  readonly stop: () => Promise<void>;
  /** Looks at everything that is due now, once; for hosts that call it themselves and for tests. */
  readonly work: () => Promise<number>;
  /** Reads the service's events, answers privacy requests and runs the sweeps that are due, once. */
  readonly chores: () => Promise<void>;
  /** Looks at one order now and asks again what was refused. */
  readonly reconcileOrder: (shop: string, gid: string) => Promise<OrderReport>;
  /** Runs all sweeps of a shop now. Answers how many orders each asks to look at. */
  readonly sweep: (shop: string) => Promise<Readonly<Record<string, number>>>;
  /** Takes in orders since a moment, also from before the app was installed. Answers how many are looked at. */
  readonly backfill: (shop: string, since: { readonly since: number }) => Promise<number>;
  readonly orders: (wish?: OrderWish) => Promise<readonly ListedOrder[]>;
  readonly doctor: (shop: string) => Promise<Doctor>;
  /** Makes a shop known, or active again; `start()` does it for the configured ones. */
  readonly install: (shop: string) => Promise<void>;
  readonly admin: AdminOf;
  readonly policy: Policy;
  /** Where Shopify is to deliver. */
  readonly webhookUri: string;
};

/**
 * Makes the adapter between Shopify and the service.
 *
 * @throws {@link ConfigError} with everything that is wrong with the options
 *
 * @example
 * ```ts
 * import { createShopifyAdapter, openPglite, openStore } from '@atobarai/adapter-shopify';
 * import { createClient } from '@atobarai/sdk';
 *
 * const adapter = createShopifyAdapter({
 *   app: { clientId: 'abc', clientSecrets: ['shpss_secret'], origin: 'https://atobarai.example.jp' },
 *   auth: { kind: 'client_credentials' },
 *   shops: ['example.myshopify.com'],
 *   atobarai: createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' }),
 *   store: await openStore({ database: await openPglite({ directory: '.data' }), sealingKeys: [process.env['KEY'] ?? ''] }),
 * });
 * await adapter.start();
 * export default { fetch: adapter.fetch };
 * ```
 */
export function createShopifyAdapter(options: ShopifyAdapterOptions): ShopifyAdapter {
  const { app, auth, shops = [], policy = {}, atobaraiWebhookSecrets = [] } = options;
  const settings = check(Checked, { app, auth, shops, policy, atobaraiWebhookSecrets });
  const parts = partsOf(options, settings);
  let running: { readonly end: AbortController; readonly ended: Promise<void> } | undefined;
  return {
    ...commandsOf(parts),
    fetch: routesOf({ ...parts, settings, limits: options.limits ?? {}, endpoint: endpointOf(options, parts.clock) }),
    async start() {
      if (running !== undefined) return;
      for (const shop of settings.shops) await installShop(parts, shop);
      const end = new AbortController();
      running = { end, ended: runUntil(parts, end.signal) };
    },
    async stop() {
      running?.end.abort();
      await running?.ended;
      running = undefined;
    },
    admin: parts.adminOf,
    policy: parts.policy,
    webhookUri: parts.webhookUri,
  };
}

type Parts = LoopParts & { readonly webhookUri: string };

function endpointOf({ app, admin = {} }: ShopifyAdapterOptions, clock: Clock): TokenEndpoint {
  return {
    clientId: app.clientId,
    clientSecret: app.clientSecrets[0] ?? '',
    clock,
    fetch: admin.fetch ?? (async (input, init) => globalThis.fetch(input, init)),
    originOf: admin.originOf ?? ((shop) => `https://${shop}`),
    timeoutMs: 15_000,
  };
}

function partsOf(options: ShopifyAdapterOptions, { app, auth, policy }: Checked): Parts {
  const { store, atobarai, clock = wallClock, log = () => {}, admin = {}, limits } = options;
  const tokens = tokensOf(auth, { sessions: store.sessions, endpoint: endpointOf(options, clock) });
  return {
    store,
    client: atobarai,
    policy: policyOf(policy),
    clock,
    log,
    adminOf: adminOf({ tokens, clock, ...admin, ...(app.apiVersion === undefined ? {} : { apiVersion: app.apiVersion }) }),
    webhookUri: `${app.origin.replace(/\/+$/, '')}/shopify/webhooks`,
    pollMs: limits?.pollMs ?? 250,
    onPrivacyRequest: options.onPrivacyRequest,
  };
}

type Commands = Omit<ShopifyAdapter, 'fetch' | 'start' | 'stop' | 'admin' | 'policy' | 'webhookUri'>;

function commandsOf(parts: Parts): Commands {
  const { store, clock } = parts;
  return {
    work: () => lookAtAllDue(parts),
    chores: () => doChores(parts),
    onAtobaraiEvent: (event) => noteServiceEvent(event, { store, clock }),
    async reconcileOrder(shop, gid) {
      const { record, done } = await lookAtOrder(parts, { shop, gid, again: true });
      return { state: record.state, flags: record.flags, done };
    },
    sweep: async (shop) => sweepShop(parts, await known(store, shop), { all: true }),
    async backfill(shop, { since }) {
      await known(store, shop);
      await store.shops.takeFrom(shop, since);
      return (await markUpdated(parts, shop, since)).looks;
    },
    orders: (wish = {}) => store.orders.list(wish),
    doctor: (shop) => examine(parts, shop),
    install: (shop) => installShop(parts, shop),
  };
}

async function known(store: ShopifyStore, shop: string): Promise<Shop> {
  const found = await store.shops.find(shop);
  if (found !== null) return found;
  throw new Error(`The shop ${shop} is not known. Give it in \`shops\`, or install the app there.`);
}
