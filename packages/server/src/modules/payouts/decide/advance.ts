import { noYen, scaleFloor, sumYen, type Yen, yen } from '../../../core/money.ts';
import type { Journal, Posting } from '../../ledger/model.ts';
import { taxOnFee } from '../../merchants/model.ts';
import type { Axes } from '../../orders/model.ts';
import type { Advance, AdvanceStatus, BilledInvoice, RefundParty } from '../model.ts';

/** What an invoice says when its parcel has arrived. */
export type DeliveredInvoice = BilledInvoice & { readonly buyerFee: Yen };

type Amounts = Pick<Advance, 'amount' | 'buyerFee' | 'rateBasisPoints' | 'fee' | 'feeTax'>;

/**
 * 着荷確認 makes a shipment due to be advanced (SF-21): what is billed, less the issue fee the buyer
 * bears. Undefined when nothing is owed any more. `others` are the advances its order has already.
 */
export function advanceOf(
  { owed, buyerFee: billedFee }: DeliveredInvoice,
  rateBasisPoints: number,
  others: readonly Advance[],
): Amounts | undefined {
  if (owed <= 0) return undefined;
  const buyerFee = yen(Math.min(billedFee, owed));
  const amount = yen(owed - buyerFee);
  const nothing = { returned: noYen, buyerFeeReturned: noYen };
  const due = settlementFees([...others, { amount, buyerFee, rateBasisPoints, ...nothing }]);
  const charged = chargedSoFar(others);
  return { amount, buyerFee, rateBasisPoints, fee: atLeastNone(due.fee - charged.fee), feeTax: atLeastNone(due.feeTax - charged.feeTax) };
}

type FeeBase = Pick<Advance, 'amount' | 'returned' | 'buyerFee' | 'buyerFeeReturned' | 'rateBasisPoints'>;
type Fees = Pick<Advance, 'fee' | 'feeTax'>;

/** The settlement fee of an order: a share of all that stands billed, floored once per order, on no cycle (AD-20). */
function settlementFees(advances: readonly FeeBase[]): Fees {
  const shares = advances.map(({ amount, returned, buyerFee, buyerFeeReturned, rateBasisPoints }) => {
    const standing = amount - returned;
    return standing > 0 ? (standing + buyerFee - buyerFeeReturned) * rateBasisPoints : 0;
  });
  const fee = scaleFloor(sumYen(shares.map(yen)), 1, 10_000);
  return { fee, feeTax: taxOnFee(fee) };
}

function chargedSoFar(advances: readonly Advance[]): Fees {
  return {
    fee: sumYen(advances.map(({ fee, feeReturned }) => yen(fee - feeReturned))),
    feeTax: sumYen(advances.map(({ feeTax, feeTaxReturned }) => yen(feeTax - feeTaxReturned))),
  };
}

/** What an older version charged was floored per shipment, which may be less than is due. */
function atLeastNone(amount: number): Yen {
  return yen(Math.max(0, amount));
}

/** The books of an advance. What the buyer paid before it now counts against what the buyer owes (domain.md 4.6). */
export function advanceJournals(advance: Omit<Advance, 'status'>, { owed, paid }: BilledInvoice): Journal[] {
  const { merchantId, shipmentId: sourceId, buyerFee } = advance;
  const tax = taxWithin(buyerFee);
  return [
    {
      merchantId,
      sourceId,
      kind: 'advance',
      postings: [
        { debit: 'BUYER_RECEIVABLE', credit: 'MERCHANT_PAYABLE', amount: advance.amount },
        { debit: 'BUYER_RECEIVABLE', credit: 'FEE_REVENUE', amount: yen(buyerFee - tax) },
        { debit: 'BUYER_RECEIVABLE', credit: 'TAX_PAYABLE', amount: tax },
        { debit: 'BUYER_PREPAID', credit: 'BUYER_RECEIVABLE', amount: yen(Math.min(paid, owed)) },
      ],
    },
    {
      merchantId,
      sourceId,
      kind: 'settlement_fee',
      postings: [
        { debit: 'MERCHANT_PAYABLE', credit: 'FEE_REVENUE', amount: advance.fee },
        { debit: 'MERCHANT_PAYABLE', credit: 'TAX_PAYABLE', amount: advance.feeTax },
      ],
    },
  ];
}

/** The consumption tax in a fee at ten per cent with tax. */
function taxWithin(fee: Yen): Yen {
  return scaleFloor(fee, 10, 110);
}

/** Who pays the buyer back, and what else was advanced for the order. */
export type GivenBack = { readonly refundBy: RefundParty; readonly others: readonly Advance[] };

export type Reversal = {
  readonly advance: Advance;
  readonly journal: Journal;
  /** Taken from the merchant, and given back of its fee. */
  readonly clawback: Yen;
  readonly feeBack: Yen;
  readonly feeTaxBack: Yen;
  /** What the buyer did not pay and need not any more. */
  readonly forgiven: Yen;
  /** What the provider now owes the buyer. */
  readonly refund: Yen;
};

/**
 * SF-47: goods came back after they were advanced. What is owed on the invoice now decides, so that a
 * repeat changes nothing. It comes off what the buyer still owes first and then off what was paid,
 * which the provider gives back, unless the shop does so itself and keeps the advance (AM-18).
 */
