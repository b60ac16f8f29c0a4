import { type Yen, yen } from '../../../core/money.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { counts } from '../decide/billing.ts';
import { cancelInvoice, creditInvoice } from '../decide/claim.ts';
import { dropInvoice } from '../decide/document.ts';
import type { Invoice } from '../model.ts';
import { updateInvoices } from '../store.ts';
import { closeBooks, enter, invoicesOf, type OpenBooks, openBooks } from './books.ts';
import { orderOf, shipmentIdOf } from './issue.ts';

/** The order is off: what has not gone out is dropped, what has is cancelled (domain.md 4.2, cancel matrix). */
export async function cancelInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  for (const event of events) {
    for (const invoice of standing(books, event))
      enter(books, invoice.status === 'scheduled' ? dropInvoice(invoice, unit.now) : cancelInvoice(invoice, unit.now));
  }
  await closeBooks(books);
}

/** Goods came back: the buyer owes so much less, on the parcel they came from or on the newest ones first. */
export async function creditInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  for (const event of events) {
    let left = Number(event.data['amount']);
    for (const invoice of standing(books, event).toSorted(newestFirst(event))) {
      const amount = Math.min(left, creditable(invoice));
      if (amount <= 0) continue;
      enter(books, creditInvoice(invoice, { amount: yen(amount), at: unit.now }));
      left -= amount;
    }
  }
  await closeBooks(books);
}

/** The slip was taken back before its invoice went out. */
export async function dropInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  for (const event of events) {
    const invoice = invoicesOf(books, event.resource.id).find((each) => each.shipmentId === shipmentIdOf(event));
    if (invoice?.status === 'scheduled') enter(books, dropInvoice(invoice, unit.now));
  }
  await closeBooks(books);
}

/** SF-43, AM-16: the same goods under a new slip keep their invoice and its due date. */
export async function followSlips(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  const moved = events.flatMap((event) => {
    const invoice = invoicesOf(books, event.resource.id).find((each) => each.shipmentId === shipmentIdOf(event));
    return invoice ? [{ ...invoice, shipmentId: String(event.data['by']) }] : [];
  });
  await updateInvoices(unit, moved);
}

/** What an order's invoices still stand for. One that is paid stays as it is when the shop itself pays the buyer back (AM-18). */
function standing(books: OpenBooks, event: DomainEvent): Invoice[] {
  const shopRefunds = event.data['refundBy'] === 'merchant';
  return invoicesOf(books, event.resource.id).filter(
    (invoice) => counts(invoice) && invoice.status !== 'paid_after_write_off' && !(shopRefunds && invoice.status === 'paid'),
  );
}

function newestFirst(event: DomainEvent): (a: Invoice, b: Invoice) => number {
  const wanted = event.data['shipmentId'];
  return (a, b) => Number(b.shipmentId === wanted) - Number(a.shipmentId === wanted) || (a.id < b.id ? 1 : -1);
}

function creditable({ status, amount, credited }: Invoice): Yen {
  return status === 'written_off' ? yen(0) : yen(amount - credited);
}
