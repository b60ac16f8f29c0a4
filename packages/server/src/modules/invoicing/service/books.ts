import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { applyToOrders, type CreditColumns, lockOrders, type OrderChange, type OrderRow } from '../../orders/index.ts';
import { billedBy, billingOf } from '../decide/billing.ts';
import type { Decided } from '../decide/command.ts';
import type { Invoice, InvoiceNews } from '../model.ts';
import { insertInvoices, loadInvoicesOfOrders, type OfOrder, updateInvoices } from '../store.ts';

/** Orders held by this transaction, each with all its invoices: what a command on invoices works on. */
export type OpenBooks = {
  readonly unit: Unit;
  readonly orders: ReadonlyMap<string, OrderRow>;
  /** By id; kept up to date by `enter`. */
  readonly invoices: Map<string, Invoice>;
  readonly entered: Entry[];
};

type Entry = { readonly invoice: Invoice; readonly news: readonly InvoiceNews[]; readonly isNew: boolean };

/** Locks the orders first, in the order of their ids, and reads their invoices after that. */
export async function openBooks(unit: Unit, orders: readonly OfOrder[]): Promise<OpenBooks> {
  const rows = orders.length === 0 ? [] : await lockOrders(unit, orders);
  const invoices = rows.length === 0 ? [] : await loadInvoicesOfOrders(unit, orders);
  return {
    unit,
    orders: new Map(rows.map((row) => [row.id, row])),
    invoices: new Map(invoices.map((invoice) => [invoice.id, invoice])),
    entered: [],
  };
}

export function invoicesOf(books: OpenBooks, orderId: string): Invoice[] {
  return [...books.invoices.values()].filter((invoice) => invoice.orderId === orderId);
}

/** Takes a decision into the books, or refuses as it does. */
export function enter(books: OpenBooks, decided: Decided): Invoice {
  if (!decided.ok) throw new Refused(decided.refusal);
  return note(books, { invoice: decided.invoice, news: decided.news, isNew: false });
}

export function enterNew(books: OpenBooks, invoice: Invoice, news: readonly InvoiceNews[]): Invoice {
  return note(books, { invoice, news, isNew: true });
}

function note(books: OpenBooks, entry: Entry): Invoice {
  books.invoices.set(entry.invoice.id, entry.invoice);
  books.entered.push(entry);
  return entry.invoice;
}

/** Saves what was entered, derives what it says of each order, and tells it. */
export async function closeBooks(books: OpenBooks, columns: ReadonlyMap<string, CreditColumns> = new Map()): Promise<void> {
  const { unit, entered } = books;
  if (entered.length === 0) return;
  const fresh = new Set(entered.filter((entry) => entry.isNew).map((entry) => entry.invoice.id));
  const latest = [...new Set(entered.map((entry) => entry.invoice.id))]
    .map((id) => books.invoices.get(id))
    .filter((invoice) => invoice !== undefined);
  await insertInvoices(
    unit,
    latest.filter((invoice) => fresh.has(invoice.id)),
  );
  // An insert writes what an invoice begins with; one that was issued at once has more to it.
  await updateInvoices(
    unit,
    latest.filter((invoice) => !fresh.has(invoice.id) || invoice.status !== 'scheduled'),
  );
  const orderIds = [...new Set(entered.map((entry) => entry.invoice.orderId))];
  await applyToOrders(
    unit,
    orderIds.map((orderId) => changeOf(books, orderId, columns.get(orderId))),
  );
}

function changeOf(books: OpenBooks, orderId: string, set: CreditColumns | undefined): OrderChange {
  const order = books.orders.get(orderId);
  if (!order) throw new Error(`order ${orderId} is not held`);
  return {
    merchantId: order.merchant_id,
    orderId,
    axes: { billing: billingOf(invoicesOf(books, orderId), allBilled(books, order)) },
    ...(set ? { set } : {}),
    events: books.entered.filter((entry) => entry.invoice.orderId === orderId).flatMap((entry) => entry.news),
  };
}

export function allBilled(books: OpenBooks, order: OrderRow): boolean {
  return billedBy(invoicesOf(books, order.id)) >= order.billed_amount - order.returned_amount;
}
