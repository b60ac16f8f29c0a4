/** A rule of Shopify that its schema does not tell, and that the fake shop keeps. */
export type FakeRule = {
  /** What the test of the rule is named by. */
  readonly id: string;
  readonly rule: string;
  /** What it rests on: a line of the collected facts, or the words of the schema itself. */
  readonly source: string;
};

/** Every rule the fake shop keeps beyond the schema; each has a test of its own. */
export const fakeRules: readonly FakeRule[] = [
  {
    id: 'late-fulfilment-orders',
    rule: 'Fulfilment orders appear some time after orders/create.',
    source: 'shopify.md 1.5: "orders/create usually arrives before any fulfillment order exists"',
  },
  {
    id: 'routing-tells-little',
    rule: 'order_routing_complete carries the id and status of a fulfilment order, nothing else.',
    source: 'shopify.md 1.5: "(payload only id+status)"',
  },
  {
    id: 'hold-handle-once',
    rule: 'A handle is used once per app and fulfilment order.',
    source: 'shopify.md 1.5: "duplicate → userError DUPLICATE_FULFILLMENT_HOLD_HANDLE"',
  },
  { id: 'hold-limit', rule: 'An app has at most ten holds on a fulfilment order.', source: 'shopify.md 1.5: "Max 10 holds/app"' },
  {
    id: 'release-without-ids',
    rule: 'Releasing without hold ids frees the holds of every app.',
    source: 'shopify.md 1.5: "omitting holdIds would free other apps\' holds"',
  },
  {
    id: 'release-is-told',
    rule: 'Every released hold is told by fulfillment_holds/released.',
    source: 'schema 2026-07, WebhookSubscriptionTopic.FULFILLMENT_HOLDS_RELEASED',
  },
  { id: 'held-cannot-ship', rule: 'What is on hold cannot be fulfilled.', source: 'schema 2026-07, FulfillmentOrderStatus.ON_HOLD' },
  {
    id: 'split-has-no-hold',
    rule: 'A fulfilment order that was split off has no hold.',
    source: 'shopify.md 1.5: "Splits/moves create new FOs => re-assert on reconcile"',
  },
  {
    id: 'manual-is-pending',
    rule: 'A manual order has a pending SALE that can be captured by hand.',
    source: 'shopify.md 1.6: "Manual order = transaction kind SALE, status PENDING"',
  },
  {
    id: 'gift-card-split',
    rule: 'A gift card is taken at once; the names list both, and only the rest is outstanding.',
    source: 'shopify.md 1.6: "Amount to claim = totalOutstandingSet, not total"',
  },
  {
    id: 'mark-paid-once',
    rule: 'Only an order with something outstanding, neither paid nor cancelled, can be marked as paid.',
    source: 'schema 2026-07, Order.canMarkAsPaid',
  },
  {
    id: 'capture-within-parent',
    rule: 'A capture takes no more than its pending SALE; the rest stays pending.',
    source: 'shopify.md 1.6: "Partial/exact: orderCapture"; schema, OrderCaptureInput.amount',
  },
  {
    id: 'cancel-is-a-job',
    rule: 'A cancellation is done by a job, once, and never of what was shipped.',
    source: 'shopify.md 1.6: "async job{id done} → poll"; schema, Mutation.orderCancel',
  },
  { id: 'refund-after-payment', rule: 'Only money received can be refunded.', source: 'shopify.md 1.6: "refunds/create only after paid"' },
  {
    id: 'refund-is-no-debt',
    rule: 'A refund is a transaction REFUND. Without removed lines it lowers no total and leaves nothing outstanding.',
    source: 'schema 2026-07, Order.currentTotalPriceSet: "after returns"; OrderTransactionKind.REFUND; Order.refundDiscrepancySet',
  },
  {
    id: 'yen-forms',
    rule: 'Yen are "8800" in webhooks and "8800.0" in GraphQL.',
    source: 'shopify.md 1.6: "webhook strings have no decimals"; GraphQL form from memory',
  },
  {
    id: 'metafield-digest',
    rule: 'A metafield whose digest no longer fits is not written: STALE_OBJECT; null fits only an empty one.',
    source: 'shopify.md 7.3.6; schema, Mutation.metafieldsSet',
  },
  {
    id: 'risk-before-shipping',
    rule: 'No risk assessment of an order that was fulfilled: ORDER_ALREADY_FULFILLED.',
    source: 'shopify.md 7.3; schema, OrderRiskAssessmentCreateUserErrorCode',
  },
  {
    id: 'own-writes-echo',
    rule: 'Our own tags and metafields come back as orders/updated.',
    source: 'shopify.md 1.4: "orders/updated fires for everything incl. our own tag/metafield writes"',
  },
  {
    id: 'sixty-days',
    rule: 'Without read_all_orders an order of more than 60 days ago is not there.',
    source: 'shopify.md 1.3: "Default window is the last 60 days of orders"',
  },
  { id: 'index-lag', rule: 'The search sees a change some seconds late.', source: 'shopify.md 1.8: "an index with lag (<10 s seen)"' },
  {
    id: 'cost-bucket',
    rule: 'A bucket of 2,000 points fills by 100 a second; what it cannot hold is THROTTLED as HTTP 200.',
    source: 'shopify.md 1.8: "THROTTLED comes as HTTP 200"',
  },
  {
    id: 'retry-after-seconds',
    rule: 'Retry-After of a 429 counts seconds, with a fraction.',
    source: 'shopify.md 4: "429 Retry-After: 2.0"',
  },
  {
    id: 'protected-data',
    rule: 'Without protected customer data, names, addresses, phones and mails are null.',
    source: 'shopify.md 1.2: "doctor must probe real data (address null / ACCESS_DENIED)"',
  },
  {
    id: 'scopes-deny',
    rule: 'A field beyond the granted scopes is ACCESS_DENIED.',
    source: 'shopify.md 1.3 and the offline_scopes table beside the schema',
  },
  {
    id: 'token-kinds',
    rule: 'Client credentials end after 24 hours; offline tokens after one, with a refresh token that holds until its successor is used.',
    source: 'shopify.md 1.1',
  },
  {
    id: 'webhook-escapes',
    rule: 'Webhook bodies write / as \\/ and & as \\u0026.',
    source: 'shopify.md 1.4: "Bodies contain \\/ and \\u0026 escapes"',
  },
  { id: 'big-ids', rule: 'Ids have 18 digits, more than a number holds.', source: 'shopify.md 1.4: "docs samples use 18-digit ids"' },
  {
    id: 'delivery-tries',
    rule: 'A delivery that fails is tried eight times more, with the first body; then its subscription made by the API is gone.',
    source: 'shopify.md 1.4: "8 retries over 4 h with the original payload"',
  },
];

/** What no fake can prove: it stays to be seen in a true shop. */
export const unproven: readonly string[] = [
  'that Shopify counts the cost of a query as the fake does: one point an object is the documented rule, the numbers are its own',
  'when routing really creates fulfilment orders, and whether a hold comes in time where the shop fulfils automatically',
  'whether a refund without removed lines lowers currentTotalPriceSet, or leaves something outstanding: the schema only hints at it',
  'whether HOLD stands among supportedActions while another app holds',
  'that yen are written "8800.0" in GraphQL answers: that rests on memory',
  'the bodies of orders/edited, orders/delete and fulfillment_holds/released, beyond the ids in them',
  'real signatures, clocks and delays of deliveries, and how eight tries are spread over four hours',
  'what a plan or a review lets an app read',
];
