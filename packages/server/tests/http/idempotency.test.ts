import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { appForEach } from '../support/app.ts';
import { orderBody } from '../support/order.ts';

const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '4444-1375-8703', shippedAt: '2026-10-01T11:00:00+09:00' };

describeBothEngines('idempotency keys', (open) => {
  const server = appForEach(open);

  const register = (body: unknown, idempotencyKey: string | null) => server.call('POST', '/v1/orders', body, { idempotencyKey });

  it('F14: the same key and the same request give the same bytes, marked as a replay', async () => {
    const body = orderBody();
    const first = await register(body, 'a-1');
    const again = await register(body, 'a-1');
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
  });

  it('takes the order of keys, white space, quotes and the platform part for no difference', async () => {
    const body = orderBody();
    const first = await register(body, 'a-2');
    const shuffled = JSON.stringify(Object.fromEntries(Object.entries({ ...body, platform: { name: 'medusa' } }).toReversed()), null, 3);
    expect((await register(shuffled, '"a-2"')).text).toBe(first.text);
  });

  it('refuses the key for another body, another path and another kind of call', async () => {
    const { json } = await register(orderBody(), 'a-3');
    expect((await register(orderBody(), 'a-3')).json).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    const shipped = await server.call('POST', `/v1/orders/${String(json['id'])}/shipments`, slip, { idempotencyKey: 'a-3' });
    expect(shipped.json['code']).toBe('idempotency_key_reused');
  });

  it('asks for a key where one is needed, and for a sound one', async () => {
    expect((await register(orderBody(), null)).json).toMatchObject({ status: 400, code: 'idempotency_key_required' });
    for (const key of ['with space', 'x'.repeat(256)])
      expect((await register(orderBody(), key)).json['code']).toBe('idempotency_key_invalid');
  });

  it('keeps no refusal: what was refused once may go through later under the same key', async () => {
    const review = await register(orderBody({ buyer: { ...orderBody().buyer, email: 'review@example.jp' } }), 'a-4');
    const id = String(review.json['id']);
    expect(review.status).toBe(202);
    const ship = () => server.call('POST', `/v1/orders/${id}/shipments`, slip, { idempotencyKey: 'a-5' });
    expect((await ship()).json).toMatchObject({ status: 409, code: 'not_approved' });
    const verdict = { result: 'approved', reason: 'called the buyer' };
    expect((await server.call('POST', `/v1/operator/reviews/${id}/decide`, verdict, { key: server.operatorKey })).status).toBe(200);
    expect((await ship()).status).toBe(201);
    expect((await ship()).headers.get('idempotent-replayed')).toBe('true');
    expect(await adminRows(server.database, 'select count(*)::int as shipments from shipments')).toEqual([{ shipments: 1 }]);
  });

  it('a repeat is answered as the first call was, although its order would be refused by now', async () => {
    const body = orderBody({ orderDate: '2026-08-02' });
    const first = await register(body, 'a-9');
    expect(first.status).toBe(201);
    await server.advanceTo('2026-10-03T00:00:00+09:00');
    expect((await register(orderBody({ orderDate: '2026-08-02' }), 'a-10')).json['code']).toBe('date_range');
    const again = await register(body, 'a-9');
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
    expect((await register({ ...body, note: 'another' }, 'a-9')).json['code']).toBe('idempotency_key_reused');
  });

  it('moves the sandbox clock once per key: a retried step is not a second step', async () => {
    const step = () => server.call('POST', '/v1/sandbox/clock/advance', { days: 1 }, { idempotencyKey: 'a-8' });
    const first = await step();
    expect((await step()).text).toBe(first.text);
    expect((await server.call('GET', '/v1/sandbox/clock')).json['today']).toBe('2026-10-02');
  });

  it('belongs to one shop: another may use the same key', async () => {
    await register(orderBody(), 'a-6');
    const other = await server.call('POST', '/v1/orders', orderBody(), { idempotencyKey: 'a-6', key: server.otherShop.secretKey });
    expect(other.status).toBe(201);
  });

  it('asks again who calls before it replays', async () => {
    const body = orderBody();
    await register(body, 'a-7');
    expect((await server.call('POST', '/v1/orders', body, { idempotencyKey: 'a-7', key: server.shop.publishableKey })).status).toBe(403);
  });
});
