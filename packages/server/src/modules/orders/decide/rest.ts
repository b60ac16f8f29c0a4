import { linesLeft, type OrderChange, type OrderParcel, type OrderRow, perLine, type TakenOff } from '../model.ts';
import type { Actor, CancelReason } from './reversal.ts';

type Taken = { readonly rest: TakenOff; readonly why: { readonly reason: CancelReason | null; readonly by: Actor | 'time_out' } };

/** What had not left leaves no more, and is not billed. Once nothing is left to leave, no time runs out any more. */
export function takeOff(
  order: Pick<OrderRow, 'merchant_id' | 'id' | 'content' | 'returned_amount'>,
  parcels: readonly OrderParcel[],
  { rest, why }: Taken,
): OrderChange {
  const before = order.content.takenOff ?? { amount: 0, items: [] };
  const takenOff = { amount: before.amount + rest.amount, items: perLine([...before.items, ...rest.items]) };
  const content = { ...order.content, takenOff };
  const isOver = linesLeft(content, parcels).length === 0;
  return {
    merchantId: order.merchant_id,
    orderId: order.id,
    set: { content, returnedAmount: order.returned_amount + rest.amount, ...(isOver ? { expiresAt: null, dueAt: null } : {}) },
    events: [{ type: 'order.reduced', data: { ...rest, ...why } }],
  };
}
