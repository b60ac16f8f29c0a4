import { scaleFloor, sumYen, type Yen, yen } from '../../../core/money.ts';
import { addDays, atInJapan, dayInJapan, type Instant, timeInJapan } from '../../../core/time.ts';
import { type Calendar, isBusinessDay, rollForward } from '../../calendar/model.ts';
import type { InvoiceTiming } from '../../merchants/model.ts';
import type { OrderContent } from '../../orders/model.ts';
import type { Delivery, InvoiceLine, TaxTotal } from '../model.ts';
import { lessTaken, partOf } from './by-rate.ts';

/**
 * When the invoice for a slip goes out: one that travels in the parcel at once; else with the day's
 * post, which leaves at the cut-off on business days (SF-17, WX-11), or on the next business day (AD-18, WX-12).
 */
export function issueMoment(
  timing: InvoiceTiming,
  calendar: Calendar,
  slip: { readonly at: Instant; readonly delivery: Delivery },
): Instant {
  if (slip.delivery === 'bundled') return slip.at;
  const day = dayInJapan(slip.at);
  const nextBusinessDay = rollForward(calendar, addDays(day, 1));
  if (timing.kind === 'next_business_day') return atInJapan(nextBusinessDay, timing.issuedAt);
  const makesTheDaysPost = isBusinessDay(calendar, day) && timeInJapan(slip.at) < timing.cutOff;
  return atInJapan(makesTheDaysPost ? day : nextBusinessDay, timing.cutOff);
}

/** What a parcel holds of its order. */
export type Parcel = { readonly items: readonly { readonly itemIndex: number; readonly quantity: number }[]; readonly amount: Yen };

/** What the invoices of an order's other parcels already took of it. */
export type Billed = { readonly tax: readonly TaxTotal[]; readonly buyerFee: Yen };

export type BilledPart = {
  readonly amount: Yen;
  readonly netAmount: Yen;
  readonly buyerFee: Yen;
  readonly tax: readonly TaxTotal[];
  readonly lines: readonly InvoiceLine[];
};

/**
 * The part of an order that one parcel's invoice bills, by tax rate. Tax is floored once per rate;
 * whichever invoice takes the last of a rate also takes what flooring left of that rate's tax, so
 * that the invoices of a split order add up to the order, amount and tax.
 */
export function billedPart(
  order: Pick<OrderContent, 'items' | 'taxSummary' | 'buyerFee' | 'takenOff'>,
  parcel: Parcel,
  earlier: readonly Billed[],
): BilledPart {
  const left = lessTaken(
    order.taxSummary,
    earlier.flatMap((billed) => billed.tax),
  );
  const tax = partOf(left, parcel.amount, weightsOf(order, parcel));
  const total = sumYen(tax.map(({ amount }) => amount));
  return {
    amount: total,
    netAmount: yen(total - sumYen(tax.map((each) => each.tax))),
    buyerFee: feePart(
      order,
      { amount: total, allThatIsLeft: total + (order.takenOff?.amount ?? 0) === sumYen(left.map(({ amount }) => amount)) },
      earlier,
    ),
    tax,
    lines: linesOf(order, parcel, total),
  };
}

/** How much of each rate is in the parcel: its goods, and their share of what belongs to the whole order. */
function weightsOf({ items, taxSummary }: Pick<OrderContent, 'items' | 'taxSummary'>, parcel: Parcel): number[] {
  const goodsOf = (rate: number) =>
    items.filter((item) => item.taxRate === rate && item.kind === 'goods').reduce((sum, item) => sum + item.unitPrice * item.quantity, 0);
  const packedOf = (rate: number) =>
    parcel.items.reduce((sum, { itemIndex, quantity }) => {
      const item = items[itemIndex];
      return item?.taxRate === rate ? sum + item.unitPrice * quantity : sum;
    }, 0);
  const goods = taxSummary.reduce((sum, { rate }) => sum + goodsOf(rate), 0);
  const packed = taxSummary.reduce((sum, { rate }) => sum + packedOf(rate), 0);
  return taxSummary.map(({ rate, amount }) => {
    const ofWholeOrder = goods > 0 ? scaleFloor(yen(amount - goodsOf(rate)), packed, goods) : amount;
    return Math.max(0, packedOf(rate) + ofWholeOrder);
  });
}

/** The issue fee the buyer bears is billed once per order: each invoice takes its share, the last one the rest. */
function feePart(
  order: Pick<OrderContent, 'taxSummary' | 'buyerFee'>,
  part: { amount: Yen; allThatIsLeft: boolean },
  earlier: readonly Billed[],
): Yen {
  if (part.allThatIsLeft) return yen(order.buyerFee - sumYen(earlier.map(({ buyerFee }) => buyerFee)));
  const billed = order.taxSummary.reduce((sum, { amount }) => sum + amount, 0);
  return scaleFloor(yen(order.buyerFee), part.amount, billed);
}

/** The document's lines; what is not goods in the parcel stands in one last line, so that they add up to the amount. */
function linesOf({ items }: Pick<OrderContent, 'items'>, parcel: Parcel, total: Yen): InvoiceLine[] {
  const goods = parcel.items.flatMap(({ itemIndex, quantity }) => lineOf(items[itemIndex], quantity));
  const complete = items.every(
    (item, index) =>
      item.kind !== 'goods' || parcel.items.some((packed) => packed.itemIndex === index && packed.quantity === item.quantity),
  );
  const lines = complete
    ? [
        ...goods,
        ...items
          .filter((_, index) => !parcel.items.some((packed) => packed.itemIndex === index))
          .flatMap((item) => lineOf(item, item.quantity)),
      ]
    : goods;
  const difference = total - lines.reduce((sum, line) => sum + line.amount, 0);
  if (difference === 0) return lines;
  const name = complete ? '消費税等' : '送料・値引等(按分)';
  return [...lines, { kind: 'tax_adjust', name, quantity: 1, unitPrice: difference, amount: difference, taxRate: lines[0]?.taxRate ?? 10 }];
}

function lineOf(item: OrderContent['items'][number] | undefined, quantity: number): InvoiceLine[] {
  if (!item) return [];
  const { kind, name, unitPrice, taxRate } = item;
  return [{ kind, name, quantity, unitPrice, amount: unitPrice * quantity, taxRate }];
}
