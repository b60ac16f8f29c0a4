import type { NewWebhookEndpoint } from '@atobarai/sdk/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { adminRows, describePglite } from '../support/databases.ts';
import { type WebhookShop, webhookShop } from '../support/webhook-shop.ts';

describePglite('the calls about webhook endpoints', (open) => {
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

  it('registers, reads, lists, changes and removes an endpoint', async () => {
    const { secret, ...made } = await shop.create({ description: '本店', events: ['order.approved', 'order.approved', 'invoice.paid'] });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(made).toMatchObject({
      url: shop.receiver.url,
      description: '本店',
      events: ['order.approved', 'invoice.paid'],
      enabled: true,
      disabledReason: null,
      failingSince: null,
      previousSecretUntil: null,
      createdAt: expect.stringMatching(/^2026-10-01T12:00:0\d\+09:00$/) as string,
    });
    expect(await shop.read(made.id)).toEqual(made);
    const second = await shop.create();
    expect((await server.call('GET', '/v1/webhook-endpoints?limit=1')).json).toMatchObject({
      data: [{ id: second.id }],
      nextCursor: second.id,
    });
    expect((await server.call('GET', `/v1/webhook-endpoints?after=${second.id}`)).json).toEqual({ data: [made], nextCursor: null });

    const path = `/v1/webhook-endpoints/${made.id}`;
    const stopped = await server.call('PATCH', path, { description: null, events: [], enabled: false });
    expect(stopped.json).toMatchObject({
      description: null,
      events: [],
      enabled: false,
      disabledReason: 'requested',
      url: shop.receiver.url,
    });
    expect((await server.call('PATCH', path, { enabled: true })).json).toMatchObject({
      enabled: true,
      disabledAt: null,
      disabledReason: null,
    });
    expect((await server.call('PATCH', path, {})).status).toBe(200);

    expect((await server.call('DELETE', path)).json).toMatchObject({ id: made.id, enabled: false });
    expect(await shop.refused('GET', path)).toEqual([404, 'not_found', undefined]);
    expect(await shop.refused('POST', `${path}/test`)).toEqual([404, 'not_found', undefined]);
    expect((await server.call('GET', '/v1/webhook-endpoints')).json['data']).toHaveLength(1);
  });

  it('removes once: a repeat after a lost answer answers the same, an endpoint that never was is not found', async () => {
    const { id } = await shop.create();
    const path = `/v1/webhook-endpoints/${id}`;
    shop.treat({ status: 500 });
    await shop.order();
    await server.deliver();
    await server.call('POST', `${path}/rotate-secret`, undefined, { idempotencyKey: 'shop:1' });
    const first = await server.call('DELETE', path);
    expect(first.json).toMatchObject({ id, enabled: false, disabledReason: 'requested', previousSecretUntil: null });
    expect(first.json['failingSince']).not.toBeNull();
    const before = await adminRows(server.database, 'select * from webhook_endpoints');
    server.passWallMs(3_600_000);
    const repeat = await server.call('DELETE', path);
    expect([repeat.status, repeat.json]).toEqual([200, first.json]);
    expect(await adminRows(server.database, 'select * from webhook_endpoints')).toEqual(before);
    const unknown = `${path.slice(0, -4)}0000`;
    expect(await shop.refused('DELETE', unknown)).toEqual([404, 'not_found', undefined]);
    for (const call of ['rotate-secret', 'test'])
      expect(await shop.refused('POST', `${path}/${call}`)).toEqual([404, 'not_found', undefined]);
  });

  it('keeps why an endpoint was disabled when it is removed', async () => {
    const { id } = await shop.create();
    shop.treat({ status: 410 });
    await shop.order();
    await server.deliver();
    const { disabledAt } = await shop.read(id);
    for (const _ of ['first', 'repeat'])
      expect((await server.call('DELETE', `/v1/webhook-endpoints/${id}`)).json).toMatchObject({ disabledReason: 'gone', disabledAt });
  });

  it('shows a secret once: a repeat learns that it was shown, and its kept answer holds none', async () => {
    const first = await server.call('POST', '/v1/webhook-endpoints', { url: shop.receiver.url }, { idempotencyKey: 'shop:1' });
    const { id, secret } = first.json as NewWebhookEndpoint;
    expect(await shop.refused('POST', '/v1/webhook-endpoints', { url: shop.receiver.url }, { idempotencyKey: 'shop:1' })).toEqual([
      409,
      'secret_already_shown',
      undefined,
    ]);
    const rotated = await server.call('POST', `/v1/webhook-endpoints/${id}/rotate-secret`, undefined, { idempotencyKey: 'shop:2' });
    expect(rotated.json['secret']).not.toBe(secret);
    expect(await shop.refused('POST', `/v1/webhook-endpoints/${id}/rotate-secret`, undefined, { idempotencyKey: 'shop:2' })).toEqual([
      409,
      'secret_already_shown',
      undefined,
    ]);
    const kept = await adminRows<{ answer: string }>(server.database, 'select answer from idempotency_keys');
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain('whsec_');
    expect((await server.call('GET', '/v1/webhook-endpoints')).text).not.toContain('whsec_');
    expect((await server.call('GET', '/v1/webhook-endpoints')).json['data']).toHaveLength(1);
  });

  it.each([
    ['no address at all', 'shop.example', 'webhook_url_invalid'],
    ['another protocol', 'ftp://shop.example/', 'webhook_url_invalid'],
    ['a password in it', 'https://user:pass@shop.example/', 'webhook_url_invalid'],
    ['an address inside', 'http://169.254.169.254/latest/meta-data', 'webhook_url_forbidden'],
    ['an address inside, written as a number', 'http://167772161/', 'webhook_url_forbidden'],
    ['an address inside, in IPv6', 'http://[::ffff:10.0.0.1]/', 'webhook_url_forbidden'],
  ])('refuses %s, also as a change', async (_, url, code) => {
    expect(await shop.refused('POST', '/v1/webhook-endpoints', { url })).toEqual([422, code, 'url']);
    const { id } = await shop.create();
    expect(await shop.refused('PATCH', `/v1/webhook-endpoints/${id}`, { url })).toEqual([422, code, 'url']);
    expect((await shop.read(id)).url).toBe(shop.receiver.url);
  });

  it('refuses the seventeenth endpoint, until one is removed', async () => {
    const made: string[] = [];
    for (let count = 0; count < 16; count += 1) made.push((await shop.create()).id);
    expect(await shop.refused('POST', '/v1/webhook-endpoints', { url: shop.receiver.url })).toEqual([
      409,
      'webhook_endpoint_limit',
      undefined,
    ]);
    await server.call('DELETE', `/v1/webhook-endpoints/${made[0]}`);
    await shop.create();
  });

  it('keeps one shop away from the endpoints, deliveries and events of another', async () => {
    const { id } = await shop.create();
    await shop.order();
    await server.deliver();
    const [delivery] = await shop.deliveries();
    const before = await adminRows(server.database, 'select * from webhook_endpoints');
    const other = { key: server.otherShop.secretKey };
    const span = { from: '2026-10-01T00:00:00+09:00', to: '2026-10-02T00:00:00+09:00' };
    const attempts: [string, string, unknown?][] = [
      ['GET', `/v1/webhook-endpoints/${id}`],
      ['PATCH', `/v1/webhook-endpoints/${id}`, { enabled: false }],
      ['DELETE', `/v1/webhook-endpoints/${id}`],
      ['POST', `/v1/webhook-endpoints/${id}/rotate-secret`],
      ['POST', `/v1/webhook-endpoints/${id}/test`],
      ['POST', `/v1/webhook-endpoints/${id}/resend`, span],
      ['GET', `/v1/webhook-deliveries/${delivery?.id}`],
      ['POST', `/v1/events/${delivery?.eventId}/replay`, {}],
      ['GET', `/v1/events?order=oldest_first&after=${delivery?.eventId}`],
    ];
    for (const [method, path, body] of attempts) expect([path, (await server.call(method, path, body, other)).status]).toEqual([path, 404]);
    for (const path of ['/v1/webhook-endpoints', '/v1/webhook-deliveries', `/v1/webhook-deliveries?webhookEndpointId=${id}`])
      expect((await server.call('GET', path, undefined, other)).json).toEqual({ data: [], nextCursor: null });
    const mine = (await server.call('POST', '/v1/webhook-endpoints', { url: shop.receiver.url }, other)).json as NewWebhookEndpoint;
    expect(await shop.refused('POST', `/v1/events/${delivery?.eventId}/replay`, { webhookEndpointId: mine.id })).toEqual([
      404,
      'not_found',
      'webhookEndpointId',
    ]);
    expect(await adminRows(server.database, `select * from webhook_endpoints where id <> '${mine.id}'`)).toEqual(before);
    expect(shop.receiver.received).toHaveLength(1);
  });
});
