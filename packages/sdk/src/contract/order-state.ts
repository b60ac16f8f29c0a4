import * as z from 'zod/mini';
import { OrderId } from './ids.ts';
import { Invoice, TaxTotal } from './invoice-fields.ts';
import { Instant, LocalDate, named, oneOf, Yen } from './primitives.ts';
import { Shipment } from './shipments.ts';
import { Warning } from './warnings.ts';

// What the service answers about an order.

export const creditStates = [
  'registered',
  'screening',
  'approved',
  'on_hold',
  'manual_review',
  'rejected',
  'rejected_billable',
  'expired',
  'cancelled',
] as const;

export const fulfilmentStates = [
  'none',
  'partially_shipped',
  'shipped',
  'partially_delivered',
  'delivered',
  'exception',
  'returned',
] as const;

export const billingStates = [
  'none',
  'scheduled',
  'issued',
  'partially_paid',
  'paid',
  'overdue',
  'in_collection',
  'written_off',
  'cancelled',
  'debit_fixed',
  'debit_failed',
] as const;

export const settlementStates = ['not_due', 'eligible', 'batched', 'paid_out', 'adjusted'] as const;

/** The one word shown for an order, from the first that fits to the last. */
export const orderStatuses = [
  'cancelled',
  'returned',
  'written_off',
  'completed',
  'paid',
  'advanced',
  'delivered',
  'invoiced',
  'shipped',
  'approved',
  'on_hold',
  'manual_review',
  'screening',
  'rejected_billable',
  'rejected',
  'expired',
  'registered',
] as const;

export const decisionResults = ['approved', 'rejected', 'on_hold', 'manual_review'] as const;

/** An order stands on four axes at once; `status` is derived from them. */
export const Axes = named(
  'Axes',
  z.object({
    credit: oneOf(creditStates),
    fulfilment: oneOf(fulfilmentStates),
    billing: oneOf(billingStates),
    settlement: oneOf(settlementStates),
  }),
);

export const Reason = named(
  'Reason',
  z.object({
    code: z.string(),
    /** `reject` decides against the order, `hold` asks to mend `field`, `review` asks a person. */
    severity: oneOf(['reject', 'hold', 'review']),
    field: z.optional(z.string()),
    messageJa: z.string(),
    messageEn: z.string(),
    /** What to do about it. */
    fix: z.optional(z.object({ messageJa: z.string(), messageEn: z.string() })),
  }),
);

export const Decision = named(
  'Decision',
  z.object({
    result: oneOf(decisionResults),
    /** The sum of the parts' values. */
    score: z.number(),
    scoreParts: z.array(z.object({ rule: z.string(), weight: z.number(), value: z.number() })),
    reasons: z.array(Reason),
    decidedAt: Instant,
    /** `screening` unless a person, the sandbox or a time-out decided. */
    decidedBy: z.optional(z.string()),
  }),
);

const summary = {
  id: OrderId,
  shopOrderId: z.string(),
  status: oneOf(orderStatuses),
  axes: Axes,
  decision: z.nullable(Decision),
  /** True when the parcel may leave (SF-15). */
  shipAllowed: z.boolean(),
  registeredAt: Instant,
  orderDate: LocalDate,
  channel: z.string(),
  buyerKind: oneOf(['consumer', 'company']),
  /** Yen with tax that the buyer is billed, the buyer's part of the fees included. */
  billedAmount: Yen,
  /** Yen of the invoice fee in `billedAmount` when the buyer bears it (AD-23). */
  buyerFee: Yen,
  approvedAmount: Yen,
  /** Yen without tax the buyer may still owe; null where no cap applies. Never show it to a stranger. */
  openFrameLeft: z.nullable(Yen),
  /** Yen with tax taken off: goods that came back, and what did not leave any more once a parcel had left. */
  returnedAmount: Yen,
  taxSummary: z.array(TaxTotal),
  /** Until when it must be shipped, also what is left of it, or mended when on hold. */
  expiresAt: z.nullable(Instant),
  /** By when a person will have decided. */
  expectedBy: z.nullable(Instant),
  warnings: z.array(Warning),
  sequence: z.int(),
  version: z.int(),
  replaces: z.nullable(z.string()),
  replacedBy: z.nullable(z.string()),
  billable: z.boolean(),
  /** True in a 202 to a cancellation or return that an operator must agree to first. */
  awaitsOperator: z.optional(z.boolean()),
};

/** What every change answers, and every list: no personal data. */
export const OrderSummary = named('OrderSummary', z.object(summary));

const Address = z.object({ prefecture: z.string(), city: z.string(), line1: z.string(), line2: z.optional(z.string()) });

const person = {
  name: z.string(),
  nameKana: z.optional(z.string()),
  company: z.optional(z.string()),
  department: z.optional(z.string()),
  postalCode: z.string(),
  address: Address,
  phone: z.string(),
};

export const OrderItem = named(
  'OrderItem',
  z.object({
    kind: z.string(),
    name: z.string(),
    quantity: z.int(),
    unitPrice: Yen,
    taxRate: z.number(),
    taxIncluded: z.boolean(),
    category: z.optional(z.string()),
  }),
);

/** Everything about one order, as the service understood it. */
export const Order = named(
  'Order',
  z.object({
    ...summary,
    items: z.array(OrderItem),
    invoice: z.object({ delivery: z.string(), dueDays: z.int() }),
    plannedShipDate: z.optional(z.nullable(LocalDate)),
    buyer: z.object({ kind: z.string(), ...person, email: z.optional(z.string()) }),
    shipTo: z.array(z.object(person)),
    shipments: z.array(Shipment),
    invoices: z.array(Invoice),
    metadata: z.optional(z.record(z.string(), z.string())),
    platform: z.optional(z.object({ name: z.string() })),
  }),
);

export type OrderStatus = (typeof orderStatuses)[number];
export type DecisionResult = (typeof decisionResults)[number];
export type Axes = z.infer<typeof Axes>;
export type Reason = z.infer<typeof Reason>;
export type Decision = z.infer<typeof Decision>;
export type OrderSummary = z.infer<typeof OrderSummary>;
export type OrderItem = z.infer<typeof OrderItem>;
export type Order = z.infer<typeof Order>;
