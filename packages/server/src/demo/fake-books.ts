import type { Event, Invoice, OrderSummary, Statement, TrialBalance } from '@atobarai/sdk';
import { addDays, dayInJapan, type Instant, type LocalDate, weekday } from '../core/time.ts';

export type FakeInvoice = { -readonly [Key in keyof Invoice]: Invoice[Key] } & { issuesOn: LocalDate };

/** Every fifth is bundled and there at once; the others wait for a weekday. */
export function scheduled(order: OrderSummary, now: Instant, count: number): FakeInvoice {
  let issuesOn = dayInJapan(now);
  const bundled = count % 5 === 0;
  while (!bundled && [0, 6].includes(weekday(issuesOn))) issuesOn = addDays(issuesOn, 1);
  const amounts = { amount: order.billedAmount, paid: 0, open: order.billedAmount, credited: 0 };
  const unissued = { number: null, reference: null, issuedOn: null, dueOn: null, overdue: false };
  return {
    id: `inv_${order.id}`,
    orderId: order.id,
    status: 'scheduled',
    delivery: bundled ? 'bundled' : 'separate',
    issuesOn,
    ...amounts,
    ...unissued,
  } as Partial<FakeInvoice> as FakeInvoice;
}

export function dunned(invoice: Invoice): Event {
  return { type: 'invoice.dunned', data: { invoiceId: invoice.id, step: 1, channel: 'letter' } } as Partial<Event> as Event;
}

export function statementOf(invoices: readonly Invoice[]): Statement {
  const amount = invoices.reduce((sum, invoice) => sum + invoice.amount, 0);
  const totals = [
    { kind: 'advance', count: invoices.length, amount },
    { kind: 'settlement_fee', count: invoices.length, amount: -4_200 },
    { kind: 'consumption_tax', count: invoices.length, amount: -420 },
  ];
  return {
    id: 'po_1',
    status: 'completed',
    closesOn: '2026-10-18',
    paysOn: '2026-10-23',
    net: amount - 4_620,
    totals,
  } as Partial<Statement> as Statement;
}

export function trialBalance(asOf: string, difference: number): TrialBalance {
  const accounts = [
    { account: 'BUYER_RECEIVABLE' as const, debit: 1_000 + difference, credit: 0, balance: 1_000 + difference },
    { account: 'MERCHANT_PAYABLE' as const, debit: 0, credit: 1_000, balance: -1_000 },
  ];
  return { asOf, accounts, debit: 1_000 + difference, credit: 1_000, difference };
}
