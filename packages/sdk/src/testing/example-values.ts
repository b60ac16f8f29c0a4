import { checkoutValues } from './example-checkout.ts';
import { exampleId } from './example-id.ts';
import { moneyValues } from './example-money.ts';
import { orderValues } from './example-orders.ts';

const settings = {
  'Settings.name': 'サンプル雑貨店',
  'Settings.effectiveOn': '2020-01-01',
  program: 'seino_like',
  plan: { code: 'standard', name: 'スタンダードプラン', monthlyFee: 4_500, rateBasisPoints: 420 },
  bundledInvoices: true,
  automaticRegistration: true,
  'Settings.channels': ['ec', 'catalog', 'phone'],
  invoiceDueDays: 14,
  fees: { postedInvoice: 190, bundledInvoice: 100, transfer: 300 },
  scheduled: [],
  'ChangeSettings.cycle': 'weekly',
};

const files = {
  'Import.groupsDone': 0,
  'Import.accepted': 0,
  'Import.finishedAt': null,
  'ImportReport.status': 'completed',
  'ImportResult.row': 2,
  'ImportResult.ok': true,
  'ImportResult.id': exampleId('ord'),
  'ImportResult.status': 'approved',
  refused: 0,
  problem: null,
  nextCursor: null,
};

const keysAndNews = {
  'ApiKey.last4': 'wxyz',
  'NewApiKey.last4': 'wxyz',
  'NewApiKey.secret': 'sk_test_0123456789AB_abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'.slice(0, 64),
  scopes: [],
  'ApiKey.expiresAt': null,
  'NewApiKey.expiresAt': null,
  revokedAt: null,
  lastUsedAt: null,
  'Event.type': 'order.approved',
  'Event.data': { amount: 5_500, warnings: [] },
  'ResendEvents.to': '2026-10-02T12:00:00+09:00',
  'AdvanceClock.days': 14,
  'ClockAdvance.to': '2026-10-15T12:00:00+09:00',
  'ClockAdvance.days': [{ day: '2026-10-05', ran: [{ task: 'payouts.close', count: 1 }] }],
  'BusinessClock.now': '2026-10-01T12:00:00+09:00',
};

const webhooks = {
  'WebhookEndpoint.url': 'https://shop.example/webhooks/atobarai',
  'NewWebhookEndpoint.url': 'https://shop.example/webhooks/atobarai',
  'CreateWebhookEndpoint.url': 'https://shop.example/webhooks/atobarai',
  'WebhookEndpoint.events': [],
  'NewWebhookEndpoint.events': [],
  'NewWebhookEndpoint.secret': 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  description: null,
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  previousSecretUntil: null,
  eventType: 'order.approved',
  'WebhookDelivery.status': 'succeeded',
  'WebhookDeliveryLog.status': 'succeeded',
  nextAttemptAt: null,
  lastStatus: 204,
  lastProblem: null,
  succeeded: true,
  durationMs: 12,
  request: {
    url: 'https://shop.example/webhooks/atobarai',
    headers: { 'content-type': 'application/json', 'webhook-id': exampleId('evt') },
    body: '{"id":"evt_1m7v000000000000000001"}',
  },
  answer: { status: 204, body: '' },
  'RequestLog.method': 'GET',
  'RequestLog.path': '/v1/orders',
  'RequestLog.status': 200,
  'RequestLog.requestId': exampleId('req'),
  'RequestLog.code': null,
};

const problem = {
  'Problem.type': 'https://atobarai.example/problems/not_found',
  'Problem.title': '見つかりません',
  'Problem.status': 404,
  'Problem.detail': '指定されたものは見つかりません。',
  'Problem.code': 'not_found',
  'Problem.requestId': exampleId('req'),
};

/** What stands in examples, by field; the longest name that fits is taken: `Order.buyer.name` before `name`. Undefined leaves a field out. */
export const exampleValues: Readonly<Record<string, unknown>> = {
  ...orderValues,
  ...checkoutValues,
  ...moneyValues,
  ...settings,
  ...files,
  ...keysAndNews,
  ...webhooks,
  ...problem,
};
