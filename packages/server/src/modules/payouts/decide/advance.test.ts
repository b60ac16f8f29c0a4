import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import type { Account, Journal, Posting } from '../../ledger/model.ts';
import type { Advance, AdvanceStatus, RefundParty } from '../model.ts';
import { advanced, balanceIn, bill } from './advance.fixture.ts';
import { advanceOf, settlementOf, reverseAdvance, statusInPayout } from './advance.ts';

const moved = ({ postings }: Journal) =>
  postings.filter(({ amount }) => amount > 0).map(({ debit, credit, amount }) => [debit, credit, amount]);
const back = (advance: Advance, owed: number, { paid = 0, by = 'provider' as RefundParty } = {}) => {
  const reversal = reverseAdvance(advance, bill(owed, paid), { refundBy: by, others: [] });
  if (!reversal) throw new Error('nothing came back');
  return reversal;
};
const byUs = { refundBy: 'provider', others: [] } as const;

describe('what is advanced for a delivered shipment', () => {
  it('SF-07 AD-21: is the billed amount, whoever pays later; the fee is a share of it, floored, with tax on the floored fee', () => {
    // 10,000 × 4.2 % = 420, tax 42. 10,940 × 4.2 % = 459.48 → 459, tax 45.9 → 45.
    expect(advanced({ owed: 10_000 }).advance).toMatchObject({ amount: 10_000, fee: 420, feeTax: 42 });
    const { advance, journals } = advanced({ owed: 10_940 });
    expect(advance).toMatchObject({ amount: 10_940, fee: 459, feeTax: 45 });
    expect(journals.map(({ kind, sourceId }) => `${kind}/${sourceId}`)).toEqual(['advance/shp_1', 'settlement_fee/shp_1']);
    expect(balanceIn(journals, 'MERCHANT_PAYABLE')).toBe(-(10_940 - 459 - 45));
    expect(balanceIn(journals, 'BUYER_RECEIVABLE')).toBe(10_940);
  });

  it('AD-23: leaves out the issue fee that the buyer bears, which is ours and is booked with it', () => {
    // 10,000 of goods and 190 + 19 tax for the issue. The rate applies to all that is billed: 10,209 × 4.2 % = 428.
    const { advance, journals } = advanced({ owed: 10_209, buyerFee: 209 });
    expect(advance).toMatchObject({ amount: 10_000, buyerFee: 209, fee: 428, feeTax: 42 });
    expect(moved(journals[0] as Journal)).toEqual([
      ['BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', 10_000],
      ['BUYER_RECEIVABLE', 'FEE_REVENUE', 190],
      ['BUYER_RECEIVABLE', 'TAX_PAYABLE', 19],
    ]);
  });

  it('AD-02: what the buyer paid before counts against what the buyer owes from now on', () => {
    const { journals } = advanced({ owed: 10_000, paid: 4_000 });
    expect(balanceIn(journals, 'BUYER_RECEIVABLE')).toBe(6_000);
    expect(balanceIn(journals, 'BUYER_PREPAID')).toBe(4_000);
  });

  it('is nothing when nothing is owed any more, and free of charge when only the issue fee is left', () => {
    expect(advanceOf({ ...bill(0), buyerFee: yen(0) }, 420, [])).toBeUndefined();
    expect(advanced({ owed: 150, buyerFee: 209 }).advance).toMatchObject({ amount: 0, buyerFee: 150, fee: 0 });
  });
});

