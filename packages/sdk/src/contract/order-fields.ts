import * as z from 'zod/mini';
import { ShopOrderId } from './ids.ts';
import { Instant, listOf, LocalDate, named, oneOf, PositiveYen, text } from './primitives.ts';

// What a shop sends about an order (domain.md 4.7). Shapes only: names, numbers and addresses arrive
// as they were typed, and the server folds and checks them in the order of that table.

/** Where an order can come from (SF-34, AD-14). */
export const channels = ['ec', 'catalog', 'newspaper', 'flyer', 'phone', 'fax', 'subscription'] as const;

/** What a line of an order is. */
export const itemKinds = ['goods', 'shipping', 'fee', 'discount', 'tax_adjust'] as const;

/** How the invoice reaches the buyer: posted by us, in the parcel, by e-mail. */
export const invoiceDeliveries = ['separate', 'bundled', 'email'] as const;

export const AddressInput = named(
  'AddressInput',
  z.strictObject({
    /** One of the 47 prefectures, written in full: 東京都. */
    prefecture: text(200),
    city: text(200),
    line1: text(200),
    line2: z.optional(text(200)),
  }),
);

const person = {
  name: text(200),
  nameKana: z.optional(text(200)),
  company: z.optional(text(35)),
  department: z.optional(text(35)),
  postalCode: text(40),
  address: AddressInput,
  phone: text(40),
};

export const BuyerInput = named(
  'BuyerInput',
  z.strictObject({
    kind: oneOf(['consumer', 'company']),
    ...person,
    corporateNumber: z.optional(text(40)),
    email: z.optional(text(200)),
    birthDate: z.optional(LocalDate),
    /** What the shop knows of this customer, for the score. */
    member: z.optional(
      z.strictObject({
        id: z.optional(text(100)),
        since: z.optional(LocalDate),
        orderCount: z.optional(z.int().check(z.minimum(0))),
        orderTotal: z.optional(z.int().check(z.minimum(0))),
      }),
    ),
  }),
);

export const DestinationInput = named(
  'DestinationInput',
  z.strictObject({
    ...person,
    /** Absent means JP; nothing else can be shipped to (AD-11). */
    country: z.optional(text(60)),
  }),
);

export const ItemInput = named(
  'ItemInput',
  z.strictObject({
    name: text(1_000),
    quantity: z.number(),
    /** Yen a piece; below zero for a discount. */
    unitPrice: z.number(),
    /** `goods` unless told. */
    kind: z.optional(text(40)),
    /** 10, 8 or 0 per cent. */
    taxRate: z.number(),
    taxIncluded: z.optional(z.boolean()),
    /** The shop's category of goods, checked against what must not be sold this way (AD-03). */
    category: z.optional(text(100)),
  }),
);

export const TaxLine = z.strictObject({ rate: z.number(), amount: z.int(), tax: z.int() });

export const ConsentInput = z.strictObject({
  termsVersion: text(100),
  acceptedAt: Instant,
  method: oneOf(['web', 'paper', 'voice']),
});

export const InvoiceWish = z.strictObject({ delivery: z.optional(oneOf(invoiceDeliveries)), dueDays: z.optional(z.number()) });

/** The cart's own references, shown to staff; not part of what makes a request the same. */
export const PlatformReference = z.strictObject({
  name: text(100),
  orderId: z.optional(text(255)),
  orderNumber: z.optional(text(255)),
});

/** Up to 20 keys of the shop's own. */
export const Metadata = z
  .record(text(40), text(200))
  .check(z.refine((entries: Record<string, string>) => Object.keys(entries).length <= 20, { error: 'too_long' }));

