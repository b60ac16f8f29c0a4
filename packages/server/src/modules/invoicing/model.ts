import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { EventType } from '../../core/unit.ts';

export type InvoiceStatus =
  | 'scheduled'
  | 'issued'
  | 'partially_paid'
  | 'paid'
  | 'in_collection'
  | 'written_off'
  | 'paid_after_write_off'
  | 'dropped'
  | 'cancelled';

export type Delivery = 'separate' | 'bundled' | 'email';

/** One line as it stands on the document, in yen with tax unless the order's prices are without. */
export type InvoiceLine = {
  readonly kind: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
  readonly taxRate: number;
};

/** Yen with tax at one rate, and the tax in it. */
export type TaxTotal = { readonly rate: number; readonly amount: Yen; readonly tax: Yen };

/** 請求書: what a buyer owes for one parcel. */
export type Invoice = {
  readonly merchantId: string;
  readonly id: string;
  readonly orderId: string;
  /** The parcel it is for; the newest one when it was sent again under another slip (SF-43). */
  readonly shipmentId: string;
  readonly status: InvoiceStatus;
  readonly delivery: Delivery;
  /** 1 is the first document; each reissue makes the next and voids the one before. */
  readonly documentVersion: number;
  /** 1, 2, 3 … per merchant without gaps, from the moment of issue on. */
  readonly number: number | null;
  /** What a buyer quotes when paying. */
  readonly reference: string | null;
  readonly issueAt: Instant;
  readonly issuedAt: Instant | null;
  readonly issuedOn: LocalDate | null;
  readonly dueDays: number;
  readonly dueOn: LocalDate | null;
  readonly extensions: number;
  readonly amount: Yen;
  readonly credited: Yen;
  /** The credit notes so far, by tax rate. */
  readonly creditedTax: readonly TaxTotal[];
  readonly paid: Yen;
  readonly paidOn: LocalDate | null;
  /** Without tax: what it frees of the buyer's exposure when paid in full. */
  readonly netAmount: Yen;
  /** The part of the amount that is the issue fee the buyer bears, with its tax (AD-23). */
  readonly buyerFee: Yen;
  readonly lines: readonly InvoiceLine[];
  readonly tax: readonly TaxTotal[];
  readonly payerHash: string;
  readonly overdue: boolean;
  /** When it becomes overdue if it is not paid by then. */
  readonly overdueAt: Instant | null;
  readonly settledAt: Instant | null;
  /** A carrier brings the goods back: until they leave again it neither goes out nor becomes overdue. */
  readonly heldBack: boolean;
  /** 速報: the buyer was at the till. Until the money is settled or taken back it does not become overdue. */
  readonly awaitsMoney: boolean;
};

/** What a change of an invoice is told as, in the history of its order. */
export type InvoiceNews = { readonly type: EventType & `invoice.${string}`; readonly data: Readonly<Record<string, unknown>> };

/** What a buyer still owes on it; never below zero. */
export function openAmount({ amount, credited, paid }: Pick<Invoice, 'amount' | 'credited' | 'paid'>): Yen {
  return Math.max(0, amount - credited - paid) as Yen;
}

/** What a buyer paid more than was owed in the end, because something was credited after the payment. */
export function overpaidAmount({ amount, credited, paid }: Pick<Invoice, 'amount' | 'credited' | 'paid'>): Yen {
  return Math.max(0, paid - (amount - credited)) as Yen;
}

/**
 * What a buyer quotes: 4 digits of the merchant, 7 of the invoice, and a check digit, so that a slip
 * of the pen on a transfer form is noticed.
 */
export function referenceOf(merchantNumber: number, invoiceNumber: number): string {
  if (merchantNumber < 1 || merchantNumber > 9_999) throw new RangeError(`not a merchant number: ${merchantNumber}`);
  if (invoiceNumber < 1 || invoiceNumber > 9_999_999) throw new RangeError(`not an invoice number: ${invoiceNumber}`);
  const body = `${String(merchantNumber).padStart(4, '0')}${String(invoiceNumber).padStart(7, '0')}`;
  return `${body}${checkDigit(body)}`;
}

export function isReference(text: string): boolean {
  return /^\d{12}$/.test(text) && checkDigit(text.slice(0, 11)) === Number(text.slice(11));
}

/** Modulus 10 with weights 3 and 1 from the right, as on a barcode. */
function checkDigit(body: string): number {
  const sum = [...body].toReversed().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}
