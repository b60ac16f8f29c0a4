import { yen } from '../../../core/money.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { type Invoice, invoicesOfOrders } from '../../invoicing/index.ts';
import { post } from '../../ledger/index.ts';
import { type Delivery, type Merchant, merchantsOn } from '../../merchants/index.ts';
import { applyToOrders, lockOrders, type OrderChange, type OrderRow } from '../../orders/index.ts';
import { advanceJournals, advanceOf, type DeliveredInvoice, settlementOf } from '../decide/advance.ts';
import { documentFees } from '../decide/fees.ts';
import type { Advance } from '../model.ts';
import { advancesOfOrders, insertAdvances, type OfOrder } from '../store/advances.ts';

/**
 * STEP8: what has arrived is advanced (SF-21, AD-21), in the transaction in which its delivery is
 * told. A shipment is advanced once; an order that is off, or owes nothing, is not advanced at all.
 */
export async function makeEligible(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const orders = await lockOrders(unit, events.map(orderOf));
  const known = await advancesOfOrders(unit, events.map(orderOf));
  const invoices = await invoicesOfOrders(unit, events.map(orderOf));
  const merchants = await merchantsOn(unit, [...new Set(events.map((event) => event.merchantId))]);
  const made: Made[] = [];
  for (const event of events) {
    const order = orders.find((each) => each.id === event.resource.id);
    const invoice = invoices.find((each) => each.shipmentId === event.data['shipmentId'] && stands(each));
    const isNew = !known.some((advance) => advance.shipmentId === event.data['shipmentId']);
    if (order?.credit !== 'approved' || !invoice || !isNew) continue;
    const others = [...known, ...made.map(({ advance }) => advance)].filter((advance) => advance.orderId === order.id);
    const advanced = newAdvance(unit, { invoice, merchant: merchants.get(order.merchant_id), others });
    if (advanced) made.push(advanced);
  }
  if (made.length === 0) return;
  await insertAdvances(
    unit,
    made.map(({ advance }) => advance),
  );
  await post(
    unit,
    made.flatMap(({ advance, invoice }) => advanceJournals(advance, invoice)),
  );
  const news = made.map(({ advance }) => ({ advance, type: 'advance.eligible' as const, data: eligibleData(advance) }));
  await tellOrders(unit, [...known, ...made.map(({ advance }) => advance)], news);
}

type Delivered = { readonly invoice: Invoice; readonly merchant: Merchant | undefined; readonly others: readonly Advance[] };
type Made = { readonly advance: Advance; readonly invoice: DeliveredInvoice };

function newAdvance(unit: Unit, { invoice, merchant, others }: Delivered): Made | undefined {
  if (!merchant) throw new Error(`merchant ${invoice.merchantId} has no settings on ${unit.today}`);
  const billed = { ...billOf(invoice), buyerFee: invoice.buyerFee };
  const amounts = advanceOf(billed, merchant.plan.rateBasisPoints, others);
  if (!amounts) return undefined;
  const nothing = yen(0);
  const advance: Advance = {
    merchantId: invoice.merchantId,
    shipmentId: invoice.shipmentId,
    orderId: invoice.orderId,
    invoiceId: invoice.id,
    status: 'eligible',
    ...amounts,
    returned: nothing,
    buyerFeeReturned: nothing,
    feeReturned: nothing,
    feeTaxReturned: nothing,
    waived: nothing,
    adjustments: 0,
    eligibleOn: unit.today,
    payoutId: null,
  };
  return { advance, invoice: billed };
}

function stands({ status }: Invoice): boolean {
  return status !== 'dropped' && status !== 'cancelled';
}

/** What is to be paid on an invoice after all credits, and what was paid. */
export function billOf(invoice: Invoice): { owed: Invoice['amount']; paid: Invoice['paid'] } {
  return { owed: stands(invoice) ? yen(invoice.amount - invoice.credited) : yen(0), paid: invoice.paid };
}

function eligibleData({ shipmentId, invoiceId, amount, fee, feeTax, eligibleOn }: Advance): Record<string, unknown> {
  return { shipmentId, invoiceId, amount, fee, feeTax, eligibleOn };
}

export type AdvanceNews = {
  readonly advance: Advance;
  readonly type: OrderChange['events'][number]['type'];
  readonly data: Record<string, unknown>;
};

/** Tells each order what became of its advances, and where it stands now that all of them are known. */
export async function tellOrders(unit: Unit, advances: readonly Advance[], news: readonly AdvanceNews[]): Promise<void> {
  const changes = [...Map.groupBy(news, ({ advance }) => advance.orderId)].map(([orderId, mine]): OrderChange => {
    const statuses = advances.filter((advance) => advance.orderId === orderId).map(({ status }) => status);
    const merchantId = mine[0]?.advance.merchantId ?? '';
    return { merchantId, orderId, axes: { settlement: settlementOf(statuses) }, events: mine.map(({ type, data }) => ({ type, data })) };
  });
  await applyToOrders(unit, changes);
}

/** 請求書発行手数料: each document that went out is charged, the first one not where the order bills it to the buyer (AD-23, SQ-11). */
export async function chargeInvoiceFee(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const orders = await lockOrders(unit, events.map(orderOf));
  const merchants = await merchantsOn(unit, [...new Set(events.map((event) => event.merchantId))]);
  await post(
    unit,
    events.flatMap((event) => feesOf(event, { merchant: merchants.get(event.merchantId), orders })),
  );
}

function feesOf(
  event: DomainEvent,
  { merchant, orders }: { merchant: Merchant | undefined; orders: readonly OrderRow[] },
): ReturnType<typeof documentFees> {
  const order = orders.find((each) => each.id === event.resource.id);
  if (!merchant || !order) throw new Error(`${event.type} of ${event.resource.id} has no order or no merchant`);
  return documentFees(merchant, {
    invoiceId: String(event.data['invoiceId']),
    documentVersion: Number(event.data['documentVersion']),
    delivery: event.data['delivery'] as Delivery,
    borneByBuyer: order.content.buyerFee > 0,
  });
}

export function orderOf(event: DomainEvent): OfOrder {
  return { merchantId: event.merchantId, orderId: event.resource.id };
}
