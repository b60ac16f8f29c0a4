import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payoutLineKinds } from '@atobarai/sdk/contract';
import { noYen, yen } from '../../../core/money.ts';
import { instant, localDate } from '../../../core/time.ts';
import type { Account } from '../../ledger/model.ts';
import type { PayableEntry, Payout } from '../model.ts';
import { closingLines, lineOf, openingLines, totalsOf } from './statement.ts';

const payout: Payout = {
  merchantId: 'mer_1',
  id: 'po_1',
  version: 1,
  sequence: 1,
  status: 'closed',
  periodFrom: localDate('2026-10-01'),
  closesOn: localDate('2026-10-04'),
  paysOn: localDate('2026-10-09'),
  fromEntry: 10,
  toEntry: 20,
  carriedIn: yen(-209),
  transferFee: yen(300),
  transferFeeTax: yen(30),
  net: yen(1),
  negativeClosings: 0,
  transfers: 0,
  firstApprovedBy: null,
  closedAt: instant('2026-10-05T00:00:00+09:00'),
  approvedAt: null,
  sentAt: null,
  completedAt: null,
  nextActionAt: null,
};
const entry = (kind: string, [debit, credit]: readonly [Account, Account], amount: number): PayableEntry => ({
  id: 11,
  kind,
  debit,
  credit,
  amount: yen(amount),
  sourceId: 'shp_1',
  bookedOn: localDate('2026-10-02'),
  orderId: 'ord_1',
  shopOrderId: 'A-1',
});

describe('a line of a statement', () => {
  it('is above zero for the shop and below zero for what is taken from it', () => {
    expect(lineOf(entry('advance', ['BUYER_RECEIVABLE', 'MERCHANT_PAYABLE'], 11_000))).toMatchObject({
      kind: 'advance',
      amount: 11_000,
      place: 11,
    });
    expect(lineOf(entry('settlement_fee', ['MERCHANT_PAYABLE', 'FEE_REVENUE'], 462))).toMatchObject({
      kind: 'settlement_fee',
      amount: -462,
    });
  });

  it('4.5: shows consumption tax apart from the fee it is on, also when it is given back', () => {
    expect(lineOf(entry('settlement_fee', ['MERCHANT_PAYABLE', 'TAX_PAYABLE'], 46))).toMatchObject({
      kind: 'consumption_tax',
      amount: -46,
    });
    expect(lineOf(entry('return_adjustment', ['TAX_PAYABLE', 'MERCHANT_PAYABLE'], 46))).toMatchObject({
      kind: 'consumption_tax',
      amount: 46,
    });
    expect(lineOf(entry('return_adjustment', ['FEE_REVENUE', 'MERCHANT_PAYABLE'], 462))).toMatchObject({
      kind: 'return_adjustment',
      amount: 462,
    });
  });

  it('is never that a payout left', () => {
    expect(() => lineOf(entry('payout', ['MERCHANT_PAYABLE', 'CASH_OUT'], 1))).toThrow('no line of a statement');
  });

  it('comes before and after the entries for what the payout itself adds', () => {
    expect(openingLines(payout).map(({ place, kind, amount }) => [place, kind, amount])).toEqual([[10, 'carry_forward', -209]]);
    expect(closingLines(payout).map(({ place, kind, amount }) => [place, kind, amount])).toEqual([
      [21, 'transfer_fee', -300],
      [22, 'consumption_tax', -30],
    ]);
    expect([
      ...openingLines({ ...payout, carriedIn: noYen }),
      ...closingLines({ ...payout, transferFee: noYen, transferFeeTax: noYen }),
    ]).toEqual([]);
  });
});

describe('the totals of a statement', () => {
  it('AD-22: have one row per kind and lose no yen', () => {
    const part = fc.record({
      kind: fc.constantFrom(...payoutLineKinds),
      count: fc.nat({ max: 9 }),
      amount: fc.integer({ min: -9_999, max: 9_999 }).map(yen),
    });
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const totals = totalsOf(parts);
        expect(new Set(totals.map(({ kind }) => kind)).size).toBe(totals.length);
        const sum = (rows: readonly { readonly amount: number }[]) => rows.reduce((all, { amount }) => all + amount, 0);
        expect(sum(totals)).toBe(sum(parts));
      }),
    );
  });
});
