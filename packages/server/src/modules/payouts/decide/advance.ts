import { noYen, scaleFloor, shareFloor, type Yen, yen } from '../../../core/money.ts';
import type { Journal, Posting } from '../../ledger/model.ts';
import { taxOnFee } from '../../merchants/model.ts';
import type { Axes } from '../../orders/model.ts';
import type { Advance, AdvanceStatus, BilledInvoice, RefundParty } from '../model.ts';

/** What an invoice says when its parcel has arrived. */
export type DeliveredInvoice = BilledInvoice & { readonly buyerFee: Yen };

type Amounts = Pick<Advance, 'amount' | 'buyerFee' | 'rateBasisPoints' | 'fee' | 'feeTax'>;

/**
 * 着荷確認 makes a shipment due to be advanced (SF-21): what is billed, less the issue fee the buyer
 * bears. The settlement fee is a share of what is billed, floored per shipment (AD-20: on no cycle).
 * Undefined when nothing is owed any more.
 */
export function advanceOf({ owed, buyerFee: billedFee }: DeliveredInvoice, rateBasisPoints: number): Amounts | undefined {
  if (owed <= 0) return undefined;
  const buyerFee = yen(Math.min(billedFee, owed));
  const amount = yen(owed - buyerFee);
  const fee = settlementFee({ amount, billed: owed, rateBasisPoints });
  return { amount, buyerFee, rateBasisPoints, fee, feeTax: taxOnFee(fee) };
}

type FeeBase = { readonly amount: Yen; readonly billed: Yen; readonly rateBasisPoints: number };

function settlementFee({ amount, billed, rateBasisPoints }: FeeBase): Yen {
  return amount > 0 ? shareFloor(billed, rateBasisPoints) : noYen;
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
export function reverseAdvance(advance: Advance, invoice: BilledInvoice, refundBy: RefundParty): Reversal | undefined {
  const standing = advance.amount - advance.returned + (advance.buyerFee - advance.buyerFeeReturned) - advance.waived;
  const credited = standing - invoice.owed;
  if (credited <= 0) return undefined;
  const fromPaid = Math.min(credited, Math.max(0, invoice.paid - invoice.owed));
  const waived = refundBy === 'merchant' ? fromPaid : 0;
  const forgiven = yen(credited - fromPaid);
  const refund = yen(fromPaid - waived);
  const clawback = yen(Math.min(forgiven + refund, advance.amount - advance.returned));
  const buyerFeeBack = yen(forgiven + refund - clawback);
  const { feeBack, feeTaxBack } = feesBack(advance, { clawback, buyerFeeBack });
  const adjustments = advance.adjustments + 1;
  const returned = yen(advance.returned + clawback);
  const next: Advance = {
    ...advance,
    returned,
    buyerFeeReturned: yen(advance.buyerFeeReturned + buyerFeeBack),
    feeReturned: yen(advance.feeReturned + feeBack),
    feeTaxReturned: yen(advance.feeTaxReturned + feeTaxBack),
    waived: yen(advance.waived + waived),
    adjustments,
    status: clawback > 0 && (returned === advance.amount || advance.status === 'paid_out') ? 'adjusted' : advance.status,
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

type Taken = { readonly clawback: Yen; readonly buyerFeeBack: Yen };

/** AM-17b: the settlement fee is then what it would be on what remains; the fee per invoice stays. */
function feesBack(advance: Advance, { clawback, buyerFeeBack }: Taken): { feeBack: Yen; feeTaxBack: Yen } {
  const amount = yen(advance.amount - advance.returned - clawback);
  const billed = yen(amount + advance.buyerFee - advance.buyerFeeReturned - buyerFeeBack);
  const kept = settlementFee({ amount, billed, rateBasisPoints: advance.rateBasisPoints });
  return {
    feeBack: yen(advance.fee - advance.feeReturned - kept),
    feeTaxBack: yen(advance.feeTax - advance.feeTaxReturned - taxOnFee(kept)),
  };
}

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

/** The settlement axis of an order (domain.md 4.2): as far as the last of its advances has come. */
export function settlementOf(statuses: readonly AdvanceStatus[]): Axes['settlement'] {
  if (statuses.length === 0) return 'not_due';
  const order = ['eligible', 'batched', 'adjusted'] as const;
  return order.find((status) => statuses.includes(status)) ?? 'paid_out';
}

/** What a shipment's advance becomes when its payout is closed, and when it is paid. */
export function statusInPayout(
  advance: { readonly status: AdvanceStatus; readonly returned: number },
  payout: 'closed' | 'completed',
): AdvanceStatus {
  if (advance.status === 'adjusted') return 'adjusted';
  if (payout === 'closed') return 'batched';
  return advance.returned > 0 ? 'adjusted' : 'paid_out';
}
