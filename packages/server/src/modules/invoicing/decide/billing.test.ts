import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import type { InvoiceStatus } from '../model.ts';
import { billedBy, billingOf, tookItsPart } from './billing.ts';

describe('the billing axis of an order', () => {
  const axis = (statuses: readonly InvoiceStatus[], { allBilled = true } = {}) =>
    billingOf(
      statuses.map((status) => ({ status, overdue: false })),
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
    const issued = (overdue: boolean) => ({ status: 'issued', overdue }) as const;
    expect(billingOf([issued(false), issued(true)], true)).toBe('overdue');
    expect(billingOf([issued(false), issued(false)], true)).toBe('issued');
  });

  it('is not paid while parcels are still to be billed', () => {
    expect(axis(['paid'], { allBilled: false })).toBe('partially_paid');
  });

  it('counts what stands and was not credited', () => {
    const row = (status: InvoiceStatus, amount: number, credited = 0) => ({ status, amount: yen(amount), credited: yen(credited) });
    expect(billedBy([row('paid', 5_000, 1_000), row('issued', 2_000), row('cancelled', 9_000), row('dropped', 9_000)])).toBe(6_000);
  });

  it('took its part of the order, whatever came back of it since; what was dropped with its slip is billed anew', () => {
    const took = (status: InvoiceStatus, credited = 0) => tookItsPart({ status, amount: yen(5_000), credited: yen(credited) });
    expect([took('issued'), took('paid', 1_000), took('cancelled', 5_000)]).toEqual([true, true, true]);
    expect([took('dropped'), took('dropped', 1_000)]).toEqual([false, false]);
  });
});
