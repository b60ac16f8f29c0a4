import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { describePglite } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

describePglite('the clock of the sandbox', (open) => {
  let server: TestApp;
  beforeEach(async () => {
    server = await testApp(await open());
  });
  afterEach(async () => {
    await server.close();
    expect(server.faults).toEqual([]);
  });

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

  it('does not go back when it is told to advance to an earlier moment', async () => {
    const refused = await advance({ to: '2020-01-01T00:00:00+09:00' });
    expect(refused.json).toMatchObject({ status: 409, code: 'clock_only_forward', fields: [{ path: 'to' }] });
  });
});