describe('a return after the advance', () => {
  it('WX-09 AM-17b: takes back what came back and gives back its share of the fee, with the tax on it', () => {
    // 30,000 × 4.2 % = 1,260. 18,000 remain: 756. So 504 of the fee come back; tax 126 − 75 = 51.
    const { advance, journal, ...amounts } = back(advanced({ owed: 30_000 }).advance, 18_000);
    expect(amounts).toEqual({ clawback: 12_000, feeBack: 504, feeTaxBack: 51, forgiven: 12_000, refund: 0 });
    expect(moved(journal)).toEqual([
      ['MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', 12_000],
      ['FEE_REVENUE', 'MERCHANT_PAYABLE', 504],
      ['TAX_PAYABLE', 'MERCHANT_PAYABLE', 51],
    ]);
    expect(journal).toMatchObject({ kind: 'return_adjustment', sourceId: 'shp_1:1' });
    expect(advance).toMatchObject({ returned: 12_000, status: 'eligible' });
  });

  it('SF-47: of everything leaves the merchant with nothing of it, neither goods nor fee', () => {
    const { advance, journals } = advanced({ owed: 10_940 });
    const reversal = back(advance, 0);
    const books = [...journals, reversal.journal];
    expect(
      ['MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', 'FEE_REVENUE', 'TAX_PAYABLE'].map((account) => balanceIn(books, account as Account)),
    ).toEqual([0, 0, 0, 0]);
    expect(reversal.advance.status).toBe('taken_back');
  });

  it('AM-18: comes off what the buyer still owes first; what was paid is owed back to the buyer', () => {
    // 10,000 billed, 7,000 paid, 5,000 come back: 3,000 were still owed, so 2,000 go back to the buyer.
    const { journal, forgiven, refund } = back(advanced({ owed: 10_000 }).advance, 5_000, { paid: 7_000 });
    expect([forgiven, refund]).toEqual([3_000, 2_000]);
    expect(moved(journal).slice(0, 2)).toEqual([
      ['MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', 3_000],
      ['MERCHANT_PAYABLE', 'BUYER_REFUND_PAYABLE', 2_000],
    ]);
  });

  it('AM-18: takes nothing of what was paid from a shop that gives it back itself, and never asks for it later', () => {
    const first = back(advanced({ owed: 10_000 }).advance, 4_000, { paid: 7_000, by: 'merchant' });
    expect(first).toMatchObject({ clawback: 3_000, refund: 0, advance: { waived: 3_000, returned: 3_000 } });
    const second = back(first.advance, 0, { paid: 7_000 });
    expect(second).toMatchObject({ clawback: 4_000, refund: 4_000 });
    expect(reverseAdvance(second.advance, bill(0, 7_000), byUs)).toBeUndefined();
    const paidOut = { ...advanced({ owed: 10_000 }).advance, status: 'paid_out' } as const;
    expect(back(paidOut, 4_000, { paid: 10_000, by: 'merchant' })).toMatchObject({ clawback: 0, advance: { status: 'paid_out' } });
    expect(back(paidOut, 9_999).advance.status).toBe('adjusted');
  });

  it('gives up the buyer’s issue fee last, because it was earned with the first document', () => {
    const { advance, journals } = advanced({ owed: 10_209, buyerFee: 209 });
    const goods = back(advance, 209);
    expect(goods).toMatchObject({ clawback: 10_000, feeBack: 428, advance: { buyerFeeReturned: 0 } });
    const rest = back(goods.advance, 0);
    expect(moved(rest.journal)).toEqual([
      ['FEE_REVENUE', 'BUYER_RECEIVABLE', 190],
      ['TAX_PAYABLE', 'BUYER_RECEIVABLE', 19],
    ]);
    expect(balanceIn([...journals, goods.journal, rest.journal], 'TAX_PAYABLE')).toBe(0);
  });

  it('is booked once, however often it is looked at', () => {
    const { advance } = back(advanced({ owed: 10_000 }).advance, 6_000);
    expect(reverseAdvance(advance, bill(6_000), byUs)).toBeUndefined();
  });

  it('SF-47: of goods that were paid for already marks the advance as adjusted', () => {
    expect(back({ ...advanced({ owed: 10_000 }).advance, status: 'paid_out' }, 6_000).advance.status).toBe('adjusted');
    expect(back({ ...advanced({ owed: 10_000 }).advance, status: 'batched' }, 6_000).advance.status).toBe('batched');
  });

  it('4.2: of goods that a closed payout is about to pay adjusts nothing before it has paid them', () => {
    expect(back({ ...advanced({ owed: 10_000 }).advance, status: 'batched' }, 0).advance.status).toBe('batched');
  });
});

type Step = { readonly pay: number; readonly credit: number; readonly by: RefundParty };

