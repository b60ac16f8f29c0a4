import { type Yen, yen } from '../../../core/money.ts';
import { endOfMonth, type LocalDate } from '../../../core/time.ts';
import type { Journal, JournalKind } from '../../ledger/model.ts';
import { type Delivery, type Merchant, taxOnFee } from '../../merchants/model.ts';

/** A fee of ours without tax, what it is for, and what caused it. */
type Fee = {
  readonly merchantId: string;
  readonly kind: JournalKind;
  readonly sourceId: string;
  readonly fee: Yen;
  readonly bookedOn?: LocalDate;
};

/** Tax is ten per cent of each line, the fraction of a yen dropped. */
function feeJournal({ fee, ...journal }: Fee): Journal {
  return {
    ...journal,
    postings: [
      { debit: 'MERCHANT_PAYABLE', credit: 'FEE_REVENUE', amount: fee },
      { debit: 'MERCHANT_PAYABLE', credit: 'TAX_PAYABLE', amount: taxOnFee(fee) },
    ],
  };
}

export type IssuedDocument = {
  readonly invoiceId: string;
  readonly documentVersion: number;
  readonly delivery: Delivery;
  /** Whether the order has a fee line for its first document: then that is booked with the advance, and not the shop's (AD-23). */
  readonly borneByBuyer: boolean;
};

/** 請求書発行手数料 by the way the document travels (AD-08); each document again (SQ-11). SF-50: and its paper, where costs are itemised. */
export function documentFees(merchant: Merchant, document: IssuedDocument): Journal[] {
  const { invoice, bundled } = merchant.program.fees;
  const common = { merchantId: merchant.id, sourceId: `${document.invoiceId}:${document.documentVersion}` };
  const fees: Fee[] = [];
  // The buyer was billed one issue; a document that the shop asks for again is the shop's (SQ-11).
  if (!document.borneByBuyer || document.documentVersion > 1)
    fees.push({ ...common, kind: 'invoice_fee', fee: invoice[document.delivery] });
  if (document.delivery === 'bundled' && merchant.settings.bundledCosts === 'itemised') {
    fees.push({ ...common, kind: 'bundled_fees', fee: bundled.paperPerInvoice });
  }
  return fees.filter(({ fee }) => fee > 0).map(feeJournal);
}

/** A part of a month that one plan covers, and what its fixed fee comes to. */
export type Segment = { readonly from: LocalDate; readonly through: LocalDate; readonly fee: Yen };

export type Month = {
  /** The last day: fees are booked on it, so that a closing on that day holds them. */
  readonly lastDay: LocalDate;
  readonly segments: readonly Segment[];
  /** SF-50: whether the setting-up of bundled invoices was charged before. */
  readonly setUpCharged: boolean;
};

/** 月額固定費 in whole, or by day where the plan changed or began within the month (SF-46, WX-08). No plan fee, no line (SF-31). */
export function monthlyFees(merchant: Merchant, { lastDay, segments, setUpCharged }: Month): Journal[] {
  const month = lastDay.slice(0, 7);
  const common = { merchantId: merchant.id, bookedOn: lastDay };
  const plans = segments.map(({ from, through, fee }): Fee => {
    const whole = from.endsWith('-01') && through === endOfMonth(lastDay);
    return { ...common, fee, ...(whole ? { kind: 'monthly_fee', sourceId: month } : { kind: 'proration', sourceId: from }) };
  });
  return [...plans, ...bundledFees(merchant, { month, setUpCharged }).map((fee): Fee => ({ ...common, ...fee }))]
    .filter(({ fee }) => fee > 0)
    .map(feeJournal);
}

/** SF-50: 初期導入費用 once and 月額固定費 each month; 収納費用 and 専用用紙代 come with each document. */
function bundledFees(
  { program, settings }: Merchant,
  { month, setUpCharged }: { readonly month: string; readonly setUpCharged: boolean },
): Pick<Fee, 'kind' | 'sourceId' | 'fee'>[] {
  if (!settings.bundledInvoices || settings.bundledCosts !== 'itemised') return [];
  const { initial, monthly } = program.fees.bundled;
  return [
    { kind: 'bundled_fees', sourceId: setUpSource, fee: setUpCharged ? yen(0) : initial },
    { kind: 'bundled_fees', sourceId: month, fee: monthly },
  ];
}

export const setUpSource = 'initial';
