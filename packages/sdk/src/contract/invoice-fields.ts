import * as z from 'zod/mini';
import { InvoiceId, OrderId, ShipmentId } from './ids.ts';
import { invoiceDeliveries } from './order-fields.ts';
import { Instant, LocalDate, named, oneOf, Yen } from './primitives.ts';

export const invoiceStatuses = [
  'scheduled',
  'issued',
  'partially_paid',
  'paid',
  'in_collection',
  'written_off',
  'paid_after_write_off',
  'dropped',
  'cancelled',
  'debit_fixed',
  'debit_failed',
] as const;

export const TaxTotal = named(
  'TaxTotal',
  z.object({
    /** 10, 8 or 0 per cent. */
    rate: z.number(),
    /** Yen with tax at this rate. */
    amount: Yen,
    /** Yen of tax in it, floored once per rate. */
    tax: Yen,
  }),
);

export const InvoiceLine = z.object({
  kind: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPrice: Yen,
  amount: Yen,
  taxRate: z.number(),
});

export const Invoice = named(
  'Invoice',
  z.object({
    id: InvoiceId,
    orderId: OrderId,
    shipmentId: z.nullable(ShipmentId),
    status: oneOf(invoiceStatuses),
    overdue: z.boolean(),
    delivery: oneOf(invoiceDeliveries),
    /** Counts the reissues: 1 is the first document. */
    documentVersion: z.int(),
    /** 1, 2, 3 … per shop without gaps; null until it is issued. */
    number: z.nullable(z.int()),
    /** What a buyer quotes when paying; null until it is issued. */
    reference: z.nullable(z.string()),
    /** When it is, or was to be, issued. */
    issueAt: Instant,
    issuedAt: z.nullable(Instant),
    issuedOn: z.nullable(LocalDate),
    dueOn: z.nullable(LocalDate),
    amount: Yen,
    /** Yen taken off by returns. `amount`, `lines` and `taxSummary` stay as they were billed. */
    credited: Yen,
    /** What was taken off, by tax rate; adds up to `credited`. */
    creditedTaxSummary: z.array(TaxTotal),
    paid: Yen,
    /** Yen still owed. */
    open: Yen,
    paidOn: z.nullable(LocalDate),
    /** Yen of the issue fee in `amount` when the buyer bears it (AD-23). */
    buyerFee: Yen,
    lines: z.array(InvoiceLine),
    taxSummary: z.array(TaxTotal),
  }),
);

/** What a shop prints and encloses, less what was taken off by returns. Whom it goes to is on the parcel, and not repeated here. */
export const PrintData = named(
  'PrintData',
  z.object({
    invoiceId: InvoiceId,
    number: z.int(),
    reference: z.string(),
    documentVersion: z.int(),
    issuedOn: LocalDate,
    dueOn: LocalDate,
    amount: Yen,
    lines: z.array(InvoiceLine),
    taxSummary: z.array(TaxTotal),
    issuer: z.object({ name: z.string(), registrationNumber: z.optional(z.nullable(z.string())) }),
  }),
);

export type TaxTotal = z.infer<typeof TaxTotal>;
export type InvoiceLine = z.infer<typeof InvoiceLine>;
export type Invoice = z.infer<typeof Invoice>;
export type InvoiceStatus = (typeof invoiceStatuses)[number];
export type PrintData = z.infer<typeof PrintData>;
