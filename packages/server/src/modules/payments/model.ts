import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';

export type ReceiptStatus = 'received' | 'confirmed' | 'reversed' | 'unmatched' | 'partly_allocated' | 'allocated' | 'overpaid';

export type ReceiptRow = {
  readonly id: string;
  readonly channel: Counter | 'bank';
  readonly status: ReceiptStatus;
  readonly source_key: string;
  readonly reference: string | null;
  readonly payer_hash: string | null;
  readonly amount: Yen;
  readonly allocated: Yen;
  readonly received_at: Instant;
  readonly landed_on: LocalDate;
  readonly confirmed_on: LocalDate | null;
};

/** 速報, 確報, 速報取消: scanned at the till, settled, taken back at the till (formats.md 3). */
export type KonbiniStage = 'sokuho' | 'kakuho' | 'cancel';

/** Where a slip can be paid over a counter; the collection agent reports both in one file (formats.md 3). */
export type Counter = 'konbini' | 'post';

/** One line of a konbini collection file. */
export type KonbiniLine = {
  readonly channel: Counter;
  readonly stage: KonbiniStage;
  /** The slip's free area: which invoice it is for. */
  readonly reference: string;
  readonly amount: Yen;
  readonly collectedAt: Instant;
  readonly shopCode: string;
};

/** One credit on the collecting bank account. */
export type BankLine = {
  /** Tells this credit from every other: the account's own running number, or the file and the line. */
  readonly sourceKey: string;
  readonly amount: Yen;
  /** As the bank writes it, often with the invoice's reference before the name. */
  readonly payerName: string;
  readonly landedOn: LocalDate;
};

/** An invoice money can be allocated to. */
export type Debt = { readonly merchantId: string; readonly invoiceId: string; readonly shipmentId: string; readonly open: Yen };
