import type { WebhookDeliveryLog, WebhookTest } from '@atobarai/sdk/contract';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { describePglite } from '../support/databases.ts';
import type { Received } from '../support/receiver.ts';
import { type WebhookShop, webhookShop } from '../support/webhook-shop.ts';

describePglite('the calls about webhook deliveries', (open) => {
  let shop: WebhookShop;
  let server: TestApp;
  beforeEach(async () => {
    shop = await webhookShop(await open());
    server = shop.server;
  });
  afterEach(async () => {
    await shop.close();
    expect(server.faults).toEqual([]);
  });

  it('sends what happened, signed so that the reference implementation takes it, and logs it', async () => {
    const { id, secret } = await shop.create();
    const order = await shop.order();
    await server.deliver();
    expect(shop.receiver.received).toHaveLength(1);
    const [{ headers, body }] = shop.receiver.received as [Received];
    expect(JSON.parse(body)).toMatchObject({
      id: headers['webhook-id'],
      type: 'order.approved',
      mode: 'test',
      sequence: 1,
      resource: { type: 'order', id: order },
    });
    const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
    expect(headers['webhook-signature']).toBe(new Webhook(secret).sign(headers['webhook-id'] ?? '', at, body));

    const [delivery] = await shop.deliveries(`?webhookEndpointId=${id}&eventId=${headers['webhook-id']}&status=succeeded`);
    expect(delivery).toMatchObject({ eventType: 'order.approved', attempts: 1, lastStatus: 204, nextAttemptAt: null, lastProblem: null });
    expect(await shop.deliveries('?status=failed')).toEqual([]);
    const log = (await server.call('GET', `/v1/webhook-deliveries/${delivery?.id}`)).json as WebhookDeliveryLog;
    expect(log.log).toMatchObject([
      {
        succeeded: true,
        answer: { status: 204, body: '' },
        problem: null,
        request: { url: shop.receiver.url, body, headers: { 'webhook-id': headers['webhook-id'] } },
      },
    ]);
    expect(log.log[0]?.request.headers['webhook-signature']).toBe(headers['webhook-signature']);
  });

  it('tells of a receiver in trouble, and what it said without what looks personal', async () => {
    shop.treat({ status: 500, body: 'buyer taro@example.jp, 090-1234-5678' });
    const { id } = await shop.create();
    await shop.order();
    await server.deliver();
    const [delivery] = await shop.deliveries();
    expect(delivery).toMatchObject({ status: 'pending', attempts: 1, lastStatus: 500, nextAttemptAt: expect.any(String) as string });
    const { log } = (await server.call('GET', `/v1/webhook-deliveries/${delivery?.id}`)).json as WebhookDeliveryLog;
    expect(log[0]?.answer).toEqual({ status: 500, body: 'buyer […], […]' });
    expect((await shop.read(id)).failingSince).not.toBeNull();
    shop.treat({ status: 410 });
    server.passWallMs(6_000);
    await server.deliver();
    expect(await shop.read(id)).toMatchObject({ enabled: false, disabledReason: 'gone' });
  });

  it('sends a test at once and answers what the receiver said, once per key', async () => {
    shop.treat({ status: 200, body: 'got it' });
    const { id } = await shop.create();
    const reply = await server.call('POST', `/v1/webhook-endpoints/${id}/test`, undefined, { idempotencyKey: 'test:1' });
    const { eventId, attempt } = reply.json as WebhookTest;
    expect(reply.status).toBe(200);
    expect(attempt).toMatchObject({ succeeded: true, answer: { status: 200, body: 'got it' }, request: { url: shop.receiver.url } });
    expect(JSON.parse(shop.receiver.received[0]?.body ?? '')).toMatchObject({
      id: eventId,
      type: 'endpoint.test',
      resource: { type: 'webhook_endpoint', id },
    });
    const repeat = await server.call('POST', `/v1/webhook-endpoints/${id}/test`, undefined, { idempotencyKey: 'test:1' });
    expect([repeat.text, repeat.headers.get('idempotent-replayed')]).toEqual([reply.text, 'true']);
    expect(shop.receiver.received).toHaveLength(1);
    expect((await server.call('GET', '/v1/events')).json['data']).toEqual([]);
    expect(await shop.deliveries()).toEqual([]);
    await shop.receiver.close();
    const down = await server.call('POST', `/v1/webhook-endpoints/${id}/test`);
    expect([down.status, (down.json as WebhookTest).attempt]).toMatchObject([
      200,
      { succeeded: false, answer: null, problem: 'connection_failed' },
    ]);
  });

  it('sends one event again, to all who take it or to one', async () => {
    const first = await shop.create();
    const second = await shop.create({ events: ['invoice.paid'] });
    await shop.order();
    await server.deliver();
    const [event] = (await server.call('GET', '/v1/events')).json['data'] as { id: string }[];
    const path = `/v1/events/${event?.id}/replay`;
    const replayed = await server.call('POST', path, {});
    expect(replayed.status).toBe(201);
    expect(replayed.json['deliveries']).toMatchObject([
      { webhookEndpointId: first.id, status: 'pending', eventId: event?.id, attempts: 0 },
    ]);
    expect((await server.call('POST', path, { webhookEndpointId: second.id })).json['deliveries']).toHaveLength(1);
    await server.deliver();
    expect(shop.receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([event?.id, event?.id, event?.id]);
    await server.call('PATCH', `/v1/webhook-endpoints/${second.id}`, { enabled: false });
    expect(await shop.refused('POST', path, { webhookEndpointId: second.id })).toEqual([409, 'illegal_transition', undefined]);
    expect(await shop.refused('POST', path, { webhookEndpointId: 'whe_0000000000' })).toEqual([404, 'not_found', 'webhookEndpointId']);
    expect(await shop.refused('POST', '/v1/events/evt_0000000000/replay', {})).toEqual([404, 'not_found', undefined]);
  });

  it('sends a span of time again, by the time of the events, in the order they happened', async () => {
    const orders = [await shop.order(), await shop.order()];
    await server.advanceTo('2026-10-02T00:00:00+09:00');
    orders.push(await shop.order());
    const { id } = await shop.create();
    const path = `/v1/webhook-endpoints/${id}/resend`;
    const resend = async (from: string, to: string) => (await server.call('POST', path, { from, to })).json['deliveries'];
    expect(await resend('2026-10-01T00:00:00+09:00', '2026-10-02T00:00:00+09:00')).toBe(2);
    await server.deliver();
    expect(shop.receiver.received.map(({ body }) => (JSON.parse(body) as { resource: { id: string } }).resource.id).toSorted()).toEqual(
      orders.slice(0, 2).toSorted(),
    );
    expect(await resend('2026-10-02T00:00:00+09:00', '2026-10-03T00:00:00+09:00')).toBe(1);
    expect(await resend('2026-11-02T00:00:00+09:00', '2026-11-03T00:00:00+09:00')).toBe(0);
    expect(await shop.refused('POST', path, { from: '2026-10-02T00:00:00+09:00', to: '2026-10-02T00:00:00+09:00' })).toEqual([
      422,
      'date_range',
      'to',
    ]);
    await server.call('PATCH', `/v1/webhook-endpoints/${id}`, { enabled: false });
    expect(await shop.refused('POST', path, { from: '2026-10-01T00:00:00+09:00', to: '2026-10-02T00:00:00+09:00' })).toEqual([
      409,
      'illegal_transition',
      undefined,
    ]);
  });
});
