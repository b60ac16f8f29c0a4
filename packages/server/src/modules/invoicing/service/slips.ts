import { Refused } from '../../../core/result.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { dropInvoice, goOn } from '../decide/document.ts';
import { issueMoment } from '../decide/schedule.ts';
import type { Invoice } from '../model.ts';
import { updateInvoices } from '../store.ts';
import { closeBooks, enter, invoicesOf, type OpenBooks, openBooks } from './books.ts';
import { orderOf, shipmentIdOf, termsOf } from './issue.ts';

// What becomes of an invoice when its parcel does not arrive.

/**
 * The slip was taken back, which it may be before the invoice of this very parcel went out. What came
 * back was credited on it, and would be billed again with the next parcel.
 */
export async function dropInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  for (const event of events) {
    const invoice = ofParcel(books, event);
    // A parcel that holds nothing to pay for has none (AM-22).
    if (!invoice) continue;
    if (invoice.status !== 'scheduled' || invoice.credited > 0) throw onlyCancelled(books, event);
    enter(books, dropInvoice(invoice, unit.now));
  }
  await closeBooks(books);
}

function onlyCancelled(books: OpenBooks, event: DomainEvent): Refused {
  const order = books.orders.get(event.resource.id);
  if (!order) throw new Error(`order ${event.resource.id} is not held`);
  // What was written off only an operator takes back.
  const commands = order.billing === 'written_off' ? ['replaceSlip'] : ['replaceSlip', 'cancel'];
  return new Refused({ code: 'illegal_transition', values: { status: order.status }, legalCommands: commands });
}

/** The carrier brings the goods back: a buyer who does not get them is not asked to pay, and not late. */
export async function holdBackInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  const open = events.flatMap((event) => ofParcel(books, event) ?? []).filter(({ settledAt }) => settledAt === null);
  await updateInvoices(
    unit,
    open.map((invoice) => ({ ...invoice, heldBack: true })),
  );
}

/** SF-43, AM-16: the same goods under a new slip keep their invoice and its due date. */
export async function followSlips(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  const { merchants, calendar } = await termsOf(
    unit,
    events.map((event) => event.merchantId),
  );
  const moved = events.flatMap((event) => {
    const invoice = ofParcel(books, event);
    const merchant = merchants.get(event.merchantId);
    if (!invoice || !merchant) return [];
    const issueAt = issueMoment(merchant.program.invoiceTiming, calendar, { at: unit.now, delivery: invoice.delivery });
    return [{ ...goOn(invoice, { issueAt, today: unit.today, calendar }), shipmentId: String(event.data['by']) }];
  });
  await updateInvoices(unit, moved);
}

function ofParcel(books: OpenBooks, event: DomainEvent): Invoice | undefined {
  return invoicesOf(books, event.resource.id).find((invoice) => invoice.shipmentId === shipmentIdOf(event));
}
