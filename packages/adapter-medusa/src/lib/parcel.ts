import { amountOf } from './amounts';
import type { Line } from './line';
import { cartLines } from './map-items';
import { momentOf } from './moment';
import { type FulfillmentRecord, type LabelRecord, type OrderRecord, present } from './order-record';
import { digitsOf } from './slip-number';

/** How many of a line, by its index among the lines that were registered. */
export type Packed = { readonly itemIndex: number; readonly quantity: number };

export type Parcel = {
  /** What it holds; nothing where Medusa does not say: then it is all that is not shipped yet. */
  readonly packed: readonly Packed[];
  /** What the parcels that left before hold, when nothing is left for one after it. */
  readonly before?: readonly Packed[];
  /** What all parcels under its number hold of its lines, itself among them. */
  readonly underNumber: readonly Packed[];
};

export type ParcelToRead = {
  readonly order: OrderRecord;
  readonly fulfillment: FulfillmentRecord;
  readonly slipNo: string;
  /** Ids of the lines as they were registered; of orders that were registered before these were kept there are none. */
  readonly registered?: readonly string[] | null | undefined;
};

/** The label that stands for a fulfilment: one slip each, because each slip is an invoice to the buyer. */
export function pickLabel(fulfillment: Pick<FulfillmentRecord, 'labels'>): LabelRecord | undefined {
  return present(fulfillment.labels)
    .filter(({ tracking_number: slipNo }) => slipNo?.trim())
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))[0];
}

/** What a fulfilment holds; null when nothing of it travels. */
export function readParcel({ order, fulfillment, slipNo, registered }: ParcelToRead): Parcel | null {
  // Not by the order's total: a return lowers it, and the goods of the next parcel stay what they are.
  const goods = goodsOf(order, registered);
  const inParcel = quantities([fulfillment]);
  const packed = packedIn(goods, order, [fulfillment]);
  if (goods.length === 0 || inParcel.size === 0) return { packed: [], before: [], underNumber: [] };
  if (packed.length === 0) return null;
  const lines = new Set(packed.map(({ itemIndex }) => itemIndex));
  const boxed = packedIn(goods, order, [fulfillment, ...othersUnder(order, fulfillment, slipNo)]);
  const underNumber = boxed.filter(({ itemIndex }) => lines.has(itemIndex));
  const earlier = fulfillmentsBefore(order, fulfillment);
  const soFar = quantities([...earlier, fulfillment]);
  const completes = goods.every(({ line }) => (soFar.get(line.lineItemId ?? '') ?? 0) >= quantityOf(line, order));
  return { packed, underNumber, ...(completes ? { before: packedIn(goods, order, earlier) } : {}) };
}

type Goods = { readonly line: Line; readonly itemIndex: number };

/** An edit after the registration takes lines out and puts lines in; the service still counts those it was told. */
function goodsOf(order: OrderRecord, registered: readonly string[] | null | undefined): Goods[] {
  const lines = cartLines(order);
  const ids = new Set(lines.map(({ lineItemId }) => lineItemId));
  // A checkout that failed and was tried again leaves the ids of an order that is no more.
  const known = registered?.some((id) => ids.has(id)) ? registered : undefined;
  const indexed = lines.map((line, index) => ({ line, itemIndex: known ? known.indexOf(line.lineItemId ?? '') : index }));
  return indexed.filter(({ line, itemIndex }) => line.kind === 'goods' && itemIndex >= 0);
}

/** What parcels hold together. */
function packedIn(goods: readonly Goods[], order: OrderRecord, fulfillments: readonly FulfillmentRecord[]): Packed[] {
  return goods.flatMap(({ line, itemIndex }) => {
    const each = fulfillments.map((fulfillment) => packedOf(line, order, fulfillment));
    const quantity = Math.min(
      line.quantity,
      each.reduce((sum, some) => sum + some, 0),
    );
    return quantity > 0 ? [{ itemIndex, quantity }] : [];
  });
}

function packedOf(line: Line, order: OrderRecord, fulfillment: FulfillmentRecord): number {
  const quantity = quantities([fulfillment]).get(line.lineItemId ?? '') ?? 0;
  if (quantity <= 0) return 0;
  if (!line.whole) return Math.ceil(quantity);
  // It cannot be parted, so it travels with the first parcel that has any of it.
  const upTo = [...fulfillmentsBefore(order, fulfillment), fulfillment];
  const [first] = upTo.filter((each) => quantities([each]).has(line.lineItemId ?? ''));
  return !first || first.id === fulfillment.id ? 1 : 0;
}

function quantityOf(line: Line, order: OrderRecord): number {
  const item = present(order.items).find(({ id }) => id === line.lineItemId);
  return amountOf(item?.quantity ?? item?.detail?.quantity ?? line.quantity);
}

function othersUnder(order: OrderRecord, fulfillment: FulfillmentRecord, slipNo: string): FulfillmentRecord[] {
  const digits = digitsOf(slipNo);
  if (digits === '') return [];
  return standingOthers(order, fulfillment).filter((other) => digitsOf(pickLabel(other)?.tracking_number ?? '') === digits);
}

/** The order's parcels that left before this one, the first of them first. */
function fulfillmentsBefore(order: OrderRecord, fulfillment: FulfillmentRecord): FulfillmentRecord[] {
  const leftBefore = standingOthers(order, fulfillment).filter(
    (other) => other.shipped_at && whenShipped(other) < whenShipped(fulfillment),
  );
  return leftBefore.toSorted((one, other) => whenShipped(one) - whenShipped(other));
}

function standingOthers(order: OrderRecord, fulfillment: FulfillmentRecord): FulfillmentRecord[] {
  return present(order.fulfillments).filter(({ id, canceled_at: canceledAt }) => id !== fulfillment.id && !canceledAt);
}

function whenShipped({ shipped_at: shippedAt, created_at: createdAt }: FulfillmentRecord): number {
  return (momentOf(shippedAt) ?? momentOf(createdAt))?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** How many of each line parcels hold, together. */
function quantities(fulfillments: readonly FulfillmentRecord[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const fulfillment of fulfillments) for (const [id, quantity] of perLine(fulfillment)) sums.set(id, (sums.get(id) ?? 0) + quantity);
  return sums;
}

/** A set stands in a fulfilment as a row for each of its parts, and more of a part where the set has several. */
function perLine({ items }: FulfillmentRecord): Map<string, number> {
  const fewest = new Map<string, number>();
  for (const { line_item_id: id, quantity } of present(items))
    if (id) fewest.set(id, Math.min(fewest.get(id) ?? Number.POSITIVE_INFINITY, amountOf(quantity)));
  return fewest;
}
