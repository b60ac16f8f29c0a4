import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import type { InvoiceStatus } from '../model.ts';
import { billedBy, billingOf } from './billing.ts';

describe('the billing axis of an order', () => {
  const axis = (statuses: readonly InvoiceStatus[], { allBilled = true, overdue = false } = {}) =>
    billingOf(
      statuses.map((status) => ({ status, overdue })),
      allBilled,
    );

  it.each([
    [[], 'none'],
    [['dropped'], 'none'],
    [['scheduled'], 'scheduled'],
    [['issued'], 'issued'],
    [['issued', 'scheduled'], 'issued'],
    [['partially_paid'], 'partially_paid'],
    [['paid', 'scheduled'], 'partially_paid'],
    [['paid', 'issued'], 'partially_paid'],
    [['paid', 'cancelled'], 'paid'],
    [['paid', 'paid'], 'paid'],
    [['paid_after_write_off'], 'paid'],
    [['in_collection', 'paid'], 'in_collection'],
    [['written_off', 'in_collection'], 'written_off'],
    [['cancelled', 'dropped'], 'cancelled'],
  ] as const)('of invoices %j is %s', (statuses, expected) => {
    expect(axis(statuses)).toBe(expected);
  });

  it('is overdue as soon as one invoice is', () => {
    expect(axis(['issued'], { overdue: true })).toBe('overdue');
  });

  it('is not paid while parcels are still to be billed', () => {
    expect(axis(['paid'], { allBilled: false })).toBe('partially_paid');
  });

  it('counts what stands and was not credited', () => {
    const row = (status: InvoiceStatus, amount: number, credited = 0) => ({ status, amount: yen(amount), credited: yen(credited) });
    expect(billedBy([row('paid', 5_000, 1_000), row('issued', 2_000), row('cancelled', 9_000), row('dropped', 9_000)])).toBe(6_000);
  });
});
