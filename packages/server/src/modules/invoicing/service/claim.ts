import { everything } from '../../../core/due-task.ts';
import type { Yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import type { LocalDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { noteHistory } from '../../buyers/index.ts';
import { calendarOf } from '../../calendar/index.ts';
import { journalsPosted, post } from '../../ledger/index.ts';
import { applyPayment, handOver, passDue, writeOff } from '../decide/claim.ts';
import type { Decided } from '../decide/command.ts';
import { extendDueDate, reissueInvoice } from '../decide/document.ts';
import { type Delivery, type Invoice, openAmount } from '../model.ts';
import { dueToPass, findInvoice, loadInvoicesOfOrders, type OfOrder, updateInvoices } from '../store.ts';
import { closeBooks, enter, openBooks, type OpenBooks } from './books.ts';
import { releaseFrames, type Settling } from './frame.ts';

const mostPerRun = 500;

type NamedInvoice = OfOrder & { readonly id: string };

/** Invoices as they stand, with their orders held: nothing else can change them before this transaction ends. */
export async function lockInvoices(unit: Unit, invoices: readonly NamedInvoice[]): Promise<Invoice[]> {
  const books = await openBooks(unit, invoices);
  return invoices.flatMap(({ id }) => books.invoices.get(id) ?? []);
}

export type Allocated = { readonly merchantId: string; readonly invoiceId: string; readonly amount: Yen; readonly on: LocalDate };

/**
 * What buyers paid reaches their invoices. An invoice paid in full gives back its share of the
 * buyer's exposure, the last one of an order all that is left; a part payment gives back nothing (I5).
 */
export async function recordAllocations(unit: Unit, allocations: readonly Allocated[]): Promise<void> {
  const named: NamedInvoice[] = [];
  for (const { merchantId, invoiceId } of allocations) named.push(await existing(unit, merchantId, invoiceId));
  const books = await openBooks(unit, named);
  const calendar = await calendarOf(unit);
  const settlings = allocations.map(({ invoiceId, amount, on }): Settling => {
    const before = held(books, invoiceId);
    return { before, after: enter(books, applyPayment(before, { amount, on, at: unit.now, calendar })) };
  });
  await closeBooks(books, await releaseFrames(books, settlings));
}

/** 速報, and what becomes of it: while money is on its way, nobody is late. */
export async function awaitMoney(unit: Unit, invoices: readonly NamedInvoice[], awaitsMoney: boolean): Promise<void> {
  const held = await lockInvoices(unit, invoices);
  await updateInvoices(
    unit,
    held.map((invoice) => ({ ...invoice, awaitsMoney })),
  );
}

/** SF-06: nobody has paid by the due date. */
export async function passDueInvoices(unit: Unit, choice = everything): Promise<number> {
  const due = await dueToPass(unit, Math.min(mostPerRun, choice.most), choice.except);
  choice.took(due);
  const books = await openBooks(unit, due);
  const late = due
    .flatMap(({ id }) => books.invoices.get(id) ?? [])
    .filter((invoice) => !invoice.heldBack && !invoice.awaitsMoney && invoice.overdueAt !== null && invoice.overdueAt <= unit.now);
  for (const invoice of late) enter(books, passDue(invoice));
  await closeBooks(books);
  return late.length;
}

export type InvoiceName = { readonly merchantId: string; readonly invoiceId: string };

/** Changes one invoice by a decision, with its order held. */
async function change(unit: Unit, { merchantId, invoiceId }: InvoiceName, decide: (invoice: Invoice) => Decided): Promise<Invoice> {
  const books = await openBooks(unit, [await existing(unit, merchantId, invoiceId)]);
  const invoice = enter(books, decide(held(books, invoiceId)));
  await closeBooks(books);
  return invoice;
}

export function reissue(unit: Unit, name: InvoiceName, wish: { readonly delivery?: Delivery | undefined } = {}): Promise<Invoice> {
  return change(unit, name, (invoice) => reissueInvoice(invoice, { at: unit.now, delivery: wish.delivery }));
}

export async function extend(unit: Unit, name: InvoiceName, days: number): Promise<Invoice> {
  const calendar = await calendarOf(unit);
  return change(unit, name, (invoice) => extendDueDate(invoice, { days, now: unit.now, calendar }));
}

export function handOverToAgency(unit: Unit, name: InvoiceName): Promise<Invoice> {
  return change(unit, name, handOver);
}

/** AD-21: the loss is the provider's. The buyer's exposure stays taken, and screening remembers. */
export async function writeOffInvoice(unit: Unit, name: InvoiceName): Promise<Invoice> {
  const invoice = await change(unit, name, (each) => writeOff(each, unit.now));
  const { merchantId, shipmentId } = invoice;
  const advanced = await journalsPosted(unit, 'advance', [{ merchantId, sourceId: shipmentId }]);
  const lost = openAmount(invoice);
  if (advanced.size > 0) {
    await post(unit, [
      { merchantId, kind: 'write_off', sourceId: invoice.id, postings: [{ debit: 'BAD_DEBT', credit: 'BUYER_RECEIVABLE', amount: lost }] },
    ]);
  }
  const books = await openBooks(unit, [invoice]);
  await noteHistory(unit, books.orders.get(invoice.orderId)?.person_keys ?? [], { writtenOff: 1 });
  return invoice;
}

async function existing(unit: Unit, merchantId: string, invoiceId: string): Promise<Invoice> {
  const invoice = await findInvoice(unit, merchantId, invoiceId);
  if (!invoice) throw new Refused({ code: 'not_found' });
  return invoice;
}

function held(books: OpenBooks, invoiceId: string): Invoice {
  const invoice = books.invoices.get(invoiceId);
  if (!invoice) throw new Error(`invoice ${invoiceId} is not held`);
  return invoice;
}

export function invoicesOfOrders(unit: Unit, orders: readonly OfOrder[]): Promise<Invoice[]> {
  return loadInvoicesOfOrders(unit, orders);
}
