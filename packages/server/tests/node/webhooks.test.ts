import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../support/node-server.ts';
import { orderBody } from '../support/order.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';

describe('the server as npm start runs it, on PostgreSQL', () => {
  let server: NodeServer;
  let shop: Receiver;
  beforeAll(async () => {
    [server, shop] = await Promise.all([nodeServer(), openReceiver()]);
    await server.client.sandbox.setClock('2026-10-10T12:00:00+09:00');
  });
  afterAll(async () => {
    await server.close();
    await shop.close();
  });

  it('tells an endpoint on this machine of an order by itself, and counts and logs it without a person', async () => {
    const { id } = await server.client.webhookEndpoints.create({ url: shop.url, events: ['order.approved'] });
    expect(await server.client.webhookEndpoints.test(id)).toMatchObject({ attempt: { succeeded: true } });
    const body = orderBody();
    const order = await server.client.orders.register(body);
    await shop.count(2);
    expect(JSON.parse(shop.received[1]?.body ?? '')).toMatchObject({ type: 'order.approved', resource: { id: order.id } });

    let [delivery] = (await server.client.webhookDeliveries.list({ webhookEndpointId: id }).page()).data;
    while (delivery?.status === 'pending') [delivery] = (await server.client.webhookDeliveries.list({ webhookEndpointId: id }).page()).data;
    expect(delivery).toMatchObject({ status: 'succeeded', attempts: 1, eventId: shop.received[1]?.headers['webhook-id'] });
    expect(await (await fetch(`${server.baseUrl}/metrics`)).text()).toMatch(/webhook_attempt_duration_seconds_count\{outcome="2xx"\} 1/);
    const line = server.logged.find((each) => each.includes('"msg":"webhook"')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ eventId: delivery?.eventId, status: 204 });
    expect(server.logged.filter((each) => each.includes('"msg":"fault"'))).toEqual([]);
    for (const mark of [body.buyer.name, body.buyer.phone, '丸の内', body.buyer.email ?? '', shop.url])
      expect(server.logged.join('\n')).not.toContain(mark);
  });

  it('lets a client follow events, resend them and read what it called', async () => {
    const { client } = server;
    const [latest] = (await client.events.list({ limit: 1 }).page()).data;
    const order = await client.orders.register(orderBody());
    let followed = (await client.events.list({ order: 'oldest_first', after: latest?.id }).page()).data;
    while (followed.length === 0) followed = (await client.events.list({ order: 'oldest_first', after: latest?.id }).page()).data;
    expect(followed).toMatchObject([{ type: 'order.approved', resource: { id: order.id } }]);
    const { deliveries } = await client.events.replay(followed[0]?.id ?? '');
    expect(deliveries.every(({ eventId }) => eventId === followed[0]?.id)).toBe(true);
    const { data: logs } = await client.sandbox.requestLogs({ limit: 1 }).page();
    expect(logs).toMatchObject([{ method: 'POST', path: `/v1/events/${followed[0]?.id}/replay`, status: 201, code: null }]);
  });
});
