import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { localDate } from '../../../core/time.ts';
import type { Journal } from '../../ledger/model.ts';
import { type Merchant, type MerchantSettings, planOf, programOf, sampleSettings } from '../../merchants/index.ts';
import { documentFees, monthlyFees } from './fees.ts';

const merchant = (settings: MerchantSettings): Merchant => {
  const program = programOf(settings.program);
  return {
    id: 'mer_1',
    number: 1,
    name: '店',
    effectiveOn: localDate('2026-01-01'),
    settings,
    program,
    plan: planOf(program, settings.plan),
  };
};
const general = merchant(sampleSettings.general);
const itemised = merchant(sampleSettings.withoutApi);
const lines = (journals: readonly Journal[]) =>
  journals.map(({ kind, sourceId, postings }) => [`${kind}/${sourceId}`, ...postings.map(({ amount }) => amount)]);
const issued = { invoiceId: 'inv_1', documentVersion: 1, delivery: 'separate', borneByBuyer: false } as const;
const segment = (from: string, through: string, fee: number) => ({ from: localDate(from), through: localDate(through), fee: yen(fee) });

describe('the fee for an invoice', () => {
  it('AD-08: goes by how it travels: 190 posted, 100 enclosed, with tax', () => {
    expect(lines(documentFees(general, issued))).toEqual([['invoice_fee/inv_1:1', 190, 19]]);
    expect(lines(documentFees(general, { ...issued, delivery: 'bundled' }))).toEqual([['invoice_fee/inv_1:1', 100, 10]]);
  });

  it('SQ-11: is charged again for each document', () => {
    expect(lines(documentFees(general, { ...issued, documentVersion: 2 }))).toEqual([['invoice_fee/inv_1:2', 190, 19]]);
  });

  it('AD-23: is not the shop’s where the order bills it to the buyer', () => {
    expect(documentFees(general, { ...issued, borneByBuyer: true })).toEqual([]);
  });

  it('SQ-11: is the shop’s for a document that goes out again, for the buyer was billed the first one alone', () => {
    expect(lines(documentFees(general, { ...issued, borneByBuyer: true, documentVersion: 2 }))).toEqual([['invoice_fee/inv_1:2', 190, 19]]);
  });

  it('SF-50: comes with the paper where the costs of enclosed invoices are itemised', () => {
    expect(lines(documentFees(itemised, { ...issued, delivery: 'bundled' }))).toEqual([
      ['invoice_fee/inv_1:1', 100, 10],
      ['bundled_fees/inv_1:1', 10, 1],
    ]);
    expect(lines(documentFees(itemised, issued))).toEqual([['invoice_fee/inv_1:1', 190, 19]]);
  });
});

describe('the fixed fee of a month', () => {
  const december = { lastDay: localDate('2026-12-31'), setUpCharged: false };

  it('is one line for a whole month, booked on its last day', () => {
    const [fee, ...others] = monthlyFees(general, { ...december, segments: [segment('2026-12-01', '2026-12-31', 4_500)] });
    expect(lines(fee ? [fee] : [])).toEqual([['monthly_fee/2026-12', 4_500, 450]]);
    expect([fee?.bookedOn, others]).toEqual(['2026-12-31', []]);
  });

  it('WX-08 SF-46: is one line per plan, by day, when the plan changed within the month', () => {
    // 45,000 × 15 ÷ 31 = 21,774.19; its tax 2,177.4. The plan without a fixed fee has no line.
    const segments = [segment('2026-12-01', '2026-12-15', 21_774), segment('2026-12-16', '2026-12-31', 0)];
    expect(lines(monthlyFees(general, { ...december, segments }))).toEqual([['proration/2026-12-01', 21_774, 2_177]]);
  });

  it('SF-31 AD-16: is nothing on a plan without one', () => {
    expect(
      monthlyFees(merchant({ ...sampleSettings.general, plan: 'risk_free' }), {
        ...december,
        segments: [segment('2026-12-01', '2026-12-31', 0)],
      }),
    ).toEqual([]);
  });

  it('SF-50: has the setting-up of enclosed invoices once and their fixed cost each month, where they are itemised', () => {
    const month = { ...december, segments: [segment('2026-12-01', '2026-12-31', 0)] };
    expect(lines(monthlyFees(itemised, month))).toEqual([
      ['bundled_fees/initial', 10_000, 1_000],
      ['bundled_fees/2026-12', 1_000, 100],
    ]);
    expect(lines(monthlyFees(itemised, { ...month, setUpCharged: true }))).toEqual([['bundled_fees/2026-12', 1_000, 100]]);
  });
});