/** Plays payments and credits, each a share of what is left, as invoicing lets them through. */
function play(start: { owed: number; paid: number; buyerFee: number }, steps: readonly Step[]) {
  const { advance, journals } = advanced(start);
  const state = { advance, owed: start.owed, paid: start.paid, allocated: 0, givenBackByShop: 0 };
  const books = [...journals];
  for (const { pay, credit, by } of steps) {
    const open = Math.max(0, state.owed - state.paid);
    const payment = Math.floor(open * pay);
    state.paid += payment;
    state.allocated += payment;
    // A paid invoice stays as it is when the shop pays the buyer back (invoicing, AM-18).
    if (by === 'merchant' && state.paid >= state.owed) continue;
    state.owed -= Math.floor(state.owed * credit);
    const reversal = reverseAdvance(state.advance, bill(state.owed, state.paid), { refundBy: by, others: [] });
    if (!reversal) continue;
    state.givenBackByShop += reversal.advance.waived - state.advance.waived;
    state.advance = reversal.advance;
    books.push(reversal.journal);
  }
  return { ...state, books };
}

describe('the books of an advance, whatever is paid and returned', () => {
  const share = fc.constantFrom(0, 0.1, 0.37, 0.5, 0.9, 1);
  const step = fc.record({ pay: share, credit: share, by: fc.constantFrom<RefundParty>('provider', 'provider', 'merchant') });
  const start = fc
    .record({ goods: fc.integer({ min: 1, max: 60_000 }), fee: fc.constantFrom(0, 0, 110, 209, 214), prepaid: share })
    .map(({ goods, fee, prepaid }) => ({ owed: goods + fee, buyerFee: fee, paid: Math.floor((goods + fee) * prepaid) }));

  it('say what the buyer owes, what the buyer gets back, and what the merchant keeps', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 8 }), (from, steps) => {
        const { advance, owed, paid, allocated, givenBackByShop, books } = play(from, steps);
        const posted: Posting[] = books.flatMap(({ postings }) => postings);
        expect(posted.every(({ amount }) => amount >= 0)).toBe(true);
        expect(balanceIn(books, 'BUYER_RECEIVABLE') - allocated).toBe(Math.max(0, owed - paid));
        expect(0 - balanceIn(books, 'BUYER_REFUND_PAYABLE')).toBe(Math.max(0, paid - owed) - givenBackByShop);
        const fees = advance.fee - advance.feeReturned + advance.feeTax - advance.feeTaxReturned;
        expect(0 - balanceIn(books, 'MERCHANT_PAYABLE')).toBe(advance.amount - advance.returned - fees);
        const left = { amount: advance.amount - advance.returned, fee: advance.buyerFee - advance.buyerFeeReturned };
        expect(advance.fee - advance.feeReturned).toBe(left.amount > 0 ? Math.floor(((left.amount + left.fee) * 420) / 10_000) : 0);
        expect(owed).toBe(left.amount + left.fee - advance.waived);
      }),
    );
  });
});

describe('the settlement axis of an order', () => {
  it('4.2: is as far as the last of its shipments has come', () => {
    expect(settlementOf([])).toBe('not_due');
    expect(settlementOf(['paid_out', 'eligible'])).toBe('eligible');
    expect(settlementOf(['paid_out', 'batched', 'adjusted'])).toBe('batched');
    expect(settlementOf(['paid_out', 'adjusted'])).toBe('adjusted');
    expect(settlementOf(['paid_out', 'paid_out'])).toBe('paid_out');
  });

  it('4.2: is not that of a shipment which came back before anything was paid for it', () => {
    expect(settlementOf(['taken_back'])).toBe('not_due');
    expect(settlementOf(['taken_back', 'eligible'])).toBe('eligible');
    expect(settlementOf(['taken_back', 'paid_out'])).toBe('paid_out');
  });

  it('4.2: moves with the payout, and what came back meanwhile is adjusted when it is paid', () => {
    const inPayout = (status: AdvanceStatus, returned = 0, returnedLater = false) => ({ status, returned, returnedLater });
    expect(statusInPayout(inPayout('eligible'), 'closed')).toBe('batched');
    expect(statusInPayout(inPayout('adjusted', 5), 'closed')).toBe('adjusted');
    expect(statusInPayout(inPayout('batched'), 'completed')).toBe('paid_out');
    expect(statusInPayout(inPayout('batched', 5), 'completed')).toBe('adjusted');
  });

  it('4.2: of goods that came back before the closing is none; of those that came back after it, that of their payout', () => {
    const takenBack = { status: 'taken_back', returned: 5 } as const;
    expect(statusInPayout({ ...takenBack, returnedLater: false }, 'closed')).toBe('taken_back');
    expect(statusInPayout({ ...takenBack, returnedLater: true }, 'closed')).toBe('batched');
  });
});
