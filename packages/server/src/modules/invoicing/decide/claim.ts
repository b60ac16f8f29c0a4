import { type Yen, yen } from '../../../core/money.ts';
import { dayInJapan, type Instant, type LocalDate } from '../../../core/time.ts';
import { type Invoice, type InvoiceNews, type InvoiceStatus, openAmount } from '../model.ts';
import type { Calendar } from '../../calendar/model.ts';
import { plus, type RateAmount } from './by-rate.ts';
import { changed, type Decided, ifLegal, settled, told } from './command.ts';
import { creditNote } from './credit.ts';
import { dropInvoice, lastDayInTime } from './document.ts';

/** What came in, on which day it reached the bank, and when that is known. */
export type Payment = { readonly amount: Yen; readonly on: LocalDate; readonly at: Instant; readonly calendar: Calendar };

/** 消込: what a buyer paid, allocated to this invoice. Money over what is owed never gets here. */
export function applyPayment(invoice: Invoice, { amount, on, at, calendar }: Payment): Decided {
  return ifLegal(invoice, invoice.status === 'written_off' ? 'recover' : 'allocate', () => {
    const open = openAmount(invoice);
    if (amount <= 0 || amount > open)
      return { ok: false, refusal: { code: 'amount_mismatch', path: 'amount', values: { difference: amount - open } } };
    const paid = yen(invoice.paid + amount);
    const settles = amount === open;
    const late = invoice.dueOn !== null && on > lastDayInTime(calendar, invoice.dueOn);
    const patch = { paid, paidOn: settles ? on : invoice.paidOn, status: paidStatus(invoice, settles), ...(settles ? settled(at) : {}) };
    return changed(invoice, patch, [told(invoice, paidNews(invoice, settles), { amount, paid, open: open - amount, paidOn: on, late })]);
  });
}

function paidStatus({ status }: Invoice, settles: boolean): InvoiceStatus {
  if (status === 'written_off') return settles ? 'paid_after_write_off' : 'written_off';
  if (settles) return 'paid';
  return status === 'in_collection' ? 'in_collection' : 'partially_paid';
}

function paidNews({ status }: Invoice, settles: boolean): InvoiceNews['type'] {
  if (status === 'written_off') return 'invoice.recovered';
  return settles ? 'invoice.paid' : 'invoice.partially_paid';
}

/** What is taken off, and what came back by tax rate where that is known. */
export type Credit = { readonly amount: Yen; readonly at: Instant; readonly rates?: readonly RateAmount[] };

/** A credit note: goods came back, or the order got cheaper. Taken off rate by rate, the tax with it. */
export function creditInvoice(invoice: Invoice, { amount, at, rates }: Credit): Decided {
  return ifLegal(invoice, 'credit', () => {
    const left = yen(invoice.amount - invoice.credited);
    if (amount <= 0 || amount > left)
      return { ok: false, refusal: { code: 'amount_mismatch', path: 'amount', values: { difference: amount - left } } };
    if (amount === left)
      return invoice.status === 'scheduled' ? dropInvoice({ ...invoice, ...creditedWhole(invoice) }, at) : cancelInvoice(invoice, at);
    const credited = yen(invoice.credited + amount);
    const note = creditNote(invoice, amount, rates);
    const patch = { credited, creditedTax: plus(invoice.creditedTax, note) };
    const open = openAmount({ ...invoice, credited });
    const news = told(invoice, 'invoice.credited', { amount, credited, open, taxSummary: note });
    if (open > 0 || !owed.has(invoice.status)) return changed(invoice, patch, [news]);
    // What was paid before is now enough: nothing more is waited for, no letter and no frame.
    const paidOn = invoice.paidOn ?? dayInJapan(at);
    const paid = told(invoice, 'invoice.paid', { amount: 0, paid: invoice.paid, open, paidOn, late: invoice.overdue });
    return changed(invoice, { ...patch, status: 'paid', paidOn, ...settled(at) }, [news, paid]);
  });
}

const owed: ReadonlySet<InvoiceStatus> = new Set(['issued', 'partially_paid', 'in_collection']);

/** The order is off after the document went out: the buyer is told not to pay; the issue fee stays (domain.md 4.2). */
export function cancelInvoice(invoice: Invoice, at: Instant): Decided {
  return ifLegal(invoice, 'cancel', () => {
    const data = { amount: yen(invoice.amount - invoice.credited), paid: invoice.paid };
    return changed(invoice, { status: 'cancelled', ...creditedWhole(invoice), ...settled(at) }, [told(invoice, 'invoice.cancelled', data)]);
  });
}

function creditedWhole({ amount, tax }: Invoice): Pick<Invoice, 'credited' | 'creditedTax'> {
  return { credited: amount, creditedTax: tax };
}

export function passDue(invoice: Invoice): Decided {
  return ifLegal(invoice, 'pass_due', () =>
    changed(invoice, { overdue: true, overdueAt: null }, [
      told(invoice, 'invoice.overdue', { dueOn: invoice.dueOn, open: openAmount(invoice) }),
    ]),
  );
}

/** 回収委託: from here on an agency collects. */
export function handOver(invoice: Invoice): Decided {
  return ifLegal(invoice, 'hand_over', () =>
    changed(invoice, { status: 'in_collection' }, [told(invoice, 'invoice.in_collection', { open: openAmount(invoice) })]),
  );
}

/** 貸倒: the provider's loss. The merchant was advanced the money and keeps it (AD-21). */
export function writeOff(invoice: Invoice, at: Instant): Decided {
  return ifLegal(invoice, 'write_off', () =>
    changed(invoice, { status: 'written_off', settledAt: at, overdueAt: null }, [
      told(invoice, 'invoice.written_off', { amount: openAmount(invoice) }),
    ]),
  );
}
