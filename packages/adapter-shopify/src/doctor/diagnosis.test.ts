import { describe, expect, it } from 'vitest';
import { requiredScopes } from '../graphql/scopes.ts';
import { subscribedTopics } from '../outbound/index.ts';
import { diagnosis } from './diagnosis.ts';
import type { CheckStatus, DoctorFacts, ProbedOrder } from './model.ts';

const uri = 'https://adapter.example.jp/shopify/webhooks';
const placed: ProbedOrder = {
  id: 'gid://shopify/Order/1',
  name: '#1001',
  createdAt: '2026-11-20T10:00:00+09:00',
  email: 'taro@example.test',
  displayFulfillmentStatus: 'UNFULFILLED',
  paymentGatewayNames: ['後払い決済'],
  requiresShipping: true,
  shippingAddress: { lastName: '髙﨑', phone: '+819012345678', zip: '150-0001' },
  fulfillments: [],
};
const healthy: DoctorFacts = {
  shop: 'example.myshopify.com',
  self: {
    ok: true,
    answer: {
      scopes: requiredScopes,
      shop: { domain: 'example.myshopify.com', currencyCode: 'JPY', ianaTimezone: 'Asia/Tokyo', planName: 'Basic' },
    },
  },
  missingScopes: [],
  probe: { ok: true, answer: [placed] },
  subscriptions: {
    ok: true,
    answer: subscribedTopics.map((topic) => ({
      id: topic,
      topic,
      uri,
      filter: '',
      includeFields: [],
      name: 'atobarai',
      apiVersion: { handle: '2026-07' },
    })),
  },
  parked: [],
  orders: { approved: 3 },
  gatewayNames: ['後払い決済'],
  webhookUri: uri,
  eventsUri: 'https://adapter.example.jp/atobarai/webhooks',
  hasEventsSecret: false,
  holdUntilScreened: true,
  markPaidOn: 'advanced',
  shopifySkewMs: 0,
  service: { ok: true, answer: { shopName: '見本商店', mode: 'test', channels: ['ec'], endpoints: [] } },
  serviceSkewMs: 0,
};

const check = (name: string, facts: Partial<DoctorFacts>) => diagnosis({ ...healthy, ...facts }).find((each) => each.name === name);
const orders = (...changes: readonly Partial<ProbedOrder>[]) => ({
  probe: { ok: true, answer: changes.map((change) => ({ ...placed, ...change })) } as const,
});

