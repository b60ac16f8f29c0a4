import { sumYen, type Yen, yen } from '../../../core/money.ts';
import type { Axes } from '../../orders/model.ts';
import type { Invoice, InvoiceStatus } from '../model.ts';

type Standing = Pick<Invoice, 'status' | 'overdue'>;

/** What all invoices of an order say of it on the billing axis (domain.md 4.2). */
export function billingOf(invoices: readonly Standing[], allBilled: boolean): Axes['billing'] {
  const counting = invoices.filter(counts);
  if (counting.length === 0) return invoices.some(({ status }) => status === 'cancelled') ? 'cancelled' : 'none';
  return troubleOf(counting) ?? progressOf(counting, allBilled);
}

function troubleOf(invoices: readonly Standing[]): Axes['billing'] | undefined {
  if (has(invoices, 'written_off')) return 'written_off';
  if (has(invoices, 'in_collection')) return 'in_collection';
  return invoices.some(({ overdue }) => overdue) ? 'overdue' : undefined;
}

/** An order that is shipped in parts is not paid before the last part is billed. */
function progressOf(invoices: readonly Standing[], allBilled: boolean): Axes['billing'] {
  const someOpen = has(invoices, 'scheduled', 'issued', 'partially_paid');
  const somePaid = has(invoices, 'partially_paid', 'paid', 'paid_after_write_off');
  if (somePaid) return someOpen || !allBilled ? 'partially_paid' : 'paid';
  return has(invoices, 'issued') ? 'issued' : 'scheduled';
}

function has(invoices: readonly Standing[], ...statuses: readonly InvoiceStatus[]): boolean {
  return invoices.some(({ status }) => statuses.includes(status));
}

/** Whether it still stands: neither dropped before it went out nor cancelled after. */
export function counts({ status }: Pick<Invoice, 'status'>): boolean {
  return status !== 'dropped' && status !== 'cancelled';
}

/** Yen that an order's invoices bill, without what was credited since. */
export function billedBy(invoices: readonly Pick<Invoice, 'status' | 'amount' | 'credited'>[]): Yen {
  return sumYen(invoices.filter(counts).map(({ amount, credited }) => yen(amount - credited)));
}

/** Whether it took its part of the order: what came back whole stays taken, what was dropped with its slip is billed anew. */
export function tookItsPart({ status, amount, credited }: Pick<Invoice, 'status' | 'amount' | 'credited'>): boolean {
  return counts({ status }) || credited === amount;
}
