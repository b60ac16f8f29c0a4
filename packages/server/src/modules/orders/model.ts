import type { OrderStatus, RegisterOrder } from '@atobarai/sdk/contract';
import { noYen, scaleFloor, type Yen, yen } from '../../core/money.ts';
import type { EventType, Unit } from '../../core/unit.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Address } from '../buyers/model.ts';
import type { Decision } from '../screening/model.ts';

export type Credit = 'screening' | 'approved' | 'on_hold' | 'manual_review' | 'rejected' | 'rejected_billable' | 'expired' | 'cancelled';
export type Fulfilment = 'none' | 'partially_shipped' | 'shipped' | 'partially_delivered' | 'delivered' | 'exception' | 'returned';
export type Billing =
  | 'none'
  | 'scheduled'
  | 'issued'
  | 'partially_paid'
  | 'paid'
  | 'overdue'
  | 'in_collection'
  | 'written_off'
  | 'cancelled';
export type Settlement = 'not_due' | 'eligible' | 'batched' | 'paid_out' | 'adjusted';

/**
 * An order stands on four axes at once, because the chain is not a line: an invoice may be issued
 * before delivery (SF-17), paid before delivery (AD-02) and advanced before payment (SF-07).
 */
export type Axes = {
  readonly credit: Credit;
  readonly fulfilment: Fulfilment;
  readonly billing: Billing;
  readonly settlement: Settlement;
};

/** Every order is screened as it is registered, so none is ever seen before that. */
export type Status = Exclude<OrderStatus, 'registered'>;

/** What a module says of an order: the axis it answers for, and what happened, in order. */
export type OrderChange = {
  readonly merchantId: string;
  readonly orderId: string;
  readonly axes?: Partial<Axes>;
  readonly set?: CreditColumns;
  readonly events: readonly { readonly type: EventType; readonly data: Readonly<Record<string, unknown>> }[];
};

/** The columns of the credit side that a later command may change. */
export type CreditColumns = {
  readonly billedAmount?: number;
  readonly approvedAmount?: number;
  readonly returnedAmount?: number;
  readonly returnedItems?: readonly LineQuantity[];
  readonly content?: OrderContent;
  readonly personal?: PersonalColumns;
  readonly heldNet?: number;
  readonly decision?: Readonly<Record<string, unknown>>;
  readonly decidedAt?: Instant;
  readonly expectedBy?: Instant | null;
  readonly expiresAt?: Instant | null;
  readonly dueAt?: Instant | null;
  readonly amendments?: number;
  readonly replacedBy?: string;
};

/** Everything about an order that names no person. */
export type OrderContent = {
  readonly program: string;
  readonly netAmount: number;
  /** The name as a bank writes it, hashed: a transfer without a reference is found by it. */
  readonly payerHash: string;
  readonly items: readonly OrderItem[];
  readonly taxSummary: readonly { readonly rate: number; readonly amount: number; readonly tax: number }[];
  readonly buyerFee: number;
  readonly invoice: { readonly delivery: 'separate' | 'bundled' | 'email'; readonly dueDays: number };
  readonly shipToCount: number;
  readonly consent?: Readonly<Record<string, unknown>>;
  readonly subscription?: Readonly<Record<string, unknown>>;
  readonly plannedShipDate?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly platform?: Readonly<Record<string, unknown>>;
  readonly billable?: boolean;
  /** Its shop asked for more time to ship, which it may once. */
  readonly extended?: true;
  readonly sandboxReview?: 'ok' | 'ng';
  /** What was taken off before it left: it is neither shipped nor billed any more. Its yen count among `returned_amount`, too. */
  readonly takenOff?: TakenOff;
};

/** `unnamed` are the yen of it that named no line, and so are taken off those that still leave. */
export type TakenOff = { readonly amount: number; readonly unnamed: number; readonly items: readonly LineQuantity[] };

export type OrderItem = {
  readonly kind: 'goods' | 'shipping' | 'fee' | 'discount' | 'tax_adjust';
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxRate: 10 | 8 | 0;
  readonly taxIncluded: boolean;
  readonly category?: string;
};

/** How many of which line of the order, counted from 0. */
export type LineQuantity = { readonly itemIndex: number; readonly quantity: number };

/** A parcel of an order that counts: what is in it, and its share of what was billed. */
export type OrderParcel = {
  readonly id: string;
  readonly items: readonly LineQuantity[];
  readonly amount: number;
  /** `returned` is what a carrier brought back. */
  readonly status: string;
};

/** What leaves in parcels: goods travel; shipping, fees and discounts belong to the order as a whole. */
export function travellingLines({ items }: Pick<OrderContent, 'items'>): LineQuantity[] {
  const lines = items.map(({ kind, quantity }, itemIndex) => ({ kind, itemIndex, quantity }));
  const goods = lines.filter(({ kind }) => kind === 'goods');
  return (goods.length > 0 ? goods : lines).map(({ itemIndex, quantity }) => ({ itemIndex, quantity }));
}

/** What is still to leave: neither in one of these parcels nor taken off. */
export function linesLeft(
  content: Pick<OrderContent, 'items' | 'takenOff'>,
  parcels: readonly Pick<OrderParcel, 'items'>[],
): LineQuantity[] {
  const gone = [...parcels.flatMap(({ items }) => items), ...(content.takenOff?.items ?? [])];
  return less(travellingLines(content), gone);
}

