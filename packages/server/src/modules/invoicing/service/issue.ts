import { everything } from '../../../core/due-task.ts';
import { noYen, yen } from '../../../core/money.ts';
import { inJapan } from '../../../core/time.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { calendarOf } from '../../calendar/index.ts';
import { type Merchant, merchantsOn } from '../../merchants/index.ts';
import { findShipments, type ShipmentRow } from '../../shipments/index.ts';
import { tookItsPart } from '../decide/billing.ts';
import { issueInvoice } from '../decide/document.ts';
import { billedPart, issueMoment } from '../decide/schedule.ts';
import type { Invoice } from '../model.ts';
import { dueIssues, takeNumbers } from '../store.ts';
import { closeBooks, enter, enterNew, invoicesOf, openBooks, type OpenBooks } from './books.ts';

const mostPerRun = 500;

type Terms = { readonly merchants: ReadonlyMap<string, Merchant>; readonly calendar: Awaited<ReturnType<typeof calendarOf>> };

export async function termsOf(unit: Unit, merchantIds: readonly string[]): Promise<Terms> {
  return { merchants: await merchantsOn(unit, [...new Set(merchantIds)]), calendar: await calendarOf(unit) };
}

/**
 * SF-04, SF-17: a slip brings an invoice, to go out when the program says. One that travels in the
 * parcel is issued here and now, because the shop is about to print it.
 */
export async function scheduleInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  const terms = await termsOf(
    unit,
    events.map((event) => event.merchantId),
  );
  const shipments = await shipmentsOf(unit, events);
  const atOnce: Invoice[] = [];
  for (const event of events) {
    const shipment = shipments.get(shipmentIdOf(event));
    const invoice = shipment && scheduled(books, terms, shipment);
    // A parcel that holds nothing to pay for has no invoice (AM-22).
    if (!invoice) continue;
    const data = {
      invoiceId: invoice.id,
      shipmentId: invoice.shipmentId,
      issueAt: inJapan(invoice.issueAt),
      amount: invoice.amount,
      delivery: invoice.delivery,
    };
    enterNew(books, invoice, [{ type: 'invoice.scheduled', data }]);
    if (invoice.issueAt <= unit.now) atOnce.push(invoice);
  }
  await issue(books, terms, atOnce);
  await closeBooks(books);
}

function scheduled(books: OpenBooks, { merchants, calendar }: Terms, shipment: ShipmentRow): Invoice | undefined {
  const { unit } = books;
  const order = books.orders.get(shipment.order_id);
  const merchant = merchants.get(shipment.merchant_id);
  if (!order || !merchant) throw new Error(`shipment ${shipment.id} has no order or no merchant`);
  const earlier = invoicesOf(books, order.id).filter(tookItsPart);
  const part = billedPart(order.content, { items: shipment.items, amount: yen(shipment.amount) }, earlier);
  if (part.amount <= 0) return undefined;
  const { delivery, dueDays } = order.content.invoice;
  return {
    ...unissued,
    ...part,
    merchantId: order.merchant_id,
    id: unit.ids.next('inv'),
    orderId: order.id,
    shipmentId: shipment.id,
    delivery,
    dueDays,
    issueAt: issueMoment(merchant.program.invoiceTiming, calendar, { at: unit.now, delivery }),
    payerHash: order.content.payerHash,
  };
}

const unissued = {
  status: 'scheduled',
  documentVersion: 1,
  number: null,
  reference: null,
  issuedAt: null,
  issuedOn: null,
  dueOn: null,
  extensions: 0,
  credited: noYen,
  creditedTax: [],
  paid: noYen,
  paidOn: null,
  overdue: false,
  overdueAt: null,
  settledAt: null,
  heldBack: false,
  awaitsMoney: false,
} as const;

/** Sends out the invoices whose moment has come, in the order in which they were to go. */
export async function issueDueInvoices(unit: Unit, choice = everything): Promise<number> {
  const due = await dueIssues(unit, Math.min(mostPerRun, choice.most), choice.except);
  choice.took(due);
  const books = await openBooks(unit, due);
  // Read again under the lock: another worker, or a cancel, may have been quicker.
  const invoices = due
    .flatMap(({ id }) => books.invoices.get(id) ?? [])
    .filter((invoice) => invoice.status === 'scheduled' && !invoice.heldBack);
  await issue(
    books,
    await termsOf(
      unit,
      invoices.map((invoice) => invoice.merchantId),
    ),
    invoices,
  );
  await closeBooks(books);
  return invoices.length;
}

async function issue(books: OpenBooks, { merchants, calendar }: Terms, invoices: readonly Invoice[]): Promise<void> {
  const { unit } = books;
  const byMerchant = Map.groupBy(invoices, (invoice) => invoice.merchantId);
  for (const [merchantId, mine] of [...byMerchant].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const merchant = merchants.get(merchantId);
    if (!merchant) throw new Error(`merchant ${merchantId} has no settings`);
    const first = await takeNumbers(unit, merchantId, mine.length);
    for (const [index, invoice] of mine.entries()) {
      enter(books, issueInvoice(invoice, { merchantNumber: merchant.number, number: first + index, at: unit.now, calendar }));
    }
  }
}

async function shipmentsOf(unit: Unit, events: readonly DomainEvent[]): Promise<Map<string, ShipmentRow>> {
  const shipments: ShipmentRow[] = [];
  for (const [merchantId, mine] of Map.groupBy(events, (event) => event.merchantId)) {
    shipments.push(...(await findShipments(unit, merchantId, mine.map(shipmentIdOf))));
  }
  return new Map(shipments.map((shipment) => [shipment.id, shipment]));
}

export function orderOf(event: DomainEvent): { merchantId: string; orderId: string } {
  return { merchantId: event.merchantId, orderId: event.resource.id };
}

export function shipmentIdOf(event: DomainEvent): string {
  return String(event.data['shipmentId']);
}
