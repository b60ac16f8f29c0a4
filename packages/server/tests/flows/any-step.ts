import type { Order } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { orderBody } from '../support/order.ts';
import { nextSlip } from './life.ts';

/** Commands by how often they come up: what ends an order is rare, or nothing would follow. */
const often = [
  ...(['ship', 'shipPart', 'deliver', 'kakuhoPart', 'bank', 'bankPart', 'day'] as const),
  ...(['return', 'returnItem', 'operatorReturn', 'operatorReturnItem'] as const),
] as const;
const seldom = [
  ...(['replaceSlip', 'void', 'exception', 'carrierReturn', 'amend', 'sokuho', 'kakuho', 'reverse'] as const),
  ...(['reissue', 'extend', 'handOver', 'writeOff', 'hours', 'fortnight', 'month', 'again'] as const),
] as const;
const rarely = ['cancel', 'operatorCancel', 'replace', 'season'] as const;
export type What = (typeof often)[number] | (typeof seldom)[number] | (typeof rarely)[number];

export type Step = { readonly what: What; readonly whose: number; readonly pick: number; readonly size: number; readonly byShop: boolean };
export const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<What[]>(...often) },
    { weight: 4, arbitrary: fc.constantFrom<What[]>(...seldom) },
    { weight: 1, arbitrary: fc.constantFrom<What[]>(...rarely) },
  ),
  whose: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 5 }),
  size: fc.integer({ min: 1, max: 10 }),
  byShop: fc.boolean(),
});

/** An order in two parcels, with their invoices out: what is paid and what comes back may then be one, the other or both. */
export const inTwoParcels: readonly Step[] = (['shipPart', 'shipPart', 'day'] as const).map((what, pick) => ({
  what,
  pick,
  whose: 0,
  size: 1,
  byShop: false,
}));

export const daysOf: Partial<Record<What, number>> = { hours: 0.2, day: 1, fortnight: 14, month: 31, season: 95 };
const reasons = ['returned', 'damaged', 'lost', 'wrong', 'buyer_cancel'] as const;

/** What a list of legal commands calls what a shop does here. */
export const nameOf: Partial<Record<What, string>> = {
  ship: 'registerShipment',
  shipPart: 'registerShipment',
  amend: 'amend',
  cancel: 'cancel',
  replace: 'replace',
  return: 'returns',
  returnItem: 'returns',
};
export const tries = ['ship', 'amend', 'cancel', 'replace', 'return'] as const;

/** What a step sends, or undefined where the order has no such parcel or invoice yet. */
export type Sent = { readonly path: string; readonly body: unknown; readonly method?: 'PATCH'; readonly asOperator?: true };

export function orderCommand(order: Order, { what, pick, size, byShop }: Step): Sent | undefined {
  const path = `/v1/orders/${order.id}`;
  const back = { reason: reasons[pick % reasons.length], refundBy: byShop ? 'merchant' : 'provider' };
  const amount = partOf(order.billedAmount - order.returnedAmount, size);
  const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-10-01T10:00:00+09:00' };
  const commands: Partial<Record<What, Sent>> = {
    ship: { path: `${path}/shipments`, body: slip },
    shipPart: { path: `${path}/shipments`, body: { ...slip, items: [{ itemIndex: pick % 2, quantity: 1 }] } },
    cancel: { path: `${path}/cancel`, body: back },
    return: { path: `${path}/returns`, body: { amount, ...back } },
    returnItem: { path: `${path}/returns`, body: { items: [{ itemIndex: pick % 4, quantity: 1 }], ...back } },
    amend: { path, body: { items: linesOf(size, pick) }, method: 'PATCH' },
    replace: { path: `${path}/replace`, body: { order: orderOf(size, pick), reason: back.reason } },
    operatorCancel: { path: `/v1/operator/orders/${order.id}/cancel`, body: back, asOperator: true },
    operatorReturn: { path: `/v1/operator/orders/${order.id}/returns`, body: { amount, ...back }, asOperator: true },
    operatorReturnItem: {
      path: `/v1/operator/orders/${order.id}/returns`,
      body: { items: [{ itemIndex: pick % 4, quantity: 1 }], ...back },
      asOperator: true,
    },
  };
  return commands[what];
}

export function parcelCommand({ shipments }: Order, { what, pick }: Step): Sent | undefined {
  const shipment = shipments[pick % Math.max(1, shipments.length)];
  if (!shipment) return undefined;
  const report = (outcome: string): Sent => ({ path: '/v1/sandbox/deliveries', body: { shipmentId: shipment.id, outcome } });
  const commands: Partial<Record<What, Sent>> = {
    replaceSlip: { path: `/v1/shipments/${shipment.id}`, body: { slipNo: nextSlip() }, method: 'PATCH' },
    void: { path: `/v1/shipments/${shipment.id}/void`, body: {} },
    deliver: report('delivered'),
    exception: report('exception'),
    carrierReturn: report('returned'),
  };
  return commands[what];
}

export function invoiceCommand({ invoices }: Order, { what, pick, size }: Step, today: string): Sent | undefined {
  const invoice = invoices[pick % Math.max(1, invoices.length)];
  if (!invoice) return undefined;
  const till = (stage: string, more = {}): Sent => ({
    path: '/v1/sandbox/konbini-payments',
    body: { invoiceId: invoice.id, stage, ...more },
  });
  const bank = (amount: number): Sent => ({
    path: '/v1/sandbox/bank-deposits',
    body: { amount, payerName: invoice.reference ?? 'ﾔﾏﾀﾞ', on: today },
  });
  const commands: Partial<Record<What, Sent>> = {
    sokuho: till('sokuho'),
    kakuho: till('kakuho'),
    kakuhoPart: till('kakuho', { amount: partOf(invoice.amount, size) }),
    reverse: till('cancel'),
    bank: bank(invoice.amount),
    bankPart: bank(partOf(invoice.amount, size)),
    reissue: { path: `/v1/invoices/${invoice.id}/reissue`, body: {} },
    extend: { path: `/v1/invoices/${invoice.id}/extend`, body: { days: size } },
  };
  return commands[what];
}

function partOf(amount: number, tenths: number): number {
  return Math.max(1, Math.floor((amount * tenths) / 10));
}

function linesOf(size: number, pick: number) {
  const taxRate = ([10, 8, 0] as const)[pick % 3] ?? 10;
  return [
    { kind: 'goods' as const, name: '今治タオル', quantity: 2, unitPrice: 2_337 * size, taxRate },
    { kind: 'goods' as const, name: '有機緑茶', quantity: 1, unitPrice: 3_001, taxRate: 8 as const },
    { kind: 'discount' as const, name: '値引', quantity: 1, unitPrice: -501, taxRate: 10 as const },
    { kind: 'shipping' as const, name: '送料', quantity: 1, unitPrice: 1_000, taxRate: 10 as const },
  ];
}

export function orderOf(size: number, pick: number): ReturnType<typeof orderBody> {
  const items = linesOf(size, pick);
  return orderBody({ items, billedAmount: items.reduce((sum, item) => sum + item.unitPrice * item.quantity, 0) });
}
