import { expect, it } from 'vitest';
import { addMs, instantOf, inJapan } from '../core/time.ts';
import { appForEach } from '../../tests/support/app.ts';
import { adminRows, describeBothEngines } from '../../tests/support/databases.ts';
import { orderBody } from '../../tests/support/order.ts';
import { keepHouse } from './keep-house.ts';

const dayMs = 86_400_000;

describeBothEngines('keeping house', (open) => {
  const wallMs = Date.now();
  const daysAgo = (days: number) => inJapan(addMs(instantOf(wallMs), -days * dayMs));
  const server = appForEach(open, { now: daysAgo(31) });

  const register = (idempotencyKey: string, on: string) =>
    server.call('POST', '/v1/orders', orderBody({ orderDate: on.slice(0, 10) }), { idempotencyKey });
  const extend = (id: unknown) => server.call('PATCH', `/v1/orders/${String(id)}`, { metadata: { a: 'b' } }, { idempotencyKey: 'patch' });
  const kept = async () => {
    const [row] = await adminRows<{ keys: number; orders: number }>(
      server.database,
      `select (select count(*)::int from idempotency_keys) as keys,
         (select count(*)::int from orders where idempotency_key is not null) as orders`,
    );
    return [row?.keys, row?.orders];
  };

  it('reliability 1: forgets the key of a registration after 30 days of the wall clock, and not before', async () => {
    await register('old', daysAgo(31));
    server.passWallMs(2 * dayMs);
    await register('young', daysAgo(29));
    await keepHouse(server.database, wallMs);
    expect(await kept()).toEqual([0, 1]);
    expect((await register('young', daysAgo(29))).json).toMatchObject({ code: 'idempotency_key_reused' });
    expect((await register('old', daysAgo(29))).status).toBe(201);
  });

  it('reliability 1: forgets the answers to other calls after 30 days, wherever business time is, and not before', async () => {
    const { json } = await register('first', daysAgo(31));
    expect((await extend(json['id'])).status).toBe(200);
    const aged = (days: number) => server.database.admin(`update idempotency_keys set created_at = now() - interval '${days} days'`);
    await aged(29);
    await keepHouse(server.database, wallMs - dayMs);
    expect((await extend(json['id'])).headers.get('idempotent-replayed')).toBe('true');
    await aged(31);
    await keepHouse(server.database, wallMs - dayMs);
    expect((await extend(json['id'])).headers.get('idempotent-replayed')).toBeNull();
  });

  it('keeps the orders themselves, and what they tell', async () => {
    const { json } = await register('old', daysAgo(31));
    await keepHouse(server.database, wallMs);
    expect((await server.call('GET', `/v1/orders/${String(json['id'])}`)).json).toMatchObject({ status: 'approved' });
  });
});
