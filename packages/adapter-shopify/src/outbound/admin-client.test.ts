import { describe, expect, it } from 'vitest';
import { cancelMutation, orderByIdQuery, tagsAddMutation } from '../graphql/types.gen.ts';
import { AdminError } from '../reconcile/ports.ts';
import { createFakeShop, createHandClock, type FaultKind } from '../testing/index.ts';
import { createAdminClient } from './admin-client.ts';
import { fulfillmentPage } from './order-reads.ts';
import { adminOf } from './shop-admin.ts';
import { createThrottle } from './throttle.ts';
import { staticToken, type TokenProvider } from './tokens.ts';

function open(tokens?: TokenProvider) {
  const clock = createHandClock(undefined, { skipsWaits: true });
  const shop = createFakeShop({ clock });
  const parts = { tokens: tokens ?? staticToken(shop.tokens.newStaticToken()), clock, fetch: shop.fetch, random: () => 0 };
  const url = `https://${shop.domain}/admin/api/2026-07/graphql.json`;
  const client = createAdminClient({ ...parts, shop: shop.domain, throttle: createThrottle(clock), url, timeoutMs: 1000 });
  return { clock, shop, client, admin: adminOf(parts), gid: shop.placeOrder() };
}

const failureOf = (problem: unknown) => (problem instanceof AdminError ? problem.failure : String(problem));

describe('the Admin client', () => {
  it.each([
    'no_connection',
    'server_error',
    'server_error_after',
    'too_many_requests',
    'throttled',
    'lost_response',
    'truncated',
  ] satisfies FaultKind[])('reads an order although the first try ended in %s', async (kind) => {
    const { shop, client, gid } = open();
    shop.faults.add({ kind });
    expect((await client.request(orderByIdQuery, { id: gid })).order?.id).toBe(gid);
    expect(shop.faults.waiting()).toBe(0);
  });

  it.each(['lost_response', 'server_error_after', 'truncated', 'server_error'] satisfies FaultKind[])(
    'repeats no mutation that ended in %s: it says that the outcome is not known',
    async (kind) => {
      const { shop, client, gid } = open();
      shop.faults.add({ kind });
      const failure = await client.request(tagsAddMutation, { id: gid, tags: ['x'] }).catch(failureOf);
      expect(failure).toBe('lost');
      expect(shop.order(gid)?.tags.has('x')).toBe(kind !== 'server_error');
    },
  );

  it.each(['no_connection', 'too_many_requests', 'throttled'] satisfies FaultKind[])(
    'repeats a mutation that ended in %s: it was not carried out',
    async (kind) => {
      const { shop, client, gid } = open();
      shop.faults.add({ kind, times: 2 });
      expect((await client.request(tagsAddMutation, { id: gid, tags: ['x'] })).tagsAdd?.userErrors).toEqual([]);
    },
  );

  it('waits the seconds of a 429, not as many milliseconds', async () => {
    const { clock, shop, client, gid } = open();
    const before = clock.now();
    shop.faults.add({ kind: 'too_many_requests', retryAfterSeconds: 2, times: 2 });
    await client.request(orderByIdQuery, { id: gid });
    expect(clock.now() - before).toBeGreaterThanOrEqual(4000);
  });

  it('is never throttled once it knows what its operations cost, however much it asks', async () => {
    const { clock, shop, client, gid } = open();
    const before = clock.now();
    await Promise.all(Array.from({ length: 300 }, () => client.request(orderByIdQuery, { id: gid })));
    expect(shop.costs).toMatchObject({ calls: 300, throttled: 0 });
    expect(shop.costs.actual).toBeLessThanOrEqual(2000 + ((clock.now() - before) / 1000) * 100);
  });

  it('gives way when other requests of the app have emptied the bucket', async () => {
    const { shop, client, gid } = open();
    await client.request(orderByIdQuery, { id: gid });
    shop.setBucket({ available: 0 });
    expect((await client.request(orderByIdQuery, { id: gid })).order?.id).toBe(gid);
    expect(shop.costs.throttled).toBe(1);
  });

  it('asks for a new token once, and says so when that is refused as well', async () => {
    const renewed: string[] = [];
    const { shop, client, gid } = open({ token: async () => 'old', renew: async (_shop, rejected) => (renewed.push(rejected), 'newer') });
    expect(await client.request(orderByIdQuery, { id: gid }).catch(failureOf)).toBe('unauthorized');
    expect(renewed).toEqual(['old']);
    expect(shop.costs.calls).toBe(0);
  });

  it('names a missing scope as such', async () => {
    const { shop, client, gid } = open();
    shop.settings.scopes = ['read_orders'];
    const cancel = { id: gid, reason: 'DECLINED', note: null, notify: false } as const;
    expect(await client.request(cancelMutation, cancel).catch(failureOf)).toBe('access_denied');
  });

  it('reads every line of an order with more lines than a page', async () => {
    const { shop, admin } = open();
    const gid = shop.placeOrder({ lines: Array.from({ length: 260 }, (_, turn) => ({ sku: `SKU-${turn}`, unitPrice: 10 })) });
    const read = await (await admin(shop.domain)).order(gid);
    expect(read?.order.lineItems.nodes.map(({ sku }) => sku)).toEqual(Array.from({ length: 260 }, (_, turn) => `SKU-${turn}`));
  });

  it('asks for fulfilments only where there are some, and for no more than one query may cost', async () => {
    const { shop, admin, gid } = open();
    const client = await admin(shop.domain);
    await client.order(gid);
    expect(shop.costs.calls).toBe(1);
    for (const count of [1, 5, 10, 25, 50, 400]) {
      const { first, lines } = fulfillmentPage(count);
      expect(first * (13 + 2 * lines)).toBeLessThanOrEqual(900);
    }
  });
});