export function reverseAdvance(advance: Advance, invoice: BilledInvoice, { refundBy, others }: GivenBack): Reversal | undefined {
  const standing = advance.amount - advance.returned + (advance.buyerFee - advance.buyerFeeReturned) - advance.waived;
  const credited = standing - invoice.owed;
  if (credited <= 0) return undefined;
  const fromPaid = Math.min(credited, Math.max(0, invoice.paid - invoice.owed));
  const waived = refundBy === 'merchant' ? fromPaid : 0;
  const forgiven = yen(credited - fromPaid);
  const refund = yen(fromPaid - waived);
  const clawback = yen(Math.min(forgiven + refund, advance.amount - advance.returned));
  const buyerFeeBack = yen(forgiven + refund - clawback);
  const adjustments = advance.adjustments + 1;
  const left = {
    ...advance,
    returned: yen(advance.returned + clawback),
    buyerFeeReturned: yen(advance.buyerFeeReturned + buyerFeeBack),
  };
  const { feeBack, feeTaxBack } = feesBack(left, others);
  const next: Advance = {
    ...left,
    feeReturned: yen(advance.feeReturned + feeBack),
    feeTaxReturned: yen(advance.feeTaxReturned + feeTaxBack),
    waived: yen(advance.waived + waived),
    adjustments,
    status: clawback > 0 ? statusAfterReturn(left) : advance.status,
  };
  const postings: Posting[] = [
    ...sharedPostings(advance, { clawback, buyerFeeBack, forgiven }),
    { debit: 'FEE_REVENUE', credit: 'MERCHANT_PAYABLE', amount: feeBack },
    { debit: 'TAX_PAYABLE', credit: 'MERCHANT_PAYABLE', amount: feeTaxBack },
  ];
  const sourceId = `${advance.shipmentId}:${adjustments}`;
  const journal: Journal = { merchantId: advance.merchantId, kind: 'return_adjustment', sourceId, postings };
  return { advance: next, journal, clawback, feeBack, feeTaxBack, forgiven, refund };
}

/** SF-47: only what was paid out is adjusted; what is on its way to a payout will be when that is paid. */
function statusAfterReturn({ status, amount, returned }: Advance): AdvanceStatus {
  if (status === 'paid_out') return 'adjusted';
  return status === 'eligible' && returned === amount ? 'taken_back' : status;
}

/** AM-17b: the settlement fee is then what it would be on what remains of the order; the fee per invoice stays. */
function feesBack(left: Advance, others: readonly Advance[]): { feeBack: Yen; feeTaxBack: Yen } {
  const charged = chargedSoFar([left, ...others]);
  const kept = settlementFees([left, ...others]);
  return { feeBack: atLeastNone(charged.fee - kept.fee), feeTaxBack: atLeastNone(charged.feeTax - kept.feeTax) };
}

type Taken = { readonly clawback: Yen; readonly buyerFeeBack: Yen };

/** The merchant's part goes against the buyer's debt before the buyer's fee does; the rest is owed to the buyer. */
function sharedPostings(advance: Advance, { clawback, buyerFeeBack, forgiven }: Taken & { readonly forgiven: Yen }): Posting[] {
  const taxBefore = taxWithin(advance.buyerFeeReturned);
  const tax = yen(taxWithin(yen(advance.buyerFeeReturned + buyerFeeBack)) - taxBefore);
  const parts = [
    { debit: 'MERCHANT_PAYABLE', amount: clawback },
    { debit: 'FEE_REVENUE', amount: yen(buyerFeeBack - tax) },
    { debit: 'TAX_PAYABLE', amount: tax },
  ] as const;
  let left: number = forgiven;
  return parts.flatMap(({ debit, amount }): Posting[] => {
    const ofDebt = Math.min(left, amount);
    left -= ofDebt;
    return [
      { debit, credit: 'BUYER_RECEIVABLE', amount: yen(ofDebt) },
      { debit, credit: 'BUYER_REFUND_PAYABLE', amount: yen(amount - ofDebt) },
    ];
  });
}

/**
 * The settlement axis of an order (domain.md 4.2): as far as the last of its advances has come. One
 * that was taken back before it was paid out says nothing.
 */
export function settlementOf(statuses: readonly AdvanceStatus[]): Axes['settlement'] {
  const standing = statuses.filter((status) => status !== 'taken_back');
  if (standing.length === 0) return 'not_due';
  const order = ['eligible', 'batched', 'adjusted'] as const;
  return order.find((status) => standing.includes(status)) ?? 'paid_out';
}

/** What payouts see of an advance. `returnedLater`: the payout has the advance, a later one the return of it. */
export type AdvanceInPayout = { readonly status: AdvanceStatus; readonly returned: number; readonly returnedLater: boolean };

/** What a shipment's advance becomes when its payout is closed, and when it is paid. */
export function statusInPayout(advance: AdvanceInPayout, payout: 'closed' | 'completed'): AdvanceStatus {
  if (advance.status === 'adjusted') return 'adjusted';
  if (advance.status === 'taken_back' && !advance.returnedLater) return 'taken_back';
  if (payout === 'closed') return 'batched';
  return advance.returned > 0 ? 'adjusted' : 'paid_out';
}