describe('what the doctor says', () => {
  it('of a shop where everything is right is that everything is right', () => {
    expect(diagnosis(healthy).filter(({ status }) => status !== 'ok')).toEqual([]);
  });

  it.each<[string, string, Partial<DoctorFacts>, CheckStatus, RegExp]>([
    ['scopes are missing', 'scopes', { missingScopes: ['read_fulfillments'] }, 'failed', /read_fulfillments.*Dev Dashboard/],
    [
      'the shop sells in another currency',
      'currency',
      { self: { ok: true, answer: { scopes: [], shop: { domain: 'x', currencyCode: 'USD', ianaTimezone: 'UTC', planName: '' } } } },
      'failed',
      /USD/,
    ],
    ['Shopify refuses the token', 'shopify', { self: { ok: false, failure: 'unauthorized', message: 'no' } }, 'failed', /インストール/],
    ['addresses are blanked', 'customer-data', orders({ shippingAddress: null }), 'failed', /保護された顧客データ/],
    [
      'names are blanked',
      'customer-data',
      orders({ shippingAddress: { lastName: null, phone: null, zip: null } }),
      'failed',
      /保護された顧客データ/,
    ],
    [
      'reading orders is denied',
      'customer-data',
      { probe: { ok: false, failure: 'access_denied', message: '' } },
      'failed',
      /保護された顧客データ/,
    ],
    ['nobody has ordered yet', 'customer-data', orders(), 'warning', /テスト注文/],
    [
      'only what is not shipped was ordered',
      'customer-data',
      orders({ requiresShipping: false, shippingAddress: null }),
      'warning',
      /テスト注文/,
    ],
    [
      'the payment method was never seen',
      'payment-method',
      orders({ paymentGatewayNames: ['後払い'] }),
      'warning',
      /見つかった名前: 後払い/,
    ],
    ['the payment method has a reserved name', 'payment-method', { gatewayNames: ['Cash on Delivery (COD)'] }, 'failed', /予約名/],
    [
      'orders are fulfilled as they come',
      'auto-fulfil',
      orders({ fulfillments: [{ createdAt: '2026-11-20T10:00:20+09:00' }] }),
      'failed',
      /#1001.*自動フルフィルメント/,
    ],
    ['webhooks go nowhere', 'subscriptions', { subscriptions: { ok: true, answer: [] } }, 'failed', /subscriptions sync/],
    [
      'one topic is missing',
      'subscriptions',
      { subscriptions: { ok: true, answer: subscriptionsBut('ORDERS_CREATE') } },
      'warning',
      /ORDERS_CREATE/,
    ],
    ['late payments are beyond the window', 'window', { markPaidOn: 'buyer_paid' }, 'warning', /read_all_orders/],
    ['the clock is a little off', 'time', { shopifySkewMs: 60_000 }, 'warning', /60 秒/],
    ['the clock is far off', 'time', { serviceSkewMs: -400_000 }, 'failed', /400 秒/],
    ['the key is refused', 'atobarai', { service: { ok: false, code: 'unauthorized' } }, 'failed', /ATOBARAI_KEY/],
    ['the channel is not approved', 'atobarai', { service: service({ channels: ['phone'] }) }, 'failed', /「ec」/],
    ['events have nowhere to go', 'events', { hasEventsSecret: true }, 'warning', /atobarai\/webhooks/],
    ['orders are parked', 'orders', { parked: [{ shop: 'x', gid: 'y', problem: 'z', parkedAt: 0 }] }, 'warning', /dead-letters list/],
  ])('%s: told, with what to do, in both languages', (_, name, facts, status, words) => {
    const found = check(name, facts);
    expect(found).toMatchObject({ status, detail: { ja: expect.stringMatching(words) } });
    expect(found?.detail.en).toMatch(/^[\x20-\x7e“”’「」\u3040-\u9fff]+$/);
    expect(found?.detail.en.length).toBeGreaterThan(20);
  });

  it('is nothing where nothing could be asked', () => {
    const asked = { ok: false, failure: 'unavailable', message: '' } as const;
    const checks = diagnosis({
      ...healthy,
      self: asked,
      probe: asked,
      subscriptions: asked,
      shopifySkewMs: undefined,
      serviceSkewMs: undefined,
    });
    expect(checks.filter(({ status }) => status === 'skipped').map(({ name }) => name)).toEqual([
      'currency',
      'scopes',
      'customer-data',
      'payment-method',
      'auto-fulfil',
      'subscriptions',
      'window',
      'time',
    ]);
  });

  it('does not mind parcels that leave early where nothing is held', () => {
    expect(check('auto-fulfil', { ...orders({ fulfillments: [{ createdAt: placed.createdAt }] }), holdUntilScreened: false })?.status).toBe(
      'skipped',
    );
  });

  it('knows its own endpoint at the service, and whether events arrive there', () => {
    const endpoint = { id: 'whe_1', url: healthy.eventsUri, enabled: true, failingSince: null, disabledReason: null };
    const of = (change: object) =>
      check('events', { hasEventsSecret: true, service: service({ endpoints: [{ ...endpoint, ...change }] as never }) })?.status;
    expect([
      of({}),
      of({ enabled: false, disabledReason: 'gone' }),
      of({ failingSince: '2026-11-20T10:00:00Z' }),
      of({ url: 'https://x' }),
    ]).toEqual(['ok', 'warning', 'warning', 'warning']);
  });
});

function service(changes: object): DoctorFacts['service'] {
  if (!healthy.service.ok) throw new Error('healthy');
  return { ok: true, answer: { ...healthy.service.answer, ...changes } };
}

function subscriptionsBut(topic: string): Extract<DoctorFacts['subscriptions'], { ok: true }>['answer'] {
  return healthy.subscriptions.ok ? healthy.subscriptions.answer.filter((each) => each.topic !== topic) : [];
}