/** Lines without what of them is among others. */
export function less(lines: readonly LineQuantity[], others: readonly LineQuantity[]): LineQuantity[] {
  const left = lines.map(({ itemIndex, quantity }) => ({ itemIndex, quantity: quantity - quantityOf(others, itemIndex) }));
  return left.filter(({ quantity }) => quantity > 0);
}

/**
 * What of an order is in no parcel yet: the lines that are still to leave, and the yen that are still to be billed.
 * Those lines cost `full`, before an amount was taken off that named none of them.
 */
export type Rest = { readonly lines: readonly LineQuantity[]; readonly amount: Yen; readonly full: Yen };

export function restOf(
  { content, billed_amount: billed }: Pick<OrderRow, 'content' | 'billed_amount'>,
  parcels: readonly Pick<OrderParcel, 'items' | 'amount'>[],
): Rest {
  const { amount: taken, unnamed } = content.takenOff ?? { amount: 0, unnamed: 0 };
  const amount = yen(billed - taken - parcels.reduce((sum, parcel) => sum + parcel.amount, 0));
  return { lines: linesLeft(content, parcels), amount, full: yen(amount + unnamed) };
}

/** What some of the lines that are left come to: what they cost, as far as that is still billed; all of them all that is. */
export function shareOfRest(content: Pick<OrderContent, 'items'>, rest: Rest, items: readonly LineQuantity[]): Yen {
  const isAll = less(rest.lines, items).length === 0;
  return isAll ? rest.amount : yen(Math.min(rest.amount, costOfLines(content, rest, items)));
}

/** Their share, by the worth of the goods, of what all that is left cost. */
export function costOfLines(content: Pick<OrderContent, 'items'>, { lines, full }: Rest, items: readonly LineQuantity[]): Yen {
  return items.length === 0 ? noYen : scaleFloor(full, worth(content, items), worth(content, lines));
}

function worth({ items }: Pick<OrderContent, 'items'>, lines: readonly LineQuantity[]): number {
  // A line that costs nothing still weighs something, or a gift alone in its parcel would divide by zero.
  return lines.reduce((sum, { itemIndex, quantity }) => sum + Math.max(1, (items[itemIndex]?.unitPrice ?? 0) * quantity), 0);
}

/** A line named twice counts once, with both its quantities. */
export function perLine(items: readonly LineQuantity[]): LineQuantity[] {
  return [...new Set(items.map(({ itemIndex }) => itemIndex))].map((itemIndex) => ({ itemIndex, quantity: quantityOf(items, itemIndex) }));
}

export function quantityOf(items: readonly LineQuantity[], itemIndex: number): number {
  return items.reduce((sum, item) => (item.itemIndex === itemIndex ? sum + item.quantity : sum), 0);
}

/** What the module of shipments says has left of an order. */
export type ParcelsOf = (unit: Unit, order: Pick<OrderRow, 'merchant_id' | 'id'>) => Promise<readonly OrderParcel[]>;

/** The decision as it is kept: the screening's own words plus who decided when a person did. */
export type StoredDecision = Decision & { readonly decidedBy?: 'screening' | 'operator' | 'sandbox' | 'time_out' };

/** An order as it is stored; who the buyer is stays sealed until somebody must know. */
export type OrderRow = Axes & {
  readonly merchant_id: string;
  readonly id: string;
  readonly shop_order_id: string;
  readonly version: number;
  readonly sequence: number;
  readonly status: Status;
  readonly registered_at: Instant;
  readonly order_date: LocalDate;
  readonly channel: string;
  readonly buyer_kind: 'consumer' | 'company';
  readonly billed_amount: number;
  readonly approved_amount: number;
  readonly returned_amount: number;
  /** What came back line by line; a return by amount names no lines. */
  readonly returned_items: readonly LineQuantity[];
  readonly held_net: number;
  readonly person_keys: readonly string[];
  readonly phone_hash: string;
  readonly address_hash: string;
  readonly personal: Uint8Array;
  readonly content: OrderContent;
  readonly decision: StoredDecision | null;
  readonly warnings: readonly string[];
  readonly decided_at: Instant | null;
  readonly expected_by: Instant | null;
  readonly expires_at: Instant | null;
  readonly amendments: number;
  readonly replaces: string | null;
  readonly replaced_by: string | null;
};

/** Who the buyer is, as it is written after a shop amended it: sealed text and the hashes made of it. */
export type PersonalColumns = {
  /** Base64 of the sealed personal part. */
  readonly sealed: string;
  readonly personKeys: readonly string[];
  readonly phoneHash: string;
  readonly addressHash: string;
};

/** A person or a destination as it is stored: every field folded. */
export type CheckedPerson = {
  readonly name: string;
  readonly nameKana?: string;
  readonly company?: string;
  readonly department?: string;
  /** Seven digits. */
  readonly postalCode: string;
  readonly address: Address;
  /** E.164. */
  readonly phone: string;
};

export type CheckedBuyer = CheckedPerson & {
  readonly corporateNumber?: string;
  readonly email?: string;
  readonly birthDate?: LocalDate;
  readonly member?: NonNullable<RegisterOrder['buyer']['member']>;
};

/** Everything about an order that names a person: sealed before it is stored. */
export type PersonalPart = {
  readonly buyer: CheckedBuyer;
  /** Empty when everything goes to the buyer. */
  readonly shipTo: readonly CheckedPerson[];
  readonly client?: NonNullable<RegisterOrder['client']>;
};
