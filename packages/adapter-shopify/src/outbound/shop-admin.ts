import { probeQuery, selfQuery } from '../graphql/types.gen.ts';
import type { AdminOf, Clock, ShopAdmin } from '../reconcile/ports.ts';
import { createAdminClient, type AdminClient } from './admin-client.ts';
import { orderReads } from './order-reads.ts';
import { holdWrites, paymentWrites, stateWrites } from './order-writes.ts';
import { subscriptionCalls } from './subscriptions.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { TokenProvider } from './tokens.ts';

/** The version the operations are typed and tested for. */
export const adminApiVersion = '2026-07';

/** What the Admin clients of all shops are made of. */
export type AdminParts = {
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  /** `https://example.myshopify.com`, or the address of a stand-in. @default the shop's own domain */
  readonly originOf?: (shop: string) => string;
  /** @default globalThis.fetch, looked up at each call */
  readonly fetch?: typeof globalThis.fetch;
  /** @default adminApiVersion */
  readonly apiVersion?: string;
  /** Milliseconds for one HTTP request. @default 15000 */
  readonly timeoutMs?: number;
  /** From 0 to 1. @default Math.random */
  readonly random?: () => number;
};

function shopCalls(client: AdminClient): Pick<ShopAdmin, 'self' | 'probe'> {
  return {
    async self() {
      const { currentAppInstallation, shop } = await client.request(selfQuery, {});
      return {
        scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
        shop: {
          domain: shop.myshopifyDomain,
          currencyCode: shop.currencyCode,
          ianaTimezone: shop.ianaTimezone,
          planName: shop.plan.publicDisplayName,
        },
      };
    },
    probe: async () => (await client.request(probeQuery, {})).orders.nodes,
  };
}

export function createShopAdmin(client: AdminClient): ShopAdmin {
  return {
    ...orderReads(client),
    ...holdWrites(client),
    ...paymentWrites(client),
    ...stateWrites(client),
    ...subscriptionCalls(client),
    ...shopCalls(client),
  };
}

/** Gives each shop its client; all calls of a shop go through one bucket, since Shopify counts per app and shop. */
export function adminOf(parts: AdminParts): AdminOf {
  const throttles = new Map<string, Throttle>();
  const throttleOf = (shop: string) => {
    const throttle = throttles.get(shop) ?? createThrottle(parts.clock);
    throttles.set(shop, throttle);
    return throttle;
  };
  const originOf = parts.originOf ?? ((shop: string) => `https://${shop}`);
  return async (shop) =>
    createShopAdmin(
      createAdminClient({
        shop,
        tokens: parts.tokens,
        throttle: throttleOf(shop),
        clock: parts.clock,
        fetch: parts.fetch ?? (async (input, init) => await globalThis.fetch(input, init)),
        url: `${originOf(shop)}/admin/api/${parts.apiVersion ?? adminApiVersion}/graphql.json`,
        timeoutMs: parts.timeoutMs ?? 15_000,
        random: parts.random ?? Math.random,
      }),
    );
}
