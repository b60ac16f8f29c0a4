import { expect } from 'vitest';
import { requiredScopes } from '../../graphql/scopes.ts';
import { signedWebhook } from '../index.ts';
import { openShop, pay, type Proofs } from './shop.fixture.ts';

/** Proofs of what the platform does, by the id of the rule. */
export const platformProofs: Proofs = {
  'metafield-digest': async () => {
    const { admin, routed } = await openShop();
    const gid = routed();
    expect(await admin.writeState({ gid, value: '{"a":1}', compareDigest: null })).toEqual({ kind: 'done' });
    expect(await admin.writeState({ gid, value: '{"a":2}', compareDigest: null })).toEqual({ kind: 'stale' });
    const { value, compareDigest } = (await admin.order(gid))!.order.atobarai!;
    expect(value).toBe('{"a":1}');
    expect(await admin.writeState({ gid, value: '{"a":2}', compareDigest })).toEqual({ kind: 'done' });
  },
  'risk-before-shipping': async () => {
    const { shop, ask, routed } = await openShop();
    const gid = routed();
    shop.staff.fulfil(gid);
    const risk =
      'mutation($i: OrderRiskAssessmentCreateInput!) { orderRiskAssessmentCreate(orderRiskAssessmentInput: $i) { userErrors { code } } }';
    const { body } = await ask(risk, { i: { orderId: gid, riskLevel: 'LOW', facts: [] } });
    expect(body.data?.orderRiskAssessmentCreate).toEqual({ userErrors: [{ code: 'ORDER_ALREADY_FULFILLED' }] });
  },
  'own-writes-echo': async () => {
    const { shop, admin, routed } = await openShop();
    const gid = routed();
    shop.webhooks.lose();
    await admin.writeTags({ gid, add: ['atobarai:ok'], remove: [] });
    await admin.writeState({ gid, value: '{}', compareDigest: null });
    await admin.writeTags({ gid, add: ['atobarai:ok'], remove: [] });
    expect(shop.webhooks.pending().map(({ topic }) => topic)).toEqual(['orders/updated', 'orders/updated']);
  },
  'sixty-days': async () => {
    const { clock, shop, admin, routed } = await openShop();
    const gid = routed();
    await clock.advance(61 * 24 * 60 * 60_000);
    expect(await admin.order(gid)).toBeNull();
    expect(await admin.markPaid(gid)).toMatchObject({ kind: 'refused' });
    shop.settings.scopes.push('read_all_orders');
    expect((await admin.order(gid))?.order.id).toBe(gid);
  },
  'index-lag': async () => {
    const { clock, admin, routed } = await openShop({ indexLagMs: 5000 });
    const gid = routed();
    const search = { since: '2026-11-20T00:00:00Z', after: null };
    expect((await admin.ordersUpdated(search)).orders).toEqual([]);
    await clock.advance(5000);
    expect((await admin.ordersUpdated(search)).orders.map((order) => order.gid)).toEqual([gid]);
  },
  'cost-bucket': async () => {
    const { clock, shop, ask, routed } = await openShop();
    const gid = routed();
    shop.setBucket({ available: 15 });
    const answers = [await ask(pay, { id: gid }), await ask(pay, { id: gid })];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body.errors?.[0]?.extensions?.code).toBe('THROTTLED');
    expect(answers[1]?.body.extensions?.cost).toMatchObject({
      requestedQueryCost: 10,
      throttleStatus: { currentlyAvailable: 5, restoreRate: 100, maximumAvailable: 2000 },
    });
    await clock.advance(50);
    expect((await ask(pay, { id: gid })).body.errors).toBeUndefined();
  },
  'retry-after-seconds': async () => {
    const { shop, ask } = await openShop();
    shop.faults.add({ kind: 'too_many_requests', retryAfterSeconds: 2 });
    expect(await ask('{ shop { id } }')).toMatchObject({ status: 429, retryAfter: '2.0' });
  },
  'protected-data': async () => {
    const { shop, admin, routed } = await openShop({ protectedData: false });
    expect((await admin.order(routed()))?.order).toMatchObject({ shippingAddress: null, billingAddress: null, email: null, phone: null });
    expect(JSON.parse(shop.webhooks.pending()[0]!.body)).toMatchObject({ shipping_address: null, email: null });
  },
  'scopes-deny': async () => {
    const { shop, ask, routed } = await openShop();
    const gid = routed();
    expect((await ask('query($id: ID!) { order(id: $id) { customer { id } } }', { id: gid })).body.errors?.[0]?.extensions?.code).toBe(
      'ACCESS_DENIED',
    );
    shop.settings.scopes = requiredScopes.filter((scope) => scope !== 'write_orders');
    expect((await ask(pay, { id: gid })).body.errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
  },
  'token-kinds': async () => {
    const { clock, shop } = await openShop();
    const grant = async (asked: Record<string, string>): Promise<Record<string, unknown>> => {
      const body = JSON.stringify({ client_id: 'client-id', client_secret: 'client-secret', ...asked });
      const response = await shop.fetch(`https://${shop.domain}/admin/oauth/access_token`, { method: 'POST', body });
      return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
    };
    expect(await grant({ grant_type: 'client_credentials' })).toMatchObject({ status: 200, expires_in: 86_399 });
    expect(await grant({ grant_type: 'client_credentials', client_secret: 'wrong' })).toMatchObject({ status: 401 });
    const page = await shop.fetch(`https://${shop.domain}/admin/oauth/authorize?redirect_uri=https%3A%2F%2Fa.example.jp%2Fback&state=s`, {
      redirect: 'manual',
    });
    const code = new URL(page.headers.get('location')!).searchParams.get('code')!;
    const first = await grant({ code, expiring: '1' });
    expect(first).toMatchObject({ status: 200, expires_in: 3600, refresh_token_expires_in: 7_776_000 });
    expect(await grant({ code, expiring: '1' })).toMatchObject({ status: 400 });
    const refresh = (token: unknown) => grant({ grant_type: 'refresh_token', refresh_token: String(token) });
    const second = await refresh(first.refresh_token);
    // The answer was lost: the old refresh token still works, until its successor is used.
    const third = await refresh(first.refresh_token);
    expect([second.status, third.status]).toEqual([200, 200]);
    await refresh(third.refresh_token);
    expect(await refresh(first.refresh_token)).toMatchObject({ status: 400 });
    await clock.advance(3_600_000);
    const late = await shop.fetch(`https://${shop.domain}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: { 'X-Shopify-Access-Token': String(first.access_token) },
      body: JSON.stringify({ query: '{ shop { id } }' }),
    });
    expect(late.status).toBe(401);
  },
  'webhook-escapes': async () => {
    const { shop, routed } = await openShop();
    routed();
    const [created] = shop.webhooks.pending();
    expect(created?.body).toContain(String.raw`gid:\/\/shopify\/Order\/`);
    expect(created?.body).toContain(String.raw`有機緑茶 \u0026 急須セット`);
    const request = signedWebhook({ ...created!, shop: shop.domain, secret: 'client-secret' });
    const rewritten = JSON.stringify(JSON.parse(created!.body));
    expect(rewritten).not.toBe(created?.body);
    expect(request.headers.get('x-shopify-hmac-sha256')).not.toBe(
      signedWebhook({ ...created!, body: rewritten, shop: shop.domain, secret: 'client-secret' }).headers.get('x-shopify-hmac-sha256'),
    );
  },
  'big-ids': async () => {
    const { shop } = await openShop();
    const gid = shop.placeOrder();
    const id = gid.slice(gid.lastIndexOf('/') + 1);
    expect(shop.webhooks.pending()[0]?.body).toContain(`"id":${id},`);
    expect(String(JSON.parse(id))).not.toBe(id);
  },
  'delivery-tries': async () => {
    const { clock, shop, admin } = await openShop();
    await admin.ensureSubscriptions('https://adapter.example.jp/shopify/webhooks');
    shop.placeOrder();
    const ids: string[] = [];
    const fail = async (request: Request) => {
      ids.push(request.headers.get('x-shopify-webhook-id')!);
      return new Response(null, { status: 500 });
    };
    const heard = () => shop.subscriptions.some(({ topic }) => topic === 'ORDERS_CREATE');
    for (let turn = 0; turn < 9; turn += 1) {
      await shop.webhooks.deliver(fail);
      await clock.advance(2 * 60 * 60_000);
    }
    expect([shop.webhooks.pending().length, new Set(ids).size, ids.length]).toEqual([0, 2, 18]);
    expect(heard()).toBe(false);
  },
};
