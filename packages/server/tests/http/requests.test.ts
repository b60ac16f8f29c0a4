import { expect, it } from 'vitest';
import { describePglite } from '../support/databases.ts';
import { appForEach, testApp } from '../support/app.ts';
import { buyer, orderBody } from '../support/order.ts';
import { createApiKey, revokeApiKey } from '../../src/modules/merchants/index.ts';

describePglite('what the API makes of requests', (open) => {
  const server = appForEach(open);

  const register = (body: unknown, options = {}) => server.call('POST', '/v1/orders', body, options);

  it('answers a registration with the decision, a request id and no personal data', async () => {
    const body = orderBody();
    const reply = await register(body);
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({
      shopOrderId: body.shopOrderId,
      status: 'approved',
      shipAllowed: true,
      billedAmount: 11_000,
      openFrameLeft: 40_000,
      sequence: 1,
    });
    expect(reply.headers.get('x-request-id')).toMatch(/^req_/);
    for (const secret of [body.buyer.name, body.buyer.phone, '丸の内', body.buyer.email ?? '']) expect(reply.text).not.toContain(secret);
  });

  it('says what was wrong in the language asked for, Japanese unless told', async () => {
    const body = orderBody({ billedAmount: 11_001 });
    const ja = await register(body);
    const en = await register(body, { headers: { 'accept-language': 'en-US,en;q=0.9' } });
    expect(ja.status).toBe(422);
    expect(ja.headers.get('content-type')).toBe('application/problem+json');
    expect(ja.json).toMatchObject({ code: 'amount_mismatch', status: 422, fields: [{ path: 'billedAmount', code: 'amount_mismatch' }] });
    expect(String(ja.json['detail'])).toMatch(/[ぁ-ん]/);
    expect(String(en.json['detail'])).not.toMatch(/[ぁ-ん]/);
  });

  it.each<[string, unknown, number, string, Record<string, string>?]>([
    ['JSON that cannot be read', '{"shopOrderId": ', 400, 'malformed_json'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'malformed_json'],
    ['another media type', '<order/>', 400, 'unsupported_media_type', { 'content-type': 'text/xml' }],
    ['JSON nested 5,000 deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 422, 'too_deep'],
    ['a body of a megabyte', JSON.stringify({ note: 'x'.repeat(1_048_576) }), 413, 'body_too_large'],
    ['a list instead of an order', [], 422, 'type'],
    ['null', 'null', 422, 'type'],
  ])('refuses %s with a 4xx and a code', async (_, body, status, code, headers = {}) => {
    const reply = await register(body, { headers });
    expect([reply.status, reply.json['code']]).toEqual([status, code]);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'a\ud800b'],
    ['a bell', 'a\u0007b'],
  ])('refuses %s in a text, wherever it stands', async (_, text) => {
    const body = orderBody();
    expect((await register({ ...body, metadata: { note: text } })).json['code']).toBe('control_character');
    expect((await register({ ...body, buyer: { ...body.buyer, name: text } })).json['code']).toBe('control_character');
    expect((await register({ ...body, shopOrderId: text })).status).toBe(422);
  });

  it('refuses a field it does not know, by name', async () => {
    expect((await register({ ...orderBody(), colour: 'red' })).json).toMatchObject({ code: 'unknown_field', fields: [{ path: 'colour' }] });
    expect((await register(JSON.stringify(orderBody()).replace('{', '{"__proto__": {"x": 1}, '))).json['code']).toBe('unknown_field');
  });

  it('SF-51: a shop without the API option is told so', async () => {
    expect((await register(orderBody(), { key: server.shopWithoutApi.secretKey })).json).toMatchObject({
      status: 403,
      code: 'feature_not_enabled',
    });
  });

  it('AD-23 AM-25: where the buyer bears the invoice fee the server adds it as a line, and the cap counts it', async () => {
    const reply = await register(orderBody(), { key: server.otherShop.secretKey });
    const buyerFee = Number(reply.json['buyerFee']);
    expect(buyerFee).toBeGreaterThan(0);
    expect(reply.json).toMatchObject({ billedAmount: 11_000 + buyerFee });
    const { json } = await server.call('GET', `/v1/orders/${String(reply.json['id'])}`, undefined, { key: server.otherShop.secretKey });
    expect(json['items']).toContainEqual(expect.objectContaining({ kind: 'fee', unitPrice: buyerFee, taxRate: 10 }));
  });

  it('answers 404 for what is not there, whoever asks', async () => {
    const { json } = await register(orderBody());
    const id = String(json['id']);
    expect((await server.call('GET', `/v1/orders/${id}`)).status).toBe(200);
    expect((await server.call('GET', `/v1/orders/${id}`, undefined, { key: server.otherShop.secretKey })).json).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await server.call('GET', '/v1/orders/nonsense')).json['code']).toBe('not_found');
    expect((await server.call('GET', '/v1/nothing')).json['code']).toBe('not_found');
  });

  it('tells who may not call: without a key, with a wrong one, with one of another kind', async () => {
    const { shop, operatorKey } = server;
    expect((await register(orderBody(), { key: null })).json).toMatchObject({ status: 401, code: 'unauthorized' });
    expect((await register(orderBody(), { key: shop.secretKey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) })).status).toBe(401);
    expect((await register(orderBody(), { key: shop.publishableKey })).json).toMatchObject({ status: 403, code: 'wrong_key_kind' });
    expect((await register(orderBody(), { key: operatorKey })).json['code']).toBe('wrong_key_kind');
    expect((await server.call('GET', '/v1/operator/reviews')).json['code']).toBe('wrong_key_kind');
  });

  it('keeps the sandbox to test keys: a live key is told so, and sees nothing of the test data', async () => {
    await register(orderBody());
    const live = await server.app.units.inUnit({ mode: 'live', merchants: [server.shop.merchantId] }, (unit) =>
      createApiKey(unit, { merchantId: server.shop.merchantId, kind: 'sk' }),
    );
    expect((await server.call('GET', '/v1/sandbox/clock', undefined, { key: live.secret })).json).toMatchObject({
      status: 403,
      code: 'wrong_mode',
    });
    expect((await server.call('GET', '/v1/orders', undefined, { key: live.secret })).json['data']).toEqual([]);
  });

  it('a revoked key is refused within five seconds, and a key with a scope does no more than that', async () => {
    const scope = { mode: 'test', merchants: [server.shop.merchantId] } as const;
    const { merchantId } = server.shop;
    const key = await server.app.units.inUnit(scope, (unit) => createApiKey(unit, { merchantId, kind: 'sk', scopes: ['orders:read'] }));
    expect((await server.call('GET', '/v1/orders', undefined, { key: key.secret })).status).toBe(200);
    expect((await register(orderBody(), { key: key.secret })).json).toMatchObject({ status: 403, code: 'insufficient_scope' });
    await server.app.units.inUnit(scope, (unit) => revokeApiKey(unit, merchantId, { id: key.id, at: unit.now }));
    server.passSeconds(6);
    expect((await server.call('GET', '/v1/orders', undefined, { key: key.secret })).status).toBe(401);
  });

  it('F45: one slip on a fourth order is taken with a warning', async () => {
    const warnings: unknown[] = [];
    for (let index = 0; index < 4; index += 1) {
      const { json } = await register(orderBody());
      const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '444413758703', shippedAt: '2026-10-01T10:00:00+09:00' };
      const shipment = await server.call('POST', `/v1/orders/${String(json['id'])}/shipments`, slip);
      warnings.push((shipment.json['warnings'] as { code: string }[]).map((warning) => warning.code));
    }
    expect(warnings).toEqual([[], [], [], ['slip_reused']]);
  });

  it('AM-14: what a bureau does not answer in time goes to a person, with the hour by which the person will have decided', async () => {
    const silent = await testApp(server.database, {
      now: '2026-10-01T17:30:00+09:00',
      bureau: () => Promise.reject(new Error('timeout')),
      seeded: server,
    });
    const reply = await silent.call('POST', '/v1/orders', orderBody());
    await silent.close();
    expect([reply.status, reply.json['status']]).toEqual([202, 'manual_review']);
    expect((reply.json['decision'] as { reasons: { code: string }[] }).reasons.map((reason) => reason.code)).toEqual(['bureau_timeout']);
    // SF-12 SF-14: two hours of opening time from 17:30 end at 10:30 the next day.
    expect(reply.json['expectedBy']).toBe('2026-10-02T10:30:00+09:00');
  });

  it('AD-13: each cycle of a subscription is an order of its own, screened on its own', async () => {
    const cycle = (cycleNo: number, unitPrice: number) =>
      register(
        {
          ...orderBody({
            channel: 'subscription',
            billedAmount: unitPrice,
            items: [{ name: '定期便', quantity: 1, unitPrice, taxRate: 8 }],
            buyer: buyer('9001'),
          }),
          subscription: { contractId: 'SUB-1', cycleNo },
        },
        { key: server.otherShop.secretKey },
      );
    expect((await cycle(1, 40_000)).json['status']).toBe('approved');
    expect((await cycle(2, 20_000)).json).toMatchObject({ status: 'rejected', decision: { reasons: [{ code: 'limit_exceeded' }] } });
  });

  it('pages lists newest first and refuses a limit out of range', async () => {
    const ids: unknown[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift((await register(orderBody())).json['id']);
    const seen: unknown[] = [];
    for (let after: unknown; after !== null;) {
      const { json } = await server.call('GET', `/v1/orders?limit=2${after === undefined ? '' : `&after=${String(after)}`}`);
      seen.push(...(json['data'] as { id: string }[]).map((order) => order.id));
      after = json['nextCursor'];
    }
    expect(seen).toEqual(ids);
    expect((await server.call('GET', '/v1/orders?limit=101')).json).toMatchObject({ status: 422, fields: [{ path: 'limit' }] });
  });
});
