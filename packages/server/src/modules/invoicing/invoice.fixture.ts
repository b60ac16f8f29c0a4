import { noYen, yen } from '../../core/money.ts';
import { atInJapan, instant, localDate } from '../../core/time.ts';
import { bankCalendar } from '../calendar/index.ts';
import type { Invoice, InvoiceStatus } from './model.ts';
import { applyPayment } from './decide/claim.ts';
import type { Decided } from './decide/command.ts';
import { issueInvoice } from './decide/document.ts';

// An invoice of 11,000 yen to be issued on Friday, 20 November 2026, for tests.

export const calendar = bankCalendar();
export const at = instant('2026-11-20T18:00:00+09:00');

export const scheduled: Invoice = {
  merchantId: 'mer_1',
  id: 'inv_1',
  orderId: 'ord_1',
  shipmentId: 'shp_1',
  status: 'scheduled',
  delivery: 'separate',
  documentVersion: 1,
  number: null,
  reference: null,
  issueAt: at,
  issuedAt: null,
  issuedOn: null,
  dueDays: 14,
  dueOn: null,
  extensions: 0,
  amount: yen(11_000),
  credited: noYen,
  creditedTax: [],
  paid: noYen,
  paidOn: null,
  netAmount: yen(10_000),
  buyerFee: noYen,
  lines: [],
  tax: [{ rate: 10, amount: yen(11_000), tax: yen(1_000) }],
  payerHash: 'p',
  overdue: false,
  overdueAt: null,
  settledAt: null,
  heldBack: false,
  awaitsMoney: false,
};

export const done = (decided: Decided) => {
  if (!decided.ok) throw new Error(`refused: ${decided.refusal.code}`);
  return decided;
};
export const after = (decided: Decided) => done(decided).invoice;
export const refusal = (decided: Decided) => (decided.ok ? undefined : decided.refusal);
export const issue = (invoice = scheduled, day = '2026-11-20') =>
  issueInvoice(invoice, { merchantNumber: 1, number: 42, at: atInJapan(localDate(day), '18:00'), calendar });
export const issued = after(issue());
export const pay = (invoice: Invoice, amount: number, on = '2026-11-30') =>
  applyPayment(invoice, { amount: yen(amount), on: localDate(on), at, calendar });
export const inState = (status: InvoiceStatus, patch: Partial<Invoice> = {}): Invoice => ({ ...issued, status, ...patch });
