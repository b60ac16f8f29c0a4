import { expect, it } from 'vitest';
import { json, scriptedServer } from '../../tests/support/scripted-server.ts';

const endpoint = {
  id: 'whe_0000000001',
  url: 'https://shop.example/webhooks',
  description: null,
  events: [],
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  previousSecretUntil: null,
  createdAt: '2026-10-01T12:00:00+09:00',
};
const delivery = {
  id: 'whd_0000000001',
  webhookEndpointId: endpoint.id,
  eventId: 'evt_0000000001',
  eventType: 'order.approved',
  status: 'succeeded',
  attempts: 1,
  createdAt: '2026-10-01T12:00:00+09:00',
  nextAttemptAt: null,
  lastAttemptAt: '2026-10-01T12:00:00+09:00',
  lastStatus: 204,
  lastProblem: null,
};
const attempt = {
  at: '2026-10-01T12:00:00+09:00',
  durationMs: 12,
  succeeded: true,
  request: { url: endpoint.url, headers: { 'webhook-id': delivery.eventId }, body: '{}' },
  answer: { status: 204, body: '' },
  problem: null,
};
const page = (...data: unknown[]) => json(200, { data, nextCursor: null });
const isKeyed = (headers: Headers | undefined) => headers?.has('idempotency-key');

it('speaks of endpoints as the contract does', async () => {
  const made = { ...endpoint, secret: 'whsec_AAAA' };
  const tested = { eventId: delivery.eventId, attempt };
  const server = scriptedServer(
    json(201, made),
    page(endpoint),
    json(200, endpoint),
    json(200, { ...endpoint, enabled: false }),
    json(200, made),
    json(200, tested),
    json(201, { webhookEndpointId: endpoint.id, deliveries: 3 }),
    json(200, endpoint),
  );
  const { webhookEndpoints } = server.client();
  const { id } = endpoint;
  expect(await webhookEndpoints.create({ url: endpoint.url, events: ['order.approved'] })).toEqual(made);
  for await (const listed of webhookEndpoints.list({ limit: 5 })) expect(listed).toEqual(endpoint);
  expect(await webhookEndpoints.get(id)).toEqual(endpoint);
  expect((await webhookEndpoints.change(id, { enabled: false })).enabled).toBe(false);
  expect((await webhookEndpoints.rotateSecret(id)).secret).toBe('whsec_AAAA');
  expect(await webhookEndpoints.test(id)).toEqual(tested);
  const span = { from: '2026-10-01T00:00:00+09:00', to: '2026-10-02T00:00:00+09:00' };
  expect((await webhookEndpoints.resend(id, span)).deliveries).toBe(3);
  await webhookEndpoints.remove(id);
  expect(server.requests.map(({ method, url }) => `${method} ${url.slice('http://localhost:4400/v1'.length)}`)).toEqual([
    'POST /webhook-endpoints',
    'GET /webhook-endpoints?limit=5',
    `GET /webhook-endpoints/${id}`,
    `PATCH /webhook-endpoints/${id}`,
    `POST /webhook-endpoints/${id}/rotate-secret`,
    `POST /webhook-endpoints/${id}/test`,
    `POST /webhook-endpoints/${id}/resend`,
    `DELETE /webhook-endpoints/${id}`,
  ]);
  expect(server.requests.map(({ headers }) => isKeyed(headers))).toEqual([true, false, false, true, true, true, true, false]);
  expect(JSON.parse(server.requests[6]?.body ?? '')).toEqual(span);
});

it('reads deliveries, sends an event again, and follows what happens', async () => {
  const server = scriptedServer(
    page(delivery),
    json(200, { ...delivery, log: [attempt] }),
    json(201, { eventId: delivery.eventId, deliveries: [delivery] }),
    page(),
    page({ id: 'log_1', at: delivery.createdAt, method: 'GET', path: '/v1/orders', status: 200, ms: 1.5, requestId: 'req_1', code: null }),
  );
  const { webhookDeliveries, events, sandbox } = server.client();
  expect((await webhookDeliveries.list({ status: 'succeeded', eventId: delivery.eventId }).page()).data).toEqual([delivery]);
  expect((await webhookDeliveries.get(delivery.id)).log).toEqual([attempt]);
  expect((await events.replay(delivery.eventId, { webhookEndpointId: endpoint.id })).deliveries).toEqual([delivery]);
  expect((await events.list({ order: 'oldest_first', after: delivery.eventId }).page()).data).toEqual([]);
  expect((await sandbox.requestLogs({ after: 'log_0' }).page()).data).toHaveLength(1);
  expect(server.requests.map(({ method, url }) => `${method} ${url.slice('http://localhost:4400/v1'.length)}`)).toEqual([
    'GET /webhook-deliveries?status=succeeded&eventId=evt_0000000001',
    `GET /webhook-deliveries/${delivery.id}`,
    `POST /events/${delivery.eventId}/replay`,
    'GET /events?order=oldest_first&after=evt_0000000001',
    'GET /sandbox/request-logs?after=log_0',
  ]);
});
