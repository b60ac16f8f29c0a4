import type { Import, Order, OrderSummary, RegisterOrder } from '../../src/index.ts';

/** An order that is right in every field; nobody lives there. */
export const exampleOrder: RegisterOrder = {
  shopOrderId: 'A-1001',
  orderDate: '2026-11-20',
  channel: 'ec',
  billedAmount: 5_500,
  items: [
    { name: '電気ケトル', quantity: 1, unitPrice: 5_000, taxRate: 10 },
    { name: '送料', quantity: 1, unitPrice: 500, kind: 'shipping', taxRate: 10 },
  ],
  buyer: {
    kind: 'consumer',
    name: '見本 花子',
    nameKana: 'ミホン ハナコ',
    postalCode: '100-0001',
    address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1' },
    phone: '03-0000-0000',
    email: 'approve@example.jp',
  },
  consent: { termsVersion: '2026-04', acceptedAt: '2026-11-20T10:00:00+09:00', method: 'web' },
};

export const exampleSummary: OrderSummary = {
  id: 'ord_0000000000000000000001',
  shopOrderId: 'A-1001',
  status: 'approved',
  axes: { credit: 'approved', fulfilment: 'none', billing: 'none', settlement: 'not_due' },
  decision: {
    result: 'approved',
    score: 100,
    scoreParts: [{ rule: 'exposure', weight: 100, value: 100 }],
    reasons: [],
    decidedAt: '2026-11-20T10:00:00+09:00',
  },
  shipAllowed: true,
  registeredAt: '2026-11-20T10:00:00+09:00',
  orderDate: '2026-11-20',
  channel: 'ec',
  buyerKind: 'consumer',
  billedAmount: 5_500,
  buyerFee: 0,
  approvedAmount: 5_500,
  openFrameLeft: 45_000,
  returnedAmount: 0,
  taxSummary: [{ rate: 10, amount: 5_500, tax: 500 }],
  expiresAt: '2027-02-18T23:59:59+09:00',
  expectedBy: null,
  warnings: [],
  sequence: 2,
  version: 1,
  replaces: null,
  replacedBy: null,
  billable: false,
};

/** The same order with everything that `orders.get` answers. */
export const exampleDetail: Order = {
  ...exampleSummary,
  items: [{ kind: 'goods', name: '電気ケトル', quantity: 1, unitPrice: 5_500, taxRate: 10, taxIncluded: true }],
  invoice: { delivery: 'separate', dueDays: 14 },
  buyer: {
    kind: 'consumer',
    name: '見本 花子',
    postalCode: '100-0001',
    address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1' },
    phone: '03-0000-0000',
  },
  shipTo: [],
  shipments: [],
  invoices: [],
};

/** A file of two orders that was just handed in. */
export const exampleImport: Import = {
  id: 'imp_0000000000000000000001',
  kind: 'orders',
  mode: 'partial',
  dryRun: false,
  status: 'queued',
  rowsTotal: 2,
  groupsTotal: 2,
  groupsDone: 0,
  accepted: 0,
  refused: 0,
  problem: null,
  createdAt: '2026-11-20T10:00:00+09:00',
  finishedAt: null,
};
