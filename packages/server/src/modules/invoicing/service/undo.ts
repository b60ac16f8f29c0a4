import { type Yen, yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { journalsPosted } from '../../ledger/index.ts';
import { counts } from '../decide/billing.ts';
import type { RateAmount } from '../decide/by-rate.ts';
import { cancelInvoice, creditInvoice } from '../decide/claim.ts';
import { dropInvoice } from '../decide/document.ts';
import type { Invoice } from '../model.ts';
import { closeBooks, enter, invoicesOf, type OpenBooks, openBooks } from './books.ts';
import { releaseFrames, type Settling } from './frame.ts';
import { orderOf } from './issue.ts';

/** The order is off: what has not gone out is dropped, what has is cancelled (domain.md 4.2, cancel matrix). */
export async function cancelInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  await refuseShopRefunds(books, events);
  for (const event of events) {
    for (const invoice of standing(books, event).filter((each) => !staysPaid(each, event)))
      enter(books, invoice.status === 'scheduled' ? dropInvoice(invoice, unit.now) : cancelInvoice(invoice, unit.now));
  }
  await closeBooks(books);
}

/**
 * Goods came back: the buyer owes so much less, on the parcel they came from or on the newest ones
 * first. Only what was billed can come back. The frame is freed invoice by invoice: what was paid freed its own before.
 */
export async function creditInvoices(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const books = await openBooks(unit, events.map(orderOf));
  await refuseShopRefunds(books, events);
  const settlings: Settling[] = [];
  for (const event of events) {
    let left = Number(event.data['amount']);
    for (const invoice of standing(books, event).toSorted(newestFirst(event))) {
      const amount = Math.min(left, creditable(invoice));
      if (amount <= 0) continue;
      settlings.push({
        before: invoice,
        after: enter(books, creditInvoice(invoice, { amount: yen(amount), at: unit.now, rates: ratesOf(event) })),
      });
      left -= amount;
    }
    if (left > 0) throw new Refused({ code: 'amount_mismatch', path: 'amount', values: { difference: left } });
  }
  await closeBooks(books, await releaseFrames(books, settlings));
}

/** What came back by tax rate; nothing where the return named an amount alone. */
function ratesOf({ data }: DomainEvent): readonly RateAmount[] {
  return (data['rates'] ?? []) as readonly RateAmount[];
}

/** What an order's invoices still stand for. */
function standing(books: OpenBooks, event: DomainEvent): Invoice[] {
  return invoicesOf(books, event.resource.id).filter((invoice) => counts(invoice) && invoice.status !== 'paid_after_write_off');
}

/** One that is paid stays as it is when the shop itself pays all of it back (AM-18). */
function staysPaid({ status }: Invoice, event: DomainEvent): boolean {
  return event.data['refundBy'] === 'merchant' && status === 'paid';
}

/** A shop can pay back only what it was advanced: before that the money is with the provider (AM-18). */
async function refuseShopRefunds(books: OpenBooks, events: readonly DomainEvent[]): Promise<void> {
  const paid = events
    .filter((event) => event.data['refundBy'] === 'merchant')
    .flatMap((event) => standing(books, event))
    .filter((invoice) => invoice.paid > 0);
  const advanced = await journalsPosted(
    books.unit,
    'advance',
    paid.map(({ merchantId, shipmentId: sourceId }) => ({ merchantId, sourceId })),
  );
  if (paid.every(({ merchantId, shipmentId }) => advanced.has(`${merchantId}/${shipmentId}`))) return;
  throw new Refused({ code: 'illegal_transition', path: 'refundBy', values: { status: 'not_advanced' }, legalCommands: [] });
}

function newestFirst(event: DomainEvent): (a: Invoice, b: Invoice) => number {
  const wanted = event.data['shipmentId'];
  // After the parcel that is named comes what a carrier brought back.
  const rank = ({ shipmentId, heldBack }: Invoice) => (shipmentId === wanted ? 2 : Number(heldBack));
  return (a, b) => rank(b) - rank(a) || (a.id < b.id ? 1 : -1);
}

function creditable({ status, amount, credited }: Invoice): Yen {
  return status === 'written_off' ? yen(0) : yen(amount - credited);
}
