import type { RegisterOrder } from '@atobarai/sdk/contract';
import { afterEach, expect, it } from 'vitest';
import { createApiKey } from '../../src/modules/merchants/index.ts';
import { appForEach, type TestApp, testApp } from '../support/app.ts';
import { authorizationBody, cart, openNet, pageOf, somebody, violations } from '../support/checkout.ts';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { buyer, orderBody } from '../support/order.ts';

describeBothEngines('confirming what the page had screened', (open) => {
  const server = appForEach(open);
  const page = pageOf(server);
  afterEach(async () => {
    expect(await violations(server.database)).toEqual([]);
  });

  const register = (body: unknown, options = {}) => server.call('POST', '/v1/orders', body, options);
  const statuses = () => adminRows(server.database, 'select status, held_net from authorizations order by id');

  it('SF-10: registers the order with the decision that stands, and takes the reservation over', async () => {
    const order = await page.authorizedOrder();
    const reply = await register(order);
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ status: 'approved', shipAllowed: true, openFrameLeft: 40_000, approvedAmount: 11_000 });
    expect(await statuses()).toEqual([{ status: 'used', held_net: 0 }]);
    expect(await adminRows(server.database, 'select held_net, status from orders')).toEqual([{ held_net: 10_000, status: 'approved' }]);
    expect(await openNet(server.database)).toBe(10_000);
    expect(await adminRows(server.database, 'select type, sequence from events')).toEqual([{ type: 'order.approved', sequence: 1 }]);
    const shown = await server.call('GET', `/v1/orders/${String(reply.json['id'])}`);
    expect(shown.json).toMatchObject({ status: 'approved', decision: { result: 'approved' } });
    await server.advanceTo('2026-10-01T13:00:00+09:00');
    expect(await openNet(server.database)).toBe(10_000);
    await server.call('POST', `/v1/orders/${String(reply.json['id'])}/cancel`, {});
    expect(await openNet(server.database)).toBe(0);
  });

  it('does not screen a second time: what happened since makes no difference', async () => {
    const order = await page.authorizedOrder(cart(44_000));
    await server.database.admin('update exposures set overdue_invoices = 1');
    expect((await register(order)).json['status']).toBe('approved');
  });

  it('takes the consent that the page sent, unless the server sends its own', async () => {
    const { consent: _, ...order } = await page.authorizedOrder();
    const reply = await register(order);
    expect(reply.status).toBe(201);
    const [row] = await adminRows<{ content: { consent: unknown } }>(server.database, 'select content from orders');
    expect(row?.content.consent).toEqual(_);
  });

  it('F14: a repeat gets the same bytes and uses nothing up', async () => {
    const order = await page.authorizedOrder();
    const first = await register(order, { idempotencyKey: 'o-1' });
    const again = await register(order, { idempotencyKey: 'o-1' });
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
    const otherKey = await register(order);
    expect([otherKey.status, otherKey.json['code'], otherKey.json['existingId']]).toEqual([409, 'duplicate_order', first.json['id']]);
    const { authorizationToken: _, ...without } = order;
    expect((await register(without)).json['code']).toBe('duplicate_order');
  });

  it('an order that a person must decide is answered with 202 and goes the usual way', async () => {
    const body = orderBody({ buyer: { ...somebody(), email: 'review-ok@example.jp' } });
    const { authorizationToken } = await page.authorize(body);
    const reply = await register({ ...body, authorizationToken });
    expect([reply.status, reply.json['status']]).toEqual([202, 'manual_review']);
    await server.advanceTo('2026-10-01T12:30:00+09:00');
    expect((await server.call('GET', `/v1/orders/${String(reply.json['id'])}`)).json['status']).toBe('approved');
  });

  it('AD-23: counts the fee that the buyer bears on both sides', async () => {
    const body = orderBody({ buyer: somebody() });
    const key = { key: server.otherShop.publishableKey };
    const screened = await page.call('POST', '/v1/checkout/authorizations', authorizationBody(body), key);
    expect(screened.json).toMatchObject({ amount: 11_000, buyerFee: 209, billedAmount: 11_209 });
    const reply = await register({ ...body, authorizationToken: screened.json['authorizationToken'] }, { key: server.otherShop.secretKey });
    expect([reply.status, reply.json['billedAmount']]).toEqual([201, 11_209]);
  });

  it('takes a destination that is the buyer’s own door for none', async () => {
    const { kind: _kind, email: _email, ...door } = buyer('5501');
    const order = await page.authorizedOrder({ buyer: buyer('5501') });
    expect((await register({ ...order, shipTo: [door] })).status).toBe(201);
  });

  type Misuse = (order: RegisterOrder) => Partial<RegisterOrder>;
  it.each<[string, Misuse, string]>([
    ['another amount', () => cart(10_999), 'authorization_token_mismatch'],
    ['a larger amount', () => cart(11_001), 'authorization_token_mismatch'],
    [
      'the same amount at another tax rate',
      () => ({ items: [{ name: '米', quantity: 1, unitPrice: 11_000, taxRate: 8 }] }),
      'authorization_token_mismatch',
    ],
    ['another buyer', () => ({ buyer: somebody() }), 'authorization_token_mismatch'],
    ['another phone', (order) => ({ buyer: { ...order.buyer, phone: '090-8888-1111' } }), 'authorization_token_mismatch'],
    [
      'another address',
      (order) => ({ buyer: { ...order.buyer, address: { ...order.buyer.address, line1: '丸の内99-1' } } }),
      'authorization_token_mismatch',
    ],
    ['a destination nobody screened', () => ({ shipTo: [destination()] }), 'authorization_token_mismatch'],
    [
      'a company for a person',
      (order) => ({ buyer: { ...order.buyer, kind: 'company', company: '株式会社山田' } }),
      'authorization_token_mismatch',
    ],
    ['a token that is none', () => ({ authorizationToken: 'tok' }), 'authorization_token_invalid'],
    ['an empty token', () => ({ authorizationToken: 'aut_' }), 'authorization_token_invalid'],
    [
      'a token with another signature',
      (order) => ({ authorizationToken: altered(order.authorizationToken) }),
      'authorization_token_invalid',
    ],
  ])('refuses %s, and the token is as good as before', async (_, misuse, code) => {
    const order = await page.authorizedOrder();
    const reply = await register({ ...order, ...misuse(order) });
    expect([reply.status, reply.json['code'], reply.json['fields']]).toMatchObject([422, code, [{ path: 'authorizationToken' }]]);
    expect(await openNet(server.database)).toBe(10_000);
    expect((await register(order)).status).toBe(201);
  });

  it('is used once: a second order gets nothing', async () => {
    const order = await page.authorizedOrder();
    expect((await register(order)).status).toBe(201);
    const second = await register({ ...order, shopOrderId: 'SECOND' });
    expect([second.status, second.json['code']]).toEqual([422, 'authorization_token_invalid']);
    expect(await openNet(server.database)).toBe(10_000);
  });

  it('is used once by two servers that send it at the same moment', async () => {
    const order = await page.authorizedOrder();
    const second = await testApp(server.database, { seeded: server });
    const replies = await Promise.all(
      [0, 1, 2, 3].map((turn) =>
        (turn % 2 === 0 ? server : second).call(
          'POST',
          '/v1/orders',
          { ...order, shopOrderId: `RACE-${turn}` },
          { idempotencyKey: `race-${turn}` },
        ),
      ),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422]);
    expect(await adminRows(server.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
    expect(await openNet(server.database)).toBe(10_000);
    await second.close();
  });

  it('the same order sent twice at the same moment is registered once', async () => {
    const order = await page.authorizedOrder();
    const replies = await Promise.all(['a', 'b'].map((idempotencyKey) => register(order, { idempotencyKey })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('expires: the frame is given back, and the refusal says what to do', async () => {
    const order = await page.authorizedOrder();
    await server.advanceTo('2026-10-01T12:16:00+09:00');
    const reply = await register(order);
    expect([reply.status, reply.json['code']]).toEqual([422, 'authorization_token_expired']);
    expect(await openNet(server.database)).toBe(0);
    const { authorizationToken: _, ...without } = order;
    expect((await register(without)).json['status']).toBe('approved');
  });

  it('is expired by its time, whether the clock’s work has come by or not', async () => {
    const order = await page.authorizedOrder();
    await server.database.admin(`update authorizations set expires_at = created_at`);
    expect((await register(order)).json['code']).toBe('authorization_token_expired');
  });

  it('is worth nothing to another shop', async () => {
    const order = await page.authorizedOrder();
    const reply = await register(order, { key: server.otherShop.secretKey });
    expect([reply.status, reply.json['code']]).toEqual([422, 'authorization_token_invalid']);
    expect(await statuses()).toEqual([{ status: 'reserved', held_net: 10_000 }]);
  });

  it('is worth nothing in the other mode', async () => {
    const order = await page.authorizedOrder();
    const live = await liveKeys(server);
    const reply = await register(order, { key: live.secretKey });
    expect([reply.status, reply.json['code']]).toEqual([422, 'authorization_token_invalid']);
    // A shop on one's own machine is a page of the sandbox only.
    expect((await page.call('GET', '/v1/checkout/config', undefined, { key: live.publishableKey })).status).toBe(403);
    expect(
      (await pageOf(server, 'http://localhost:3000').call('GET', '/v1/checkout/config', undefined, { key: live.publishableKey })).status,
    ).toBe(200);
  });

  it('a replaced one is worth nothing', async () => {
    const order = await page.authorizedOrder();
    await page.authorize(order, { replaces: order.authorizationToken });
    expect((await register(order)).json['code']).toBe('authorization_token_invalid');
  });

  it('confirms registrations and nothing else', async () => {
    const order = await page.authorizedOrder();
    const { json } = await register(orderBody());
    const reply = await server.call('POST', `/v1/orders/${String(json['id'])}/replace`, { order });
    expect([reply.status, reply.json['code']]).toEqual([422, 'authorization_token_invalid']);
  });

  it('a token that is no text is refused as a field', async () => {
    const reply = await register({ ...orderBody(), authorizationToken: 7 });
    expect([reply.status, reply.json['code'], reply.json['fields']]).toMatchObject([422, 'type', [{ path: 'authorizationToken' }]]);
  });

  it('ended rows are forgotten after thirty days', async () => {
    const order = await page.authorizedOrder();
    await register(order);
    await server.advanceTo('2026-11-05T12:00:00+09:00');
    await page.authorize(orderBody({ buyer: somebody() }));
    await server.advanceTo('2026-11-05T13:00:00+09:00');
    expect(await statuses()).toEqual([{ status: 'expired', held_net: 0 }]);
  });
});

/** The same shop with the same settings, live. */
async function liveKeys({ app, database, shop: { merchantId } }: TestApp): Promise<{ secretKey: string; publishableKey: string }> {
  await database.admin(
    `insert into merchant_settings select merchant_id, 'live', effective_on, settings, saved_at from merchant_settings where mode = 'test'`,
  );
  return app.units.inUnit({ mode: 'live', merchants: 'all' }, async (unit) => ({
    secretKey: (await createApiKey(unit, { merchantId, kind: 'sk' })).secret,
    publishableKey: (await createApiKey(unit, { merchantId, kind: 'pk' })).secret,
  }));
}

function destination(): NonNullable<RegisterOrder['shipTo']>[number] {
  const { kind: _kind, email: _email, ...person } = somebody();
  return person;
}

function altered(token = ''): string {
  return `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
}
