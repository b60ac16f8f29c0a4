// What query.graph gives of Medusa's order, cart and fulfilment. Amounts are `unknown`: they come as
// numbers, as texts and as objects of Medusa's number class, and are read by `amounts` alone.

/** An address of an order or a cart. */
export type AddressRecord = {
  readonly first_name?: string | null;
  readonly last_name?: string | null;
  readonly company?: string | null;
  readonly phone?: string | null;
  readonly postal_code?: string | null;
  readonly country_code?: string | null;
  readonly province?: string | null;
  readonly city?: string | null;
  readonly address_1?: string | null;
  readonly address_2?: string | null;
  readonly metadata?: Metadata | null;
};

export type Metadata = Readonly<Record<string, unknown>>;

export type TaxLineRecord = { readonly rate?: unknown };

/** What a promotion took off a line. */
export type AdjustmentRecord = { readonly amount?: unknown; readonly is_tax_inclusive?: boolean | null; readonly code?: string | null };

export type ItemRecord = {
  readonly id: string;
  readonly title?: string | null;
  readonly product_title?: string | null;
  readonly variant_title?: string | null;
  readonly product_type?: string | null;
  readonly quantity?: unknown;
  readonly unit_price?: unknown;
  readonly is_tax_inclusive?: boolean | null;
  readonly requires_shipping?: boolean | null;
  readonly metadata?: Metadata | null;
  readonly tax_lines?: readonly (TaxLineRecord | null)[] | null;
  readonly adjustments?: readonly (AdjustmentRecord | null)[] | null;
  readonly detail?: { readonly quantity?: unknown } | null;
};

export type ShippingMethodRecord = {
  readonly id: string;
  readonly name?: string | null;
  readonly amount?: unknown;
  readonly is_tax_inclusive?: boolean | null;
  readonly tax_lines?: readonly (TaxLineRecord | null)[] | null;
  readonly adjustments?: readonly (AdjustmentRecord | null)[] | null;
};

export type PaymentSessionRecord = {
  readonly id: string;
  readonly provider_id: string;
  readonly status?: string | null;
  readonly amount?: unknown;
  readonly currency_code?: string | null;
  readonly data?: Metadata | null;
  readonly created_at?: string | Date | null;
};

export type PaymentRecord = {
  readonly id: string;
  readonly provider_id: string;
  readonly amount?: unknown;
  readonly data?: Metadata | null;
  readonly captured_at?: string | Date | null;
  readonly canceled_at?: string | Date | null;
  readonly created_at?: string | Date | null;
  readonly payment_session_id?: string | null;
  readonly captures?: readonly ({ readonly id: string; readonly amount?: unknown } | null)[] | null;
  readonly refunds?: readonly ({ readonly id: string; readonly amount?: unknown } | null)[] | null;
};

export type PaymentCollectionRecord = {
  readonly id: string;
  readonly status?: string | null;
  readonly amount?: unknown;
  readonly created_at?: string | Date | null;
  readonly payment_sessions?: readonly (PaymentSessionRecord | null)[] | null;
  readonly payments?: readonly (PaymentRecord | null)[] | null;
};

export type CustomerRecord = {
  readonly id?: string | null;
  readonly has_account?: boolean | null;
  readonly created_at?: string | Date | null;
  readonly phone?: string | null;
  readonly email?: string | null;
};

/** What an order and a cart have in common: enough to reckon and to screen. */
export type CartRecord = {
  readonly id: string;
  readonly email?: string | null;
  readonly currency_code?: string | null;
  readonly locale?: string | null;
  readonly metadata?: Metadata | null;
  readonly total?: unknown;
  readonly credit_line_total?: unknown;
  readonly items?: readonly (ItemRecord | null)[] | null;
  readonly shipping_methods?: readonly (ShippingMethodRecord | null)[] | null;
  readonly shipping_address?: AddressRecord | null;
  readonly billing_address?: AddressRecord | null;
  readonly customer?: CustomerRecord | null;
};

export type OrderRecord = CartRecord & {
  readonly display_id?: number | string | null;
  readonly status?: string | null;
  readonly created_at?: string | Date | null;
  readonly payment_collections?: readonly (PaymentCollectionRecord | null)[] | null;
  readonly fulfillments?: readonly (FulfillmentRecord | null)[] | null;
};

export type LabelRecord = {
  readonly id: string;
  readonly tracking_number?: string | null;
  readonly tracking_url?: string | null;
  readonly created_at?: string | Date | null;
};

export type FulfillmentItemRecord = { readonly id?: string; readonly line_item_id?: string | null; readonly quantity?: unknown };

export type ShippingOptionRecord = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly data?: Metadata | null;
  readonly type?: { readonly code?: string | null } | null;
};

export type FulfillmentRecord = {
  readonly id: string;
  readonly created_at?: string | Date | null;
  readonly shipped_at?: string | Date | null;
  readonly delivered_at?: string | Date | null;
  readonly canceled_at?: string | Date | null;
  readonly shipping_option_id?: string | null;
  readonly labels?: readonly (LabelRecord | null)[] | null;
  readonly items?: readonly (FulfillmentItemRecord | null)[] | null;
  readonly shipping_option?: ShippingOptionRecord | null;
  readonly order?: OrderRecord | null;
};

const pricedFields = [
  'id',
  'email',
  'currency_code',
  'locale',
  'metadata',
  'total',
  'credit_line_total',
  'items.*',
  'items.tax_lines.*',
  'items.adjustments.*',
  'shipping_methods.*',
  'shipping_methods.tax_lines.*',
  'shipping_methods.adjustments.*',
  'shipping_address.*',
  'billing_address.*',
  'customer.id',
  'customer.has_account',
  'customer.created_at',
  'customer.phone',
  'customer.email',
];

/** Fields of a cart, for query.graph. */
export const cartFields: string[] = [...pricedFields];

/** What an order that was just placed is screened by: the shopper waits, and nothing of it is paid or packed. */
export const placedFields: string[] = [...pricedFields, 'display_id', 'status', 'created_at', 'items.detail.*'];

/** How an order is paid. */
export const paymentFields: string[] = [
  'id',
  'payment_collections.*',
  'payment_collections.payment_sessions.*',
  'payment_collections.payments.*',
];

/** Everything of an order, for query.graph. */
export const orderFields: string[] = [
  ...placedFields,
  ...paymentFields,
  'payment_collections.payments.captures.*',
  'payment_collections.payments.refunds.*',
  'fulfillments.*',
  'fulfillments.items.*',
  'fulfillments.labels.*',
];

/** Fields of a fulfilment, for query.graph. */
export const fulfillmentFields: string[] = ['*', 'labels.*', 'items.*', 'shipping_option.*', 'shipping_option.type.*', 'order.id'];

/** What is there, of a list of query.graph that may be missing or have holes. */
export function present<T>(list: readonly (T | null | undefined)[] | null | undefined): T[] {
  return (list ?? []).filter((each): each is T => each !== null && each !== undefined);
}
