import * as z from 'zod/mini';
import { InvoiceId, ReceiptId, ShipmentId } from './ids.ts';
import { TaxTotal } from './invoice-fields.ts';
import { invoiceDeliveries } from './order-fields.ts';
import { Instant, LocalDate, named, oneOf, Yen } from './primitives.ts';

const invoice = { invoiceId: InvoiceId, shipmentId: ShipmentId };
const delivery = oneOf(invoiceDeliveries);

const paid = {
  ...invoice,
  /** Yen that came in just now. */
  amount: Yen,
  /** Yen paid in all. */
  paid: Yen,
  /** Yen still owed. */
  open: Yen,
  paidOn: LocalDate,
  /** True when it was paid after the due date, or after the next business day where that is a closed day. */
  late: z.boolean(),
};

const atTill = z.object({ ...invoice, amount: Yen, receiptId: ReceiptId });

/** What each event of an invoice tells. Amounts are yen with tax. */
export const invoiceEventData = {
  'invoice.scheduled': named('InvoiceScheduledData', z.object({ ...invoice, issueAt: Instant, amount: Yen, delivery })),
  'invoice.issued': named(
    'InvoiceIssuedData',
    z.object({
      ...invoice,
      /** 1, 2, 3 … per shop, without gaps. */
      number: z.int(),
      /** What the buyer quotes when paying. */
      reference: z.string(),
      issuedOn: LocalDate,
      dueOn: LocalDate,
      amount: Yen,
      delivery,
      documentVersion: z.int(),
      /** The part of the amount that is the issue fee, when the buyer bears it. */
      buyerFee: Yen,
    }),
  ),
  'invoice.reissued': named(
    'InvoiceReissuedData',
    z.object({ ...invoice, number: z.int(), documentVersion: z.int(), delivery, issuedOn: LocalDate, dueOn: LocalDate }),
  ),
  'invoice.extended': named('InvoiceExtendedData', z.object({ ...invoice, dueOn: LocalDate, days: z.int() })),
  'invoice.dropped': named('InvoiceDroppedData', z.object(invoice)),
  'invoice.cancelled': named(
    'InvoiceCancelledData',
    z.object({
      ...invoice,
      /** Yen taken off by this. */
      amount: Yen,
      /** Yen the buyer had paid before. */
      paid: Yen,
    }),
  ),
  'invoice.credited': named(
    'InvoiceCreditedData',
    z.object({
      ...invoice,
      /** Yen taken off just now. */
      amount: Yen,
      /** Yen taken off in all. */
      credited: Yen,
      open: Yen,
      /** What was taken off just now, by tax rate. */
      taxSummary: z.array(TaxTotal),
    }),
  ),
  'invoice.payment_provisional': named('InvoicePaymentProvisionalData', atTill),
  'invoice.payment_reversed': named('InvoicePaymentReversedData', atTill),
  'invoice.partially_paid': named('InvoicePartiallyPaidData', z.object(paid)),
  'invoice.paid': named('InvoicePaidData', z.object(paid)),
  'invoice.overdue': named('InvoiceOverdueData', z.object({ ...invoice, dueOn: LocalDate, open: Yen })),
  'invoice.dunned': named(
    'InvoiceDunnedData',
    z.object({
      invoiceId: InvoiceId,
      /** Which step of the dunning plan, from 1. */
      step: z.int(),
      channel: oneOf(['letter', 'sms', 'phone']),
    }),
  ),
  'invoice.in_collection': named('InvoiceInCollectionData', z.object({ ...invoice, open: Yen })),
  'invoice.written_off': named('InvoiceWrittenOffData', z.object({ ...invoice, amount: Yen })),
  'invoice.recovered': named('InvoiceRecoveredData', z.object(paid)),
} as const;
