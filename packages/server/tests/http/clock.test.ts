import { expect, it } from 'vitest';
import { appForEach } from '../support/app.ts';
import { describePglite } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

describePglite('the clock of the sandbox', (open) => {
  const server = appForEach(open);

  const set = (to: string) => server.call('PUT', '/v1/sandbox/clock', { to });
  const advance = (goal: object) => server.call('POST', '/v1/sandbox/clock/advance', goal);

  it('is set anywhere, also back, until there is an order, and moves only on after that', async () => {
    expect((await set('2026-09-01T09:00:00+09:00')).json).toMatchObject({ today: '2026-09-01' });
    expect((await set('2026-08-03T09:00:00+09:00')).json).toMatchObject({ today: '2026-08-03' });
    expect((await server.call('POST', '/v1/orders', orderBody({ orderDate: '2026-08-03' }))).status).toBe(201);
    const refused = await set('2026-09-01T00:00:00+09:00');
    expect(refused.json).toMatchObject({ status: 409, code: 'clock_only_forward' });
    expect(String(refused.json['detail'])).toContain('2026-08-03T09:00:0');
    expect((await advance({ days: 1 })).json).toMatchObject({ to: expect.stringContaining('2026-08-04T09:00:0') });
  });

  it('goes neither before the terms of the shops nor further than holidays are known', async () => {
    for (const to of ['0000-06-01T00:00:00Z', '2200-01-01T00:00:00Z', '2019-12-31T00:00:00+09:00', '2050-01-01T00:00:00+09:00'])
      expect((await set(to)).json).toMatchObject({ status: 422, code: 'date_range', fields: [{ path: 'to' }] });
    await set('2049-12-31T09:00:00+09:00');
    expect((await advance({ days: 10 })).json).toMatchObject({ code: 'date_range', fields: [{ path: 'to' }] });
  });

  it.each([
    ['2020-01-01', 100],
    ['2049-12-30', 1],
  ])('an order of %s can be shipped and invoiced: also the first and the last day have what is needed', async (day, days) => {
    await set(`${day}T09:00:00+09:00`);
    const { status, json } = await server.call('POST', '/v1/orders', orderBody({ orderDate: day }));
    expect(status).toBe(201);
    const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '444413758703', shippedAt: `${day}T10:00:00+09:00` };
    expect((await server.call('POST', `/v1/orders/${String(json['id'])}/shipments`, slip)).status).toBe(201);
    expect((await advance({ days })).status).toBe(200);
  });

  it('does not go back when it is told to advance to an earlier moment', async () => {
    const refused = await advance({ to: '2020-01-01T00:00:00+09:00' });
    expect(refused.json).toMatchObject({ status: 409, code: 'clock_only_forward', fields: [{ path: 'to' }] });
  });
});
