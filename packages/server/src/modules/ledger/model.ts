import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';

/** On which side an account grows: what we own or spent grows by debits, what we owe or earned by credits. */
export type NormalSide = 'debit' | 'credit';

/** The chart of accounts (domain.md 4.6). A row's merchant is the shop that the amount concerns. */
export const chart = {
  BUYER_RECEIVABLE: { normal: 'debit', nameJa: '立替債権(購入者)', nameEn: 'Advanced, owed by buyers' },
  MERCHANT_PAYABLE: { normal: 'credit', nameJa: '未払金(加盟店)', nameEn: 'Owed to the merchant' },
  FEE_REVENUE: { normal: 'credit', nameJa: '手数料収入', nameEn: 'Fees earned' },
  TAX_PAYABLE: { normal: 'credit', nameJa: '仮受消費税', nameEn: 'Consumption tax on fees' },
  CASH_OUT: { normal: 'credit', nameJa: '普通預金(出金)', nameEn: 'Money paid out' },
  CASH_IN: { normal: 'debit', nameJa: '普通預金(入金)', nameEn: 'Money received' },
  TRANSFER_FEE_RECOVERY: { normal: 'credit', nameJa: '振込手数料回収', nameEn: 'Transfer fees recovered' },
  AGENT_RECEIVABLE: { normal: 'debit', nameJa: '未収金(収納代行)', nameEn: 'Held by the collection agent' },
  AGENT_FEES: { normal: 'debit', nameJa: '収納代行手数料', nameEn: 'Fees of the collection agent' },
  SUSPENSE: { normal: 'credit', nameJa: '仮受金', nameEn: 'Received, not allocated yet' },
  HELD_FOR_MERCHANT: { normal: 'credit', nameJa: '預り金(加盟店)', nameEn: 'Held for the merchant' },
  BUYER_REFUND_PAYABLE: { normal: 'credit', nameJa: '未払返金(購入者)', nameEn: 'Refunds owed to buyers' },
  BUYER_PREPAID: { normal: 'credit', nameJa: '前受金(購入者)', nameEn: 'Paid by buyers before the advance' },
  DEPOSITS_HELD: { normal: 'credit', nameJa: 'お預り金', nameEn: 'Deposits held for buyers' },
  BAD_DEBT: { normal: 'debit', nameJa: '貸倒損失', nameEn: 'Written off' },
  BAD_DEBT_RECOVERED: { normal: 'credit', nameJa: '償却債権取立益', nameEn: 'Recovered after write-off' },
  LATE_CHARGES: { normal: 'credit', nameJa: '遅延損害金等収入', nameEn: 'Late charges earned' },
} as const satisfies Record<string, { normal: NormalSide; nameJa: string; nameEn: string }>;

export type Account = keyof typeof chart;

export const accounts = Object.keys(chart) as Account[];

export function isAccount(text: string): text is Account {
  return Object.hasOwn(chart, text);
}

/** Moves an amount from one account to another, so it cannot be out of balance. Never negative. */
export type Posting = { readonly debit: Account; readonly credit: Account; readonly amount: Yen };

/** What a journal is for. With the source it names the journal once and for ever. */
export type JournalKind =
  | 'invoice_fee'
  | 'advance'
  | 'settlement_fee'
  | 'return_adjustment'
  | 'monthly_fee'
  | 'proration'
  | 'bundled_fees'
  | 'transfer_fee'
  | 'payout'
  | 'receipt'
  | 'receipt_reversal'
  | 'agent_transfer'
  | 'allocation'
  | 'overpayment'
  | 'refund_due'
  | 'refund'
  | 'write_off'
  | 'recovery_after_write_off'
  | 'late_charge'
  | 'recovery'
  | 'ancillary_fee'
  | 'reallocation'
  | 'reallocation_clawback'
  | 'reversal';

/** Postings that belong together: all of them are written, once, or none. */
export type Journal = {
  readonly merchantId: string;
  readonly kind: JournalKind;
  readonly sourceId: string;
  /** The day it counts for; the day it is written unless told. */
  readonly bookedOn?: LocalDate;
  readonly postings: readonly Posting[];
};

/** One stored posting. */
export type Entry = Posting & {
  readonly merchantId: string;
  readonly id: number;
  readonly kind: JournalKind;
  readonly sourceId: string;
  readonly lineNo: number;
  readonly bookedOn: LocalDate;
  readonly postedAt: Instant;
};

/** Takes a journal back: the same amounts the other way. Entries themselves are never changed. */
export function reversalOf(journal: Journal, sourceId: string): Journal {
  const postings = journal.postings.map(({ debit, credit, amount }) => ({ debit: credit, credit: debit, amount }));
  return { merchantId: journal.merchantId, kind: 'reversal', sourceId, postings };
}
