import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { ScreeningThresholds } from '../merchants/model.ts';

export type Result = 'approved' | 'rejected' | 'on_hold' | 'manual_review';

export type ReasonCode =
  | 'limit_exceeded'
  | 'postal_mismatch'
  | 'postal_unknown'
  | 'address_incomplete'
  | 'phone_unreachable_type'
  | 'velocity_buyer'
  | 'velocity_address'
  | 'velocity_phone'
  | 'duplicate_recent'
  | 'history_overdue'
  | 'history_written_off'
  | 'blocked'
  | 'merchant_risk'
  | 'bureau_timeout'
  | 'score_low';

/** `reject` decides against the order, `hold` asks the shop to mend `field`, `review` asks a person. */
export type Severity = 'reject' | 'hold' | 'review';

export type Reason = { readonly code: ReasonCode; readonly severity: Severity; readonly field?: string };

/** `value` of `weight` points were earned; the values of all parts add up to the score. */
export type ScorePart = { readonly rule: string; readonly weight: number; readonly value: number };

export type Decision = {
  readonly result: Result;
  readonly score: number;
  readonly scoreParts: readonly ScorePart[];
  readonly reasons: readonly Reason[];
  readonly warnings: readonly 'possible_duplicate'[];
};

/** Another order seen with the same phone, at the same address or from the same device, in any shop. */
export type Sighting = {
  readonly orderId: string;
  readonly samePerson: boolean;
  readonly samePhone: boolean;
  readonly sameAddress: boolean;
  readonly sameDevice: boolean;
  readonly sameItems: boolean;
  readonly billedAmount: Yen;
  readonly orderDate: LocalDate;
  readonly registeredAt: Instant;
};

/** What became of a shop's invoices so far: each counted once. */
export type ShopHistory = { readonly paidInTime: number; readonly overdue: number };

export type AddressFinding = 'postal_mismatch' | 'postal_unknown' | 'address_incomplete';

export type ScreeningFacts = {
  /** When the order was placed: to the minute by API, to the day in a file. */
  readonly placed: { readonly at: Instant; readonly on: LocalDate; readonly precision: 'minute' | 'day' };
  readonly buyerKind: 'consumer' | 'company';
  readonly billedAmount: Yen;
  readonly netAmount: Yen;
  readonly addressFindings: readonly { readonly code: AddressFinding; readonly field: string }[];
  readonly phoneKind: 'mobile' | 'fixed' | 'voip';
  readonly emailGiven: boolean;
  readonly kanaGiven: boolean;
  readonly person: {
    readonly openNet: Yen;
    readonly overdueInvoices: number;
    readonly writtenOffInvoices: number;
    readonly blocked: boolean;
    readonly paidInTime: number;
    readonly paidLate: number;
  };
  /** What the shop knows of this customer (buyer.member), if it told us. */
  readonly member?: { readonly since?: LocalDate; readonly orderCount?: number };
  readonly sightings: readonly Sighting[];
  readonly shop: ShopHistory;
  readonly bureau: 'not_asked' | 'good' | 'bad' | 'no_answer';
};

/** The numbers a program screens by (domain.md 4.7, Thresholds). */
export type Thresholds = ScreeningThresholds;
