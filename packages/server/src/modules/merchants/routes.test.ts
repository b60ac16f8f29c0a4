import { ApiKey, ApiKeyPage, NewApiKey, Settings } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { appForEach } from '../../../tests/support/app.ts';
import { adminRows, describePglite } from '../../../tests/support/databases.ts';

describePglite('the routes of merchants', (open) => {
  const server = appForEach(open, { now: '2026-12-02T12:00:00+09:00' });

  describe('GET and PATCH /v1/settings', () => {
    const settings = async () => Settings.parse((await server.call('GET', '/v1/settings')).json);
    const change = (body: unknown, options = {}) => server.call('PATCH', '/v1/settings', body, options);

    it('answer what the shop agreed to, with its fees', async () => {
      expect(await settings()).toMatchObject({
        merchantId: server.shop.merchantId,
        mode: 'test',
        program: 'seino_like',
        plan: { code: 'standard', monthlyFee: 4_500, rateBasisPoints: 420 },
        cycle: 'weekly',
        channels: ['ec', 'catalog', 'phone'],
        invoiceDueDays: 14,
        fees: { postedInvoice: 190, bundledInvoice: 100, transfer: 300 },
        scheduled: [],
      });
    });

    it('WX-10: SF-48: answer a change with the day it takes effect', async () => {
      const reply = await change({ cycle: 'once_a_month', billingScope: 'all' });
      expect(reply.status).toBe(200);
      expect(Settings.parse(reply.json)).toMatchObject({
        cycle: 'weekly',
        billingScope: 'all',
        scheduled: [{ effectiveOn: '2026-12-07', setting: 'cycle', value: 'once_a_month' }],
      });
      expect(await settings()).toEqual(reply.json);
      await server.advanceTo('2026-12-07T00:00:00+09:00');
      expect(await settings()).toMatchObject({ cycle: 'once_a_month', effectiveOn: '2026-12-07', scheduled: [] });
    });

    it.each([
      ['a plan that is none', { plan: 'gold' }, 404, 'not_found'],
      ['SF-34: a channel nobody looked at', { channels: ['ec', 'fax'] }, 422, 'channel_not_approved'],
      ['a field that is none', { dueDays: 3 }, 422, 'unknown_field'],
    ])('refuse %s', async (_what, body, status, code) => {
      expect(await change(body)).toMatchObject({ status, json: { code } });
    });

    it('refuse a cycle the program does not have', async () => {
      expect(await change({ cycle: 'weekly' }, { key: server.otherShop.secretKey })).toMatchObject({
        status: 403,
        json: { code: 'feature_not_enabled' },
      });
    });

    it('are for the shop’s server alone', async () => {
      expect((await server.call('GET', '/v1/settings', undefined, { key: null })).status).toBe(401);
      expect((await server.call('GET', '/v1/settings', undefined, { key: server.shop.publishableKey })).status).toBe(403);
    });
  });

  describe('/v1/api-keys', () => {
    const create = (body: unknown = { kind: 'sk' }, options = {}) => server.call('POST', '/v1/api-keys', body, options);

    it('make a key that works, and show its secret this once', async () => {
      const reply = await create({ kind: 'sk', scopes: ['orders:read'] });
      const made = NewApiKey.parse(reply.json);
      expect([reply.status, made.secret.slice(0, 8), made.scopes]).toEqual([201, 'sk_test_', ['orders:read']]);
      expect((await server.call('GET', '/v1/orders', undefined, { key: made.secret })).status).toBe(200);
      expect(await server.call('GET', '/v1/settings', undefined, { key: made.secret })).toMatchObject({
        status: 403,
        json: { code: 'insufficient_scope' },
      });
    });

    it('answer a repeat without the secret, which is kept nowhere', async () => {
      const made = NewApiKey.parse((await create(undefined, { idempotencyKey: 'once' })).json);
      expect(await create(undefined, { idempotencyKey: 'once' })).toMatchObject({ status: 409, json: { code: 'secret_already_shown' } });
      const kept = await adminRows<{ answer: string }>(await open(), 'select answer from idempotency_keys');
      expect(kept.map((row) => row.answer).join()).not.toContain(made.secret.slice(-20));
      expect(ApiKeyPage.parse((await server.call('GET', '/v1/api-keys')).json).data).toHaveLength(3);
    });

    it('list the shop’s own keys, newest first, page by page', async () => {
      const { id } = NewApiKey.parse((await create()).json);
      const first = ApiKeyPage.parse((await server.call('GET', '/v1/api-keys?limit=2')).json);
      const second = ApiKeyPage.parse((await server.call('GET', `/v1/api-keys?limit=2&after=${first.nextCursor}`)).json);
      expect(first.data[0]?.id).toBe(id);
      expect([first.data.length, second.data.length, second.nextCursor]).toEqual([2, 1, null]);
    });

    it('revoke a key, and only one’s own', async () => {
      const { id } = NewApiKey.parse((await create()).json);
      const revoke = (key: string) => server.call('DELETE', `/v1/api-keys/${id}`, undefined, { key });
      expect((await revoke(server.otherShop.secretKey)).status).toBe(404);
      const reply = await revoke(server.shop.secretKey);
      expect([reply.status, ApiKey.parse(reply.json).revokedAt !== null]).toEqual([200, true]);
    });

    it('refuse a call without an idempotency key', async () => {
      expect(await create(undefined, { idempotencyKey: null })).toMatchObject({ status: 400, json: { code: 'idempotency_key_required' } });
    });
  });
});
