import { type AnyOperation, operations } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { adminRows, describePglite } from '../support/databases.ts';
import { appForEach } from '../support/app.ts';
import { orderBody } from '../support/order.ts';

const calls: [string, AnyOperation][] = Object.entries(operations);
const someId: Record<string, string> = {
  orders: 'ord',
  shipments: 'shp',
  invoices: 'inv',
  payouts: 'po',
  imports: 'imp',
  deposits: 'pay',
  reviews: 'ord',
  'api-keys': 'key',
  'webhook-endpoints': 'whe',
  'webhook-deliveries': 'whd',
  events: 'evt',
};

/** A path with an id of the right form that names nothing. */
function pathOf({ path }: AnyOperation): string {
  const resource = path.split('/').find((_, index, parts) => parts[index + 1]?.startsWith(':')) ?? '';
  return path.replace(/:\w+/, `${someId[resource] ?? 'ord'}_0000000000000000000000`);
}

describePglite('every call of the contract', (open) => {
  const server = appForEach(open);

  const keyFor = ({ access }: AnyOperation) => {
    if (access.includes('sk')) return server.shop.secretKey;
    return access.includes('pk') ? server.shop.publishableKey : server.operatorKey;
  };
  const wrongKeyFor = ({ access }: AnyOperation) => (access.includes('pk') ? server.shop.secretKey : server.shop.publishableKey);
  const headers = { origin: 'http://localhost:3000' };
  const bodyFor = (operation: AnyOperation) => (operation.body === null ? undefined : operation.body === 'csv' ? 'a,b\n' : {});

  it('is served, and never answers a 5xx to an empty body', async () => {
    const answers = new Map<string, number>();
    for (const [name, operation] of calls) {
      const reply = await server.call(operation.method, pathOf(operation), bodyFor(operation), { key: keyFor(operation), headers });
      answers.set(name, reply.status);
      const isRoute = reply.json['code'] !== 'not_found' || operation.path.includes(':');
      expect([name, isRoute]).toEqual([name, true]);
    }
    expect([...answers].filter(([, status]) => status >= 500)).toEqual([]);
  });

  it('answers 401 without a key and 403 to a key of another kind, and writes nothing then', async () => {
    const before = await adminRows(server.database, 'select count(*) from orders');
    for (const [name, operation] of calls) {
      const path = pathOf(operation);
      const without = await server.call(operation.method, path, bodyFor(operation), { key: null });
      expect([name, without.status, without.json['code']]).toEqual([name, 401, 'unauthorized']);
      const wrong = await server.call(operation.method, path, bodyFor(operation), { key: wrongKeyFor(operation), headers });
      expect([name, wrong.status, wrong.json['code']]).toEqual([name, 403, 'wrong_key_kind']);
    }
    expect(await adminRows(server.database, 'select count(*) from orders')).toEqual(before);
  });

  it('does not show or change what belongs to another shop', async () => {
    const { json } = await server.call('POST', '/v1/orders', orderBody());
    const id = String(json['id']);
    const before = await adminRows(server.database, 'select version, sequence from orders');
    const other = { key: server.otherShop.secretKey };
    const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '444413758703', shippedAt: '2026-10-01T10:00:00+09:00' };
    const attempts: [string, string, unknown?][] = [
      ['GET', `/v1/orders/${id}`],
      ['GET', `/v1/orders/${id}/events`],
      ['PATCH', `/v1/orders/${id}`, { metadata: { a: 'b' } }],
      ['POST', `/v1/orders/${id}/cancel`, {}],
      ['POST', `/v1/orders/${id}/returns`, { amount: 1, reason: 'returned' }],
      ['POST', `/v1/orders/${id}/replace`, { order: orderBody() }],
      ['POST', `/v1/orders/${id}/shipments`, slip],
    ];
    for (const [method, path, body] of attempts) {
      const reply = await server.call(method, path, body, other);
      expect([method, path, reply.status]).toEqual([method, path, 404]);
    }
    for (const path of ['/v1/orders', '/v1/events', '/v1/invoices', '/v1/payouts', '/v1/ledger/entries']) {
      expect([path, (await server.call('GET', path, undefined, other)).json['data']]).toEqual([path, []]);
    }
    expect(await adminRows(server.database, 'select version, sequence from orders')).toEqual(before);
  });

  it('reaches the sandbox with test keys alone', () => {
    const sandboxed = calls.filter(([, operation]) => operation.path.startsWith('/v1/sandbox'));
    expect(sandboxed.length).toBeGreaterThan(0);
    expect(sandboxed.filter(([, operation]) => !operation.testModeOnly)).toEqual([]);
  });
});
