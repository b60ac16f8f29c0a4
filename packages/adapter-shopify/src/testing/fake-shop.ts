import { requiredScopes } from '../graphql/scopes.ts';
import type { Clock } from '../reconcile/ports.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { holdMutationsOf } from './resolve/hold-mutations.ts';
import { paymentMutationsOf } from './resolve/payment-mutations.ts';
import { queriesOf } from './resolve/queries.ts';
import { stateMutationsOf } from './resolve/state-mutations.ts';
import { type FakeSubscription, subscriptionCallsOf } from './resolve/subscription-calls.ts';
import { createFaults, type Faults } from './serve/faults.ts';
import { type CostRecord, createGraphqlCalls } from './serve/graphql-call.ts';
import { createHttpFace } from './serve/http.ts';
import { createTokens, type FakeApp, type Tokens } from './serve/tokens.ts';
import type { FakeOrder } from './shop/model.ts';
import { type OrderWish, placeOrder } from './shop/place-order.ts';
import { type Staff, staffOf } from './shop/staff.ts';
import { createWorld, type FakeShopSettings } from './shop/world.ts';

/** How a fake shop begins. */
export type FakeShopOptions = {
  readonly clock: Clock;
  /** @default teien.myshopify.com */
  readonly domain?: string;
  readonly app?: FakeApp;
  readonly settings?: Partial<FakeShopSettings>;
  /** The app's TOML subscribes to everything; else only what the app subscribes to by the API is sent. @default true */
  readonly webhooksByToml?: boolean;
};

/** A Shopify shop with its Admin API, its people and its webhooks. */
export type FakeShop = {
  readonly domain: string;
  readonly app: FakeApp;
  readonly settings: FakeShopSettings;
  /** The shop's host: give it as `fetch`, or put it behind a socket by {@link listenOnLoopback}. */
  readonly face: (request: Request) => Promise<Response>;
  readonly fetch: typeof globalThis.fetch;
  /** A buyer checks out; gives the gid. */
  readonly placeOrder: (wish?: OrderWish) => string;
  readonly order: (gid: string) => FakeOrder | undefined;
  readonly orders: () => readonly FakeOrder[];
  readonly staff: Staff;
  readonly webhooks: Deliveries;
  readonly subscriptions: FakeSubscription[];
  readonly tokens: Pick<Tokens, 'newStaticToken' | 'revokeAll'>;
  readonly faults: Pick<Faults, 'add' | 'clear' | 'waiting'>;
  readonly costs: CostRecord;
  readonly setBucket: (change: { readonly available?: number; readonly maximum?: number; readonly restoredPerSecond?: number }) => void;
  /** Signs webhooks from now on with another secret. */
  readonly rotateSecret: (secret: string) => void;
  readonly uninstall: () => void;
  /** Does what is due by the clock: routing, cancel jobs. Every request does so by itself. */
  readonly settle: () => void;
};

const usualSettings: FakeShopSettings = {
  scopes: [...requiredScopes],
  currency: 'JPY',
  protectedData: true,
  routingMs: 60_000,
  indexLagMs: 5_000,
  cancelJobMs: 3_000,
};

/**
 * Makes a shop whose Admin API is executed from the true schema.
 *
 * What it cannot prove is listed in {@link unproven}.
 * @throws Error at the first request when the schema is not to be found: install `@shopify/dev-mcp`.
 * @example
 * ```ts
 * import { createFakeShop, createHandClock } from '@atobarai/adapter-shopify/testing';
 *
 * const shop = createFakeShop({ clock: createHandClock() });
 * const gid = shop.placeOrder({ email: 'approve@example.test' });
 * shop.staff.route(gid);
 * ```
 */
export function createFakeShop(options: FakeShopOptions): FakeShop {
  const { clock } = options;
  const domain = options.domain ?? 'teien.myshopify.com';
  const app = options.app ?? { clientId: 'client-id', clientSecret: 'client-secret' };
  const settings = { ...usualSettings, ...options.settings };
  const subscriptions: FakeSubscription[] = [];
  let secret = app.clientSecret;
  const webhooks = createDeliveries({ domain, clock, subscriptions, secret: () => secret, byToml: options.webhooksByToml ?? true });
  const world = createWorld({ domain, clock, settings, emit: webhooks.emit });
  const root = {
    ...queriesOf(world),
    ...holdMutationsOf(world),
    ...paymentMutationsOf(world),
    ...stateMutationsOf(world),
    ...subscriptionCallsOf(world, subscriptions),
  };
  const calls = createGraphqlCalls(world, root);
  const tokens = createTokens(world, app);
  const faults = createFaults();
  const face = createHttpFace({ world, app, calls, tokens, faults });
  return {
    domain,
    app,
    settings,
    face,
    fetch: async (input, init) => await face(new Request(input, init)),
    placeOrder: (wish) => placeOrder(world, wish).gid,
    order: (gid) => world.orders.get(gid),
    orders: () => [...world.orders.values()],
    staff: staffOf(world),
    webhooks,
    subscriptions,
    tokens,
    faults,
    costs: calls.costs,
    setBucket: calls.setBucket,
    rotateSecret: (next) => {
      secret = next;
    },
    uninstall: () => {
      tokens.revokeAll();
      subscriptions.length = 0;
      webhooks.emit('app/uninstalled', { id: 548_380_009, myshopify_domain: domain, domain });
    },
    settle: world.settle,
  };
}
