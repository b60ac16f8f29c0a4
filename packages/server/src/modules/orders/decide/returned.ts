import type { Refusal } from '../../../core/result.ts';
import {
  less,
  type LineQuantity,
  type OrderContent,
  type OrderParcel,
  type OrderRow,
  perLine,
  quantityOf,
  type Rest,
  restOf,
  type TakenOff,
  travellingLines,
} from '../model.ts';

import { amountOff, struckOff } from './rest.ts';
import type { CancelReason } from './reversal.ts';

export type ReturnCommand = {
  readonly amount?: number | undefined;
  readonly items?: readonly LineQuantity[] | undefined;
  readonly shipmentId?: string | null | undefined;
  readonly reason?: CancelReason | undefined;
};

/** What comes off an order: of what left, of what had not left yet, and together. */
export type Returned = { readonly amount: number; readonly back: Back | null; readonly rest: TakenOff | null };

/** What a return takes off, with tax, of which parcel, and which lines are back by now. */
export type Back = {
  readonly amount: number;
  readonly items: readonly LineQuantity[];
  readonly shipmentId: string | null;
  /** What the lines cost by tax rate, with tax; a return by amount does not know. */
  readonly rates?: readonly { readonly rate: number; readonly amount: number }[];
};

type ReturnOf = Pick<OrderRow, 'content' | 'billed_amount' | 'returned_amount' | 'returned_items'>;

/**
 * SF-33, SF-47: what left comes back at its price with tax, as often as it left and did not come back
 * before. What has not left is not billed yet: it comes off there, unless a parcel is named.
 */
export function decideReturn(order: ReturnOf, parcels: readonly OrderParcel[], command: ReturnCommand): Returned | Refusal {
  const { items, amount, shipmentId = null } = command;
  if (items !== undefined) return returnedLines(order, parcels, { items, shipmentId });
  if (amount === undefined) return { code: 'required', path: 'items' };
  const left = order.billed_amount - order.returned_amount;
  if (amount > left) return { code: 'amount_mismatch', path: 'amount', values: { difference: amount - left } };
  const rest = restOf(order, parcels);
  const off = shipmentId === null ? offTheRest(rest, { amount, billed: left - rest.amount, ofParcels: meansParcels(parcels, command) }) : 0;
  return {
    amount,
    back: amount > off ? { amount: amount - off, items: order.returned_items, shipmentId } : null,
    rest: off > 0 ? amountOff(rest, off) : null,
  };
}

type Unnamed = { readonly amount: number; readonly billed: number; readonly ofParcels: boolean };

/**
 * What of an amount comes off what has not left. Whoever names no parcel may mean goods that never left: to forgive
 * the buyer a delivered one for them would cost the shop its price. So the parcels come first only where it is clear that they are meant.
 */
function offTheRest(rest: Rest, { amount, billed, ofParcels }: Unnamed): number {
  return ofParcels ? Math.max(0, amount - billed) : Math.min(amount, rest.amount);
}

/** A carrier brought one back, or what is said of the goods can only be said of those that left. */
function meansParcels(parcels: readonly OrderParcel[], { reason }: ReturnCommand): boolean {
  return parcels.some(({ status }) => status === 'returned') || reason === 'damaged' || reason === 'lost' || reason === 'wrong';
}

type Lines = { readonly items: readonly LineQuantity[]; readonly shipmentId: string | null };

function returnedLines(order: ReturnOf, parcels: readonly OrderParcel[], { items, shipmentId }: Lines): Returned | Refusal {
  const rest = restOf(order, parcels);
  const tooMany = tooManyBack(order, parcels, { items, open: shipmentId === null ? rest.lines : [] });
  if (tooMany) return tooMany;
  const wanted = perLine(items);
  const staying = less(
    wanted,
    wanted.map(({ itemIndex }) => ({ itemIndex, quantity: returnable(order, parcels, itemIndex) })),
  );
  const returning = less(wanted, staying);
  const taken = struckOff(order.content, rest, staying);
  if (returning.length === 0) return { amount: taken.amount, back: null, rest: taken };
  const back = backOf(order, parcels, { items: returning, shipmentId });
  if ('code' in back) return back;
  return staying.length === 0 ? { amount: back.amount, back, rest: null } : { amount: back.amount + taken.amount, back, rest: taken };
}