export const RegisterOrder = named(
  'RegisterOrder',
  z.strictObject({
    shopOrderId: ShopOrderId,
    orderDate: LocalDate,
    plannedShipDate: z.optional(LocalDate),
    channel: text(40),
    subscription: z.optional(z.strictObject({ contractId: text(100), cycleNo: z.int().check(z.minimum(1)) })),
    /** Only JPY. */
    currency: z.optional(text(40)),
    /** What the buyer is billed, in yen with tax: exactly the sum of the items. */
    billedAmount: z.int(),
    items: listOf(ItemInput, 100).check(z.minLength(1)),
    taxSummary: z.optional(listOf(TaxLine, 3)),
    buyer: BuyerInput,
    shipTo: z.optional(listOf(DestinationInput, 20)),
    invoice: z.optional(InvoiceWish),
    consent: z.optional(ConsentInput),
    client: z.optional(
      z.strictObject({
        ip: z.optional(text(100)),
        userAgent: z.optional(text(1_000)),
        acceptLanguage: z.optional(text(1_000)),
        deviceId: z.optional(text(200)),
      }),
    ),
    metadata: z.optional(Metadata),
    platform: z.optional(PlatformReference),
    /** 請求対象: bill the buyer even when screening rejects (companies only). */
    billable: z.optional(z.boolean()),
    customerId: z.optional(text(60)),
    destinationId: z.optional(text(60)),
    /** From the checkout widget: confirms the screening that was done there. */
    authorizationToken: z.optional(text(200)),
  }),
);

/** A buyer's or destination's fields, those that are to be replaced. */
const buyerPatch = z.strictObject({
  name: z.optional(text(200)),
  nameKana: z.optional(text(200)),
  company: z.optional(text(35)),
  department: z.optional(text(35)),
  corporateNumber: z.optional(text(40)),
  postalCode: z.optional(text(40)),
  address: z.optional(AddressInput),
  phone: z.optional(text(40)),
  email: z.optional(text(200)),
  birthDate: z.optional(LocalDate),
});

export const AmendOrder = named(
  'AmendOrder',
  z.strictObject({
    /** Refuses with `version_conflict` when the order has moved on since. */
    version: z.optional(z.int()),
    buyer: z.optional(buyerPatch),
    shipTo: z.optional(listOf(DestinationInput, 20)),
    items: z.optional(listOf(ItemInput, 100).check(z.minLength(1))),
    billedAmount: z.optional(z.int()),
    plannedShipDate: z.optional(LocalDate),
    invoice: z.optional(InvoiceWish),
    metadata: z.optional(Metadata),
    /** Asks once for 90 days more to ship in. */
    extendExpiry: z.optional(z.literal(true)),
  }),
);

export const cancelReasons = ['returned', 'damaged', 'lost', 'wrong', 'buyer_cancel'] as const;

/** Who gives a buyer who has paid the money back (AM-18). */
export const refundParties = ['provider', 'merchant'] as const;

export const CancelOrder = named(
  'CancelOrder',
  z.strictObject({
    /** Needed once a slip is registered. */
    reason: z.optional(oneOf(cancelReasons)),
    refundBy: z.optional(oneOf(refundParties)),
    version: z.optional(z.int()),
  }),
);

export const ReplaceOrder = named(
  'ReplaceOrder',
  z.strictObject({
    order: RegisterOrder,
    reason: z.optional(oneOf(cancelReasons)),
    version: z.optional(z.int()),
  }),
);

export const ReturnItems = named(
  'ReturnItems',
  z.strictObject({
    /**
     * Which lines came back, or will not leave any more; `itemIndex` counts the order's items from 0. What left
     * comes back first. Either this or `amount`.
     */
    items: z.optional(listOf(z.strictObject({ itemIndex: z.int().check(z.minimum(0)), quantity: z.int().check(z.minimum(1)) }), 100)),
    /**
     * Yen with tax that the buyer need not pay. Without `shipmentId` it comes off what has not left yet first, unless
     * the goods are `damaged`, `lost` or `wrong`, or a carrier brought a parcel back. Either this or `items`.
     */
    amount: z.optional(PositiveYen),
    /** The parcel that it is credited on. */
    shipmentId: z.optional(text(60)),
    reason: oneOf(cancelReasons),
    refundBy: z.optional(oneOf(refundParties)),
    version: z.optional(z.int()),
  }),
);

export type AddressInput = z.infer<typeof AddressInput>;
export type BuyerInput = z.infer<typeof BuyerInput>;
export type DestinationInput = z.infer<typeof DestinationInput>;
export type ItemInput = z.infer<typeof ItemInput>;
export type RegisterOrder = z.infer<typeof RegisterOrder>;
export type AmendOrder = z.infer<typeof AmendOrder>;
export type CancelOrder = z.infer<typeof CancelOrder>;
export type ReplaceOrder = z.infer<typeof ReplaceOrder>;
export type ReturnItems = z.infer<typeof ReturnItems>;
