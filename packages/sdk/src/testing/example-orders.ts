// One story runs through all examples: order A-1001 of 5,500 yen is approved at noon of 1 October 2026,
// leaves the same day, is billed by its invoice no. 1, and is paid out on 9 October. What a schema
// gives by itself (ids, dates, the first word of a list) stands here only where it would not fit.

const inJapanese = '見本の文です。';
const inEnglish = 'A sample sentence.';

const order = {
  shopOrderId: 'A-1001',
  channel: 'ec',
  buyerKind: 'consumer',
  billedAmount: 5_500,
  buyerFee: 0,
  approvedAmount: 5_500,
  openFrameLeft: 45_000,
  returnedAmount: 0,
  expiresAt: '2026-12-31T00:00:00+09:00',
  'OrderSummary.expiresAt': '2026-12-31T00:00:00+09:00',
  'OrderSummary.status': 'approved',
  'Review.status': 'manual_review',
  'Review.shipAllowed': false,
  'Review.expectedBy': '2026-10-01T14:00:00+09:00',
  'Review.axes': { credit: 'manual_review', fulfilment: 'none', billing: 'none', settlement: 'not_due' },
  'OrderSummary.axes': { credit: 'approved', fulfilment: 'none', billing: 'none', settlement: 'not_due' },
  'Order.status': 'invoiced',
  'Order.axes': { credit: 'approved', fulfilment: 'shipped', billing: 'issued', settlement: 'not_due' },
  'Order.expiresAt': null,
  'Order.plannedShipDate': null,
  shipAllowed: true,
  expectedBy: null,
  replaces: null,
  replacedBy: null,
  'Decision.result': 'approved',
  'Decision.score': 100,
  'Decision.scoreParts': [
    { rule: 'exposure', weight: 20, value: 20 },
    { rule: 'payment_history', weight: 20, value: 20 },
    { rule: 'address', weight: 15, value: 15 },
    { rule: 'velocity', weight: 15, value: 15 },
    { rule: 'duplicates', weight: 10, value: 10 },
    { rule: 'phone', weight: 10, value: 10 },
    { rule: 'name', weight: 5, value: 5 },
    { rule: 'email', weight: 5, value: 5 },
  ],
  'Decision.reasons': [],
  warnings: [],
  'Reason.code': 'phone_unreachable_type',
  'Reason.severity': 'hold',
  'Reason.field': 'buyer.phone',
  messageJa: inJapanese,
  messageEn: inEnglish,
};

const person = {
  'BuyerInput.kind': 'consumer',
  'buyer.kind': 'consumer',
  name: '見本 花子',
  nameKana: 'ミホン ハナコ',
  postalCode: '1000001',
  address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1' },
  phone: '+81312345678',
  email: 'approve@example.jp',
  'BuyerInput.postalCode': '100-0001',
  'DestinationInput.postalCode': '100-0001',
  'BuyerInput.phone': '03-1234-5678',
  'DestinationInput.phone': '03-1234-5678',
  'Order.shipTo': [],
  'RegisterOrder.consent': { termsVersion: '2026-04', acceptedAt: '2026-10-01T11:59:00+09:00', method: 'web' },
  'ReturnItems.amount': 1_100,
  'AmendOrder.metadata': { campaign: 'autumn' },
  'ReplaceSlip.slipNo': '512547519013',
};

const item = { kind: 'goods', name: '電気ケトル', quantity: 1, unitPrice: 5_500, taxRate: 10, amount: 5_500 };

const goods = {
  'OrderItem.kind': 'goods',
  'OrderItem.name': item.name,
  'ItemInput.name': item.name,
  quantity: 1,
  unitPrice: 5_500,
  taxRate: 10,
  'OrderItem.taxIncluded': true,
  lines: [item],
  taxSummary: [{ rate: 10, amount: 5_500, tax: 500 }],
  'RegisterOrder.taxSummary': undefined,
  'Order.invoice': { delivery: 'separate', dueDays: 14 },
  itemIndex: 0,
};

const shipment = {
  carrier: 'yamato',
  serviceLevel: 'parcel',
  slipNo: '512547510020',
  'Shipment.deliveredAt': null,
  'Shipment.deliveredOn': null,
  shipToIndex: null,
  'RegisterShipment.shipToIndex': undefined,
  amount: 5_500,
  supersedes: null,
  supersededBy: null,
  'ReportDelivery.outcome': 'delivered',
  'ForceDelivered.evidence': 'Signed slip',
};

const invoice = {
  'Invoice.status': 'issued',
  delivery: 'separate',
  documentVersion: 1,
  number: 1,
  reference: '000100000016',
  issueAt: '2026-10-01T18:00:00+09:00',
  issuedAt: '2026-10-01T18:00:00+09:00',
  dueOn: '2026-10-15',
  credited: 0,
  creditedTaxSummary: [],
  paid: 0,
  open: 5_500,
  'Invoice.paidOn': null,
  'PrintData.issuer': { name: 'サンプル雑貨店' },
  'ExtendInvoice.days': 7,
};

export const orderValues = { ...order, ...person, ...goods, ...shipment, ...invoice };
