import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../packages/server/tests/support/node-server.ts';
import { exampleOrder } from './example-order.ts';
import { main } from './index.ts';

let server: NodeServer;
beforeAll(async () => {
  server = await nodeServer();
}, 120_000);
afterAll(() => server.close());

it('registers, ships and follows an order on the true server', async () => {
  // A Monday: five days later the week has not closed yet.
  await server.client.sandbox.setClock('2026-10-05T12:00:00+09:00');
  expect(await main(server.client, exampleOrder({ shopOrderId: 'SCRIPT-1', orderDate: '2026-10-05' }))).toBe('delivered');
  const { data } = await server.client.orders.list({ shopOrderId: 'SCRIPT-1' }).page();
  expect(data[0]).toMatchObject({ axes: { fulfilment: 'delivered', billing: 'issued', settlement: 'eligible' } });
});
