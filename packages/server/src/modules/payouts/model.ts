import type { PayoutLineKind, PayoutStatus } from '@atobarai/sdk/contract';
import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Posting } from '../ledger/model.ts';
import type { Cycle } from '../merchants/model.ts';

/** Where one shipment's advance stands: waiting for a closing, in a payout, paid, less after it was paid; or taken back whole before. */
export type AdvanceStatus = 'eligible' | 'batched' | 'paid_out' | 'adjusted' | 'taken_back';

/** 立替: what was owed to the merchant for one delivered shipment, and what has come off it since. */
export type Advance = {
  readonly merchantId: string;
  readonly shipmentId: string;
  readonly orderId: string;
  readonly invoiceId: string;
  readonly status: AdvanceStatus;
  /** What the merchant was credited for it. */
  readonly amount: Yen;
  /** The issue fee the buyer bears, with its tax: billed with the goods, but not the merchant's (AD-23). */
  readonly buyerFee: Yen;
  readonly rateBasisPoints: number;
  /** Its part of the order's settlement fee: what the order's other shipments were not charged yet. */
  readonly fee: Yen;
  readonly feeTax: Yen;
  /** Taken back from the merchant so far. */
  readonly returned: Yen;
  readonly buyerFeeReturned: Yen;
  /** Given back of the order's settlement fee for what came back of this shipment; may be a yen more than its own part. */
  readonly feeReturned: Yen;
  readonly feeTaxReturned: Yen;
  /** What the buyer had paid and the shop itself gives back, and so keeps the advance for (AM-18). */
  readonly waived: Yen;
  /** How often something was taken back. */
  readonly adjustments: number;
  readonly eligibleOn: LocalDate;
  readonly payoutId: string | null;
};

/** What an invoice says of its advance: what is to be paid on it after all credits, and what was paid. */
export type BilledInvoice = { readonly owed: Yen; readonly paid: Yen };

/** Who pays a buyer back who had already paid (AM-18). */
export type RefundParty = 'provider' | 'merchant';

/** A closing period of one merchant, and when it ends; the month's fixed fee has a moment of its own. */
export type ClosingPeriod = {
  readonly merchantId: string;
  readonly cycle: Cycle;
  readonly periodFrom: LocalDate;
  /** The end of the closing day: 24:00 in Japan. */
  readonly nextCloseAt: Instant;
  readonly nextMonthFeeAt: Instant;
};

/** 立替払い: one merchant's lines of one period, closed together and sent as one transfer. */
export type Payout = {
  readonly merchantId: string;
  readonly id: string;
  readonly version: number;
  readonly sequence: number;
  readonly status: PayoutStatus;
  readonly periodFrom: LocalDate;
  readonly closesOn: LocalDate;
  readonly paysOn: LocalDate;
  /** Its lines are the entries of MERCHANT_PAYABLE after the one and up to the other. */
  readonly fromEntry: number;
  readonly toEntry: number;
  readonly carriedIn: Yen;
  readonly transferFee: Yen;
  readonly transferFeeTax: Yen;
  /** What is sent; of a carried one, the balance that the next closing takes over. */
  readonly net: Yen;
  /** How many closings in a row, up to this one, left the merchant owing. */
  readonly negativeClosings: number;
  /** How often it was sent: more than once after a bank return. */
  readonly transfers: number;
  /** The operator's key that approved first where two must (4.5). */
  readonly firstApprovedBy: string | null;
  readonly closedAt: Instant;
  readonly approvedAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly nextActionAt: Instant | null;
};

/** What the lines of a payout come to before its transfer fee. */
export function grossOf({ net, transferFee, transferFeeTax }: Pick<Payout, 'net' | 'transferFee' | 'transferFeeTax'>): number {
  return net + transferFee + transferFeeTax;
}

/** One line of a statement (利用明細): a ledger entry, or what the payout itself adds to them. */
export type StatementLine = {
  /** Its place in the statement: the entry's number, or one just outside the entries. */
  readonly place: number;
  readonly kind: PayoutLineKind;
  readonly amount: Yen;
  readonly bookedOn: LocalDate;
  readonly sourceId: string;
  readonly orderId: string | null;
  readonly shopOrderId: string | null;
};

export type StatementTotal = { readonly kind: PayoutLineKind; readonly count: number; readonly amount: Yen };

/** An entry of MERCHANT_PAYABLE as a statement shows it. */
export type PayableEntry = Posting & {
  readonly id: number;
  readonly kind: string;
  readonly sourceId: string;
  readonly bookedOn: LocalDate;
  readonly orderId: string | null;
  readonly shopOrderId: string | null;
};
