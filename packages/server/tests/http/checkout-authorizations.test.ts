import { Authorization, type AuthorizationRequest, checked } from '@atobarai/sdk/contract';
import { afterEach, expect, it } from 'vitest';
import { appForEach } from '../support/app.ts';
import { authorizationBody, cart, openNet, pageOf, somebody, violations } from '../support/checkout.ts';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

const path = '/v1/checkout/authorizations';

describeBothEngines('screening on the page', (open) => {
  const server = appForEach(open);
  const page = pageOf(server);
  afterEach(async () => {
    expect(await violations(server.database)).toEqual([]);
  });

  const order = (patch = {}) => orderBody({ buyer: somebody(), ...patch });
  const magic = (local: string, patch = {}) => {
    const body = order(patch);
    return { ...body, buyer: { ...body.buyer, email: `${local}@example.jp` } };
  };

  it('approves, and keeps the frame for fifteen minutes', async () => {
    const reply = await page.call('POST', path, authorizationBody(order()));
    expect([reply.status, checked(Authorization, reply.json).ok]).toEqual([201, true]);
    expect(reply.json).toMatchObject({
      decision: 'approved',
      expiresAt: '2026-10-01T12:15:00+09:00',
      amount: 11_000,
      buyerFee: 0,
      billedAmount: 11_000,
      due: { days: 14 },
      fields: [],
    });
    expect(await openNet(server.database)).toBe(10_000);
    await server.advanceTo('2026-10-01T12:14:59+09:00');
    expect(await openNet(server.database)).toBe(10_000);
    await server.advanceTo('2026-10-01T12:15:01+09:00');
    expect(await openNet(server.database)).toBe(0);
    expect(await adminRows(server.database, 'select status, held_net from authorizations')).toEqual([{ status: 'expired', held_net: 0 }]);
  });

  it('keeps no person and no token in the clear, and shows neither in an event', async () => {
    const body = order();
    const { authorizationToken } = await page.authorize(body);
    const [dump] = await adminRows<{ text: string }>(
      server.database,
      `select (select string_agg(a::text, '') from authorizations a) || (select string_agg(k::text, '') from idempotency_keys k) as text`,
    );
    for (const secret of [body.buyer.name, '丸の内', '+8190', body.buyer.email ?? '', authorizationToken ?? ''])
      expect(dump?.text).not.toContain(secret);
    expect(await adminRows(server.database, 'select * from events')).toEqual([]);
  });

  it('F15: the same order again within minutes is one for a person, and says no more than any review', async () => {
    const first = await page.authorizedOrder();
    await server.call('POST', '/v1/orders', first);
    const twin = order({ buyer: first.buyer });
    const told = await page.call('POST', path, authorizationBody(twin));
    expect(told.json).toMatchObject({ decision: 'manual_review', fields: [], authorizationToken: expect.any(String) });
    expect(told.text).not.toContain('duplicate');
    const reply = await server.call('POST', '/v1/orders', { ...twin, authorizationToken: told.json['authorizationToken'] });
    expect([reply.status, reply.json['status']]).toEqual([202, 'manual_review']);
    // The shop is told why.
    expect(reply.json['decision']).toMatchObject({ reasons: [{ code: 'duplicate_recent', severity: 'review' }] });
  });

  it('F14: a repeat gets the same bytes with the token in them, and keeps the frame once', async () => {
    const body = authorizationBody(order());
    const first = await page.call('POST', path, body, { idempotencyKey: 'k' });
    const again = await page.call('POST', path, body, { idempotencyKey: 'k' });
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
    expect(await openNet(server.database)).toBe(10_000);
    const other = await page.call('POST', path, authorizationBody(order()), { idempotencyKey: 'k' });
    expect([other.status, other.json['code']]).toEqual([422, 'idempotency_key_reused']);
    expect((await page.call('POST', path, body, { idempotencyKey: null })).json['code']).toBe('idempotency_key_required');
  });

  it('a page cannot use up an idempotency key of the shop’s server', async () => {
    await page.call('POST', path, authorizationBody(order()), { idempotencyKey: 'order-1' });
    expect((await server.call('POST', '/v1/orders', orderBody(), { idempotencyKey: 'order-1' })).status).toBe(201);
  });

  it.each<[string, string, boolean]>([
    ['approve', 'approved', true],
    ['reject', 'rejected', false],
    ['limit', 'rejected', false],
    ['review', 'manual_review', true],
    ['review-ok', 'manual_review', true],
    ['hold-address', 'on_hold', false],
    ['hold-phone', 'on_hold', false],
    ['slow', 'approved', true],
  ])('F38: %s@ is answered with %s', async (local, decision, hasToken) => {
    const answer = await page.authorize(magic(local));
    expect([answer.decision, answer.authorizationToken !== null, answer.expiresAt !== null]).toEqual([decision, hasToken, hasToken]);
    expect(await openNet(server.database)).toBe(hasToken ? 10_000 : 0);
    expect(server.pausesMs).toEqual(local === 'slow' ? [6_000] : []);
  });

  it('F38: error@ is unavailable once per idempotency key, then approved', async () => {
    const body = authorizationBody(magic('error'));
    const sent = () => page.call('POST', path, body, { idempotencyKey: 'try-1' });
    const refused = await sent();
    expect([refused.status, refused.json['code'], refused.headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
    expect((await sent()).json['decision']).toBe('approved');
  });

  it('F33: a hold names the fields to mend and no others, and ends when they are mended', async () => {
    const body = magic('hold-phone');
    const held = await page.authorize(body);
    expect(held.fields.map(({ path: field, code }) => [field, code])).toEqual([['buyer.phone', 'phone_unreachable_type']]);
    expect((await page.authorize(body)).decision).toBe('on_hold');
    expect((await page.authorize({ ...body, buyer: { ...body.buyer, phone: '090-8765-4321' } })).decision).toBe('approved');
    const place = magic('hold-address');
    expect((await page.authorize(place)).fields.map(({ path: field }) => field)).toEqual(['buyer.address']);
    const mended = { ...place.buyer, address: { ...place.buyer.address, line1: '丸の内9-9-9' } };
    expect((await page.authorize({ ...place, buyer: mended })).decision).toBe('approved');
  });

  it('F19, F33: suggests what the post office knows of the postal code', async () => {
    const body = order();
    const buyer = { ...body.buyer, postalCode: '530-0001', address: { prefecture: '東京都', city: '千代田区', line1: '丸の内1-2-3' } };
    const held = await page.authorize({ ...body, buyer });
    expect(held.decision).toBe('on_hold');
    expect(held.fields).toMatchObject([
      {
        path: 'buyer.postalCode',
        code: 'postal_mismatch',
        suggestions: [{ address: { prefecture: '大阪府', city: '大阪市北区', line1: '梅田1-2-3' } }],
      },
    ]);
    // To the shopper, not to the shop's staff.
    expect(JSON.stringify(held.fields)).not.toMatch(/購入者|the buyer/);
    expect(held.fields[0]?.message.ja).toMatch(/。$/);
    const [suggestion] = held.fields[0]?.suggestions ?? [];
    if (!suggestion) throw new Error('nothing was suggested');
    expect((await page.authorize({ ...body, buyer: { ...buyer, ...suggestion } })).decision).toBe('approved');
  });

  it('tells nobody why a buyer is rejected: the cap, a debt, a block and a hold without a field give the same bytes', async () => {
    const sum = cart(22_000);
    const answers = new Map<string, string>();
    const tried = async (name: string, buyer: AuthorizationRequest['buyer']) => {
      const reply = await page.call('POST', path, authorizationBody(order({ ...sum, buyer })));
      expect([name, reply.status, reply.json['decision']]).toEqual([name, 201, 'rejected']);
      answers.set(name, reply.text);
    };
    const atCap = somebody();
    for (const shopOrderId of ['CAP-1', 'CAP-2'])
      await server.call('POST', '/v1/orders', orderBody({ shopOrderId, buyer: atCap, ...(shopOrderId === 'CAP-1' ? sum : cart(21_998)) }));
    await tried('at the cap', atCap);
    for (const [name, change] of [
      ['blocked', 'blocked = true'],
      ['overdue', 'overdue_invoices = 1'],
      ['written off', 'written_off_invoices = 1'],
    ] as const) {
      const buyer = somebody();
      await page.authorize(order({ buyer, ...cart(110) }));
      await server.database.admin(`update exposures set ${change} where root = key and open_net = 100`);
      await tried(name, buyer);
      await server.database.admin(`update exposures set blocked = false, overdue_invoices = 0, written_off_invoices = 0`);
      await server.advanceTo(new Date(Date.parse('2026-10-01T03:00:00Z') + answers.size * 1_000_000).toISOString());
    }
    const often = somebody();
    for (const line of [1, 2, 3]) await server.call('POST', '/v1/orders', orderBody({ buyer: often, ...cart(100 + line) }));
    await tried('too many orders of one buyer', often);
    await tried('the sandbox’s own', { ...somebody(), email: 'reject@example.jp' });
    await tried('the sandbox’s own at the cap', { ...somebody(), email: 'limit@example.jp' });
    expect(new Set(answers.values()).size).toBe(1);
    expect(JSON.parse([...answers.values()][0] ?? '')).toMatchObject({ authorizationToken: null, expiresAt: null, fields: [] });
  });

  it('somebody who feels for a stranger’s frame with ever other sums is told no after ten tries', async () => {
    const buyer = somebody();
    const decisions: string[] = [];
    for (let line = 1; line <= 12; line += 1) decisions.push((await page.authorize(order({ buyer, ...cart(1_000 + line) }))).decision);
    expect(decisions.slice(0, 10)).toEqual(Array(10).fill('approved'));
    expect(decisions.slice(10)).toEqual(['rejected', 'rejected']);
    await server.advanceTo('2026-10-02T12:16:00+09:00');
    expect((await page.authorize(order({ buyer, orderDate: '2026-10-02', ...cart(1_000) }))).decision).toBe('approved');
  });

  it('AM-13: what an order or another checkout has taken is missing, in every shop', async () => {
    const buyer = somebody();
    const other = (sum: number) =>
      page.call('POST', path, authorizationBody(order({ buyer, ...cart(sum) })), { key: server.otherShop.publishableKey });
    await server.call('POST', '/v1/orders', orderBody({ buyer, ...cart(22_000) }));
    expect((await page.authorize(order({ buyer, ...cart(22_001) }))).decision).toBe('approved');
    expect((await other(11_000)).json['decision']).toBe('rejected');
    expect((await other(5_000)).json['decision']).toBe('approved');
    const registered = await server.call('POST', '/v1/orders', orderBody({ buyer, ...cart(11_002) }));
    expect(registered.json).toMatchObject({ status: 'rejected', decision: { reasons: [{ code: 'limit_exceeded' }] } });
  });

  it('a shopper who changes the cart gives the first try back', async () => {
    const buyer = somebody();
    const first = await page.authorize(order({ buyer, ...cart(44_000) }));
    expect((await page.authorize(order({ buyer, ...cart(33_000) }))).decision).toBe('rejected');
    const second = await page.authorize(order({ buyer, ...cart(33_000) }), { replaces: first.authorizationToken ?? '' });
    expect(second.decision).toBe('approved');
    expect(await openNet(server.database)).toBe(30_000);
    // What is not a token, is somebody else's or is over already gives nothing back.
    for (const replaces of ['x', first.authorizationToken ?? '', `${second.authorizationToken?.slice(0, -1)}0`.replace(/.$/, 'x')]) {
      await page.authorize(order({ buyer: somebody(), ...cart(110) }), { replaces });
    }
    expect(await openNet(server.database)).toBe(30_300);
  });

  it('concurrent tries never pass the cap together, with one another or with orders', async () => {
    const buyer = somebody();
    const tries = [...Array(6).keys()].map((line) => page.authorize(order({ buyer, ...cart(11_000 + line) })));
    const orders = [...Array(6).keys()].map((line) => server.call('POST', '/v1/orders', orderBody({ buyer, ...cart(12_000 + line) })));
    const kept = (await Promise.all(tries)).filter(({ decision }) => decision === 'approved').length;
    await Promise.all(orders);
    expect(kept).toBeLessThanOrEqual(4);
    expect(await openNet(server.database)).toBeLessThanOrEqual(50_000);
    expect(await violations(server.database)).toEqual([]);
  });

  it.each<[Partial<AuthorizationRequest>, string, string]>([
    [{ amount: 10_999 }, 'amount_mismatch', 'amount'],
    [{ buyer: { ...somebody(), phone: '123' } }, 'phone_invalid', 'buyer.phone'],
    [{ buyer: { ...somebody(), email: 'nobody' } }, 'email_invalid', 'buyer.email'],
    [{ items: [{ name: 'x', quantity: 0, unitPrice: 1, taxRate: 10 }] }, 'item_quantity', 'items[0].quantity'],
  ])('refuses a field that breaks a rule of an order: %j', async (patch, code, field) => {
    const reply = await page.call('POST', path, { ...authorizationBody(order()), ...patch });
    expect([reply.status, reply.json['code'], reply.json['fields']]).toMatchObject([422, code, [{ path: field }]]);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('asks for the consent of the buyer', async () => {
    const { consent: _, ...body } = authorizationBody(order());
    const reply = await page.call('POST', path, body);
    expect([reply.status, reply.json['code']]).toEqual([422, 'consent_required']);
  });
});
