import {
  costOfLines,
  less,
  type LineQuantity,
  linesLeft,
  type OrderChange,
  type OrderContent,
  type OrderParcel,
  type OrderRow,
  perLine,
  type Rest,
  type TakenOff,
} from '../model.ts';
import type { Actor, CancelReason } from './reversal.ts';

/** What lines cost that do not leave any more: what those that stay do not. */
export function struckOff(content: OrderContent, rest: Rest, items: readonly LineQuantity[]): TakenOff {
  const cost = costOfLines(content, rest, less(rest.lines, items));
  const billed = Math.min(rest.amount, cost);
  return { amount: rest.amount - billed, unnamed: cost - billed, items };
}

/** An amount that names no line: those that leave cost so much less together, and none of them less than before. */
export function amountOff({ amount, full }: Rest, off: number): TakenOff {
  return { amount: off, unnamed: full - amount + off, items: [] };
}

type Taken = { readonly rest: TakenOff; readonly why: { readonly reason: CancelReason | null; readonly by: Actor | 'time_out' } };

/** What had not left leaves no more, and is not billed. Once nothing is left to leave, no time runs out any more. */
export function takeOff(
  order: Pick<OrderRow, 'merchant_id' | 'id' | 'content' | 'returned_amount'>,
  parcels: readonly OrderParcel[],
  { rest, why }: Taken,
): OrderChange {
  const before = order.content.takenOff ?? { amount: 0, items: [] };
  const takenOff = {
    amount: before.amount + rest.amount,
    unnamed: rest.unnamed,
    items: perLine([...before.items, ...rest.items]),
  };
  const content = { ...order.content, takenOff };
  const isOver = linesLeft(content, parcels).length === 0;
  return {
    merchantId: order.merchant_id,
    orderId: order.id,
    set: { content, returnedAmount: order.returned_amount + rest.amount, ...(isOver ? { expiresAt: null, dueAt: null } : {}) },
    events: [{ type: 'order.reduced', data: { amount: rest.amount, items: rest.items, ...why } }],
  };
}
