import { noYen, shareFloor, type Yen } from '../../core/money.ts';
import { addDays, endOfMonth, type Instant, type LocalDate, weekday } from '../../core/time.ts';
import type { OpeningHours } from '../calendar/model.ts';

export type Channel = 'ec' | 'catalog' | 'newspaper' | 'flyer' | 'phone' | 'fax' | 'subscription';
export type Delivery = 'separate' | 'bundled' | 'email';

/** 立替サイクル: how often a merchant's sales are closed and paid. */
export type Cycle = 'weekly' | 'once_a_month' | 'twice_a_month' | 'three_times_a_month';

type Bilingual = { readonly ja: string; readonly en: string };

/** 料金プラン: what a merchant pays for each sale and each month, without tax. */
export type Plan = {
  readonly code: string;
  readonly name: Bilingual;
  /** Of what is advanced, in basis points: 420 is 4.2 %. */
  readonly rateBasisPoints: number;
  readonly monthlyFee: Yen;
};

/** When an invoice goes out after its slip was registered (AM-11). Times of day in Japan. */
export type InvoiceTiming =
  | { readonly kind: 'same_or_next_business_day'; readonly cutOff: string }
  | { readonly kind: 'next_business_day'; readonly issuedAt: string };

/** What a transfer to the merchant costs, by bank and amount (SF-40). */
export type TransferFee = {
  readonly bank: 'same' | 'other';
  /** For transfers below this; null for all the rest. */
  readonly below: Yen | null;
  readonly fee: Yen;
};

/** Fees in yen without tax. */
export type FeeTable = {
  readonly invoice: Readonly<Record<Delivery, Yen>>;
  /** 請求書同梱: what a merchant with itemised costs pays besides the fee per invoice (SF-50). */
  readonly bundled: { readonly initial: Yen; readonly monthly: Yen; readonly paperPerInvoice: Yen };
  /** The first that fits holds. */
  readonly transfer: readonly TransferFee[];
};

/** The numbers orders are screened by. Screening gives them their meaning. */
export type ScreeningThresholds = {
  readonly capNet: Yen;
  readonly ordersPerBuyer: number;
  readonly ordersPerAddress: number;
  readonly ordersPerPhone: number;
  readonly velocityHours: number;
  readonly duplicateHoldMinutes: number;
  readonly duplicateWarningDays: number;
  readonly rejectBelow: number;
  readonly reviewBelow: number;
};

/** The terms of one deferred-payment product; a merchant belongs to one. */
export type Program = {
  readonly code: string;
  readonly name: Bilingual;
  readonly plans: readonly Plan[];
  readonly cycles: readonly Cycle[];
  /** Whether a plan may change on any day, prorated, or on the first of a month only (AM-12). */
  readonly changes: 'by_day' | 'by_month';
  readonly invoiceTiming: InvoiceTiming;
  readonly invoiceDueDays: number;
  readonly dueDayBounds: { readonly least: number; readonly most: number };
  readonly openingHours: OpeningHours;
  readonly resultPromiseMs: number;
  readonly thresholds: ScreeningThresholds;
  /** An invoice overdue for longer counts against its buyer (`history_overdue`). */
  readonly overdueDaysThatReject: number;
  readonly holdDays: number;
  readonly shipWithinDays: number;
  readonly amendmentLimit: number;
  /** 取扱商材: categories that cannot be sold this way (AD-03). */
  readonly prohibitedCategories: readonly string[];
  readonly fees: FeeTable;
  /** Payouts up to here need no operator. */
  readonly payoutApprovalLimit: Yen;
};

/** What a merchant agreed to. Kept per day it takes effect on; names the program and the plan. */
export type MerchantSettings = {
  readonly program: string;
  readonly plan: string;
  readonly cycle: Cycle;
  readonly billingScope: 'passed_only' | 'all';
  readonly bundledInvoices: boolean;
  readonly bundledCosts: 'included' | 'itemised';
  readonly invoiceFeeBorneBy: 'merchant' | 'buyer';
  /** 自動登録: registration by API is an option (SF-11, SF-51). */
  readonly automaticRegistration: boolean;
  readonly channels: readonly Channel[];
  /** The channels seen at the merchant's screening; others cannot be switched on (SF-34). */
  readonly approvedChannels: readonly Channel[];
  /** The version of the buyers' terms in force, for orders that arrive on paper or by file. */
  readonly termsVersion: string;
  readonly bank: TransferFee['bank'];
  /** Pages that may use the publishable key. */
  readonly origins: readonly string[];
};

/** One row of a merchant's settings: what holds from a day on. */
export type SettingsRow = { readonly effectiveOn: LocalDate; readonly settings: MerchantSettings };

/** A merchant on a day, with everything its settings name. */
export type Merchant = {
  readonly id: string;
  /** 1 to 9999: the first part of every invoice reference. */
  readonly number: number;
  readonly name: string;
  readonly effectiveOn: LocalDate;
  readonly settings: MerchantSettings;
  readonly program: Program;
  readonly plan: Plan;
};

export type ApiKeyKind = 'sk' | 'pk' | 'op';

/** A key as it is kept: of its secret only a keyed hash and the last four characters. */
export type ApiKey = {
  readonly merchantId: string;
  readonly id: string;
  readonly kind: ApiKeyKind;
  readonly last4: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
};

/** The last day of the period a day belongs to: 締め日 (AM-17). */
export function closingDayOf(cycle: Cycle, day: LocalDate): LocalDate {
  const dayOfMonth = Number(day.slice(8));
  const ofMonth = (last: number) => addDays(day, last - dayOfMonth);
  if (cycle === 'weekly') return addDays(day, (7 - weekday(day)) % 7);
  if (cycle === 'twice_a_month' && dayOfMonth <= 15) return ofMonth(15);
  if (cycle === 'three_times_a_month' && dayOfMonth <= 20) return ofMonth(dayOfMonth <= 10 ? 10 : 20);
  return endOfMonth(day);
}

/** Consumption tax on a fee of ours: ten per cent, the fraction of a yen dropped on each line. */
export function taxOnFee(fee: Yen): Yen {
  return shareFloor(fee, 1_000);
}

/** What the buyer pays for the issue of the invoice, with its tax: nothing unless the buyer bears it (AD-23). */
export function buyerFeeOf({ settings, program }: Pick<Merchant, 'settings' | 'program'>, delivery: Delivery): { fee: Yen; tax: Yen } {
  const fee = settings.invoiceFeeBorneBy === 'buyer' ? program.fees.invoice[delivery] : noYen;
  return { fee, tax: taxOnFee(fee) };
}

/** What the transfer of an amount to this merchant's bank costs, without tax (SF-38, SF-40). */
export function transferFeeOf({ settings, program }: Pick<Merchant, 'settings' | 'program'>, amount: Yen): Yen {
  const row = program.fees.transfer.find(({ bank, below }) => bank === settings.bank && (below === null || amount < below));
  if (!row) throw new Error(`program ${program.code} has no transfer fee for ${settings.bank} banks`);
  return row.fee;
}