function backOf(order: ReturnOf, parcels: readonly OrderParcel[], { items, shipmentId }: Lines): Back | Refusal {
  const back = perLine([...order.returned_items, ...items]).toSorted((a, b) => a.itemIndex - b.itemIndex);
  const rates = ratesOf(order, back);
  const amount = amountOf(order, parcels, { back, total: sum(rates.map((each) => each.amount)) });
  if (typeof amount !== 'number') return amount;
  return { amount, items: back, shipmentId: shipmentId ?? parcelOf(parcels, items), rates };
}

type Asked = { readonly items: readonly LineQuantity[]; readonly open: readonly LineQuantity[] };

function tooManyBack(order: ReturnOf, parcels: readonly OrderParcel[], { items, open }: Asked): Refusal | undefined {
  for (const [index, { itemIndex }] of items.entries()) {
    const left = returnable(order, parcels, itemIndex) + quantityOf(open, itemIndex);
    const wanted = quantityOf(items.slice(0, index + 1), itemIndex);
    if (wanted > left) return { code: 'item_quantity', path: `items[${index}].quantity`, values: { left } };
  }
  return undefined;
}

/** How many of a line left and are not back yet. */
function returnable(order: ReturnOf, parcels: readonly OrderParcel[], itemIndex: number): number {
  return Math.max(0, leftOf(order.content, parcels, itemIndex) - quantityOf(order.returned_items, itemIndex));
}

/** Only what was billed can come back. Lines know nothing of a discount: whatever all of them cost, no more than was billed is left. */
function amountOf(
  order: ReturnOf,
  parcels: readonly OrderParcel[],
  { back, total }: { readonly back: readonly LineQuantity[]; readonly total: number },
): number | Refusal {
  const { content } = order;
  const left = sum(parcels.map((parcel) => parcel.amount)) - (order.returned_amount - (content.takenOff?.amount ?? 0));
  if (isAllBack(content, back)) return left;
  const nothingLeftOut = content.items.every(
    (_, itemIndex) => !travels(content, itemIndex) || quantityOf(back, itemIndex) === leftOf(content, parcels, itemIndex),
  );
  if (total >= 0 && (total <= left || nothingLeftOut)) return Math.min(total, left);
  // A discount does not come back by itself: the buyer would owe more than before.
  return { code: 'amount_mismatch', path: 'items', values: { difference: total - left } };
}

/** What the lines that are back now cost more than those that were back before, by tax rate. */
function ratesOf(order: ReturnOf, back: readonly LineQuantity[]): NonNullable<Back['rates']> {
  const known = back.flatMap(({ itemIndex, quantity }) => {
    const item = order.content.items[itemIndex];
    const before = quantityOf(order.returned_items, itemIndex);
    return item && quantity > before ? [{ rate: item.taxRate, amount: costOf(item, quantity) - costOf(item, before) }] : [];
  });
  return [...Map.groupBy(known, ({ rate }) => rate)].map(([rate, same]) => ({ rate, amount: sum(same.map(({ amount }) => amount)) }));
}

/** Every line that was charged for is back: what is left then is the discount on them, and what rounding kept. */
function isAllBack({ items, takenOff }: OrderContent, back: readonly LineQuantity[]): boolean {
  const gone = [...back, ...(takenOff?.items ?? [])];
  return items.every(({ unitPrice, quantity }, itemIndex) => unitPrice <= 0 || quantityOf(gone, itemIndex) === quantity);
}

/** The one parcel that held all these lines: what came back is credited on its invoice. */
function parcelOf(parcels: readonly OrderParcel[], items: readonly LineQuantity[]): string | null {
  const holding = parcels.filter((parcel) => items.every(({ itemIndex }) => quantityOf(parcel.items, itemIndex) > 0));
  return holding.length === 1 ? (holding[0]?.id ?? null) : null;
}

/** How many of a line have left; what does not travel left with the first parcel. */
function leftOf(content: OrderContent, parcels: readonly OrderParcel[], itemIndex: number): number {
  if (!travels(content, itemIndex)) return content.items[itemIndex]?.quantity ?? 0;
  return quantityOf(
    parcels.flatMap(({ items }) => items),
    itemIndex,
  );
}

function travels(content: OrderContent, itemIndex: number): boolean {
  return quantityOf(travellingLines(content), itemIndex) > 0;
}

/** So many of a line with tax, floored once for all of them: by the piece, a thousand pieces would lose a thousand yen. */
function costOf({ unitPrice, taxIncluded, taxRate }: OrderContent['items'][number], quantity: number): number {
  const price = unitPrice * quantity;
  return taxIncluded ? price : price + Math.floor((price * taxRate) / 100);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
