import type { Refusal } from '../../../core/result.ts';
import type { Axes, Billing, Credit, OrderRow } from '../model.ts';

export type CancelReason = 'returned' | 'damaged' | 'lost' | 'wrong' | 'buyer_cancel';
export type RefundParty = 'provider' | 'merchant';
export type Actor = 'merchant' | 'operator';

/** Whether a cancel or return is done now, must be agreed to by an operator, or cannot be. */
export type ReversalDecision = { readonly verdict: 'now' | 'ask_operator' } | { readonly verdict: 'refused'; readonly refusal: Refusal };

const over: ReadonlySet<Credit> = new Set(['cancelled', 'rejected', 'expired']);
const paidStates: ReadonlySet<Billing> = new Set(['partially_paid', 'paid']);

/** The cancel and return matrix (domain.md 4.2, AM-28). */
export function decideReversal(
  axes: Axes & { readonly status: string },
  command: { readonly reason?: CancelReason | undefined; readonly by: Actor; readonly hasPaid: boolean },
): ReversalDecision {
  if (over.has(axes.credit)) return refused(axes, []);
  if (axes.billing === 'written_off') return command.by === 'operator' ? { verdict: 'now' } : refused(axes, []);
  // A parcel is on its way: the shop must say why it comes back.
  if (axes.fulfilment !== 'none' && command.reason === undefined)
    return { verdict: 'refused', refusal: { code: 'required', path: 'reason' } };
  if ((paidStates.has(axes.billing) || command.hasPaid) && command.by === 'merchant') return { verdict: 'ask_operator' };
  return { verdict: 'now' };
}

function refused(axes: { readonly status: string }, legalCommands: readonly string[]): ReversalDecision {
  return { verdict: 'refused', refusal: { code: 'illegal_transition', values: { status: axes.status }, legalCommands } };
}

/** What a shop may do with an order as it stands; shown with every refused command. */
export function legalCommands(order: Axes): string[] {
  if (order.credit === 'on_hold') return ['amend', 'cancel'];
  if (order.credit === 'manual_review' || order.credit === 'screening') return ['cancel'];
  if (order.credit !== 'approved') return [];
  if (order.billing === 'written_off') return [];
  const shipped = order.fulfilment === 'shipped' || order.fulfilment === 'delivered' || order.fulfilment === 'exception';
  return [...(shipped ? ['returns'] : ['registerShipment', 'amend']), 'cancel', 'replace'];
}

/** What a return takes off: the lines that came back at their price, tax included. */
export function returnedAmount(
  order: Pick<OrderRow, 'content' | 'billed_amount' | 'returned_amount'>,
  command: { readonly amount?: number | undefined; readonly items?: readonly { itemIndex: number; quantity: number }[] | undefined },
): number | Refusal {
  const left = order.billed_amount - order.returned_amount;
  if (command.items === undefined) {
    if (command.amount === undefined) return { code: 'required', path: 'items' };
    return command.amount > left
      ? { code: 'amount_mismatch', path: 'amount', values: { difference: command.amount - left } }
      : command.amount;
  }
  let total = 0;
  for (const [index, { itemIndex, quantity }] of command.items.entries()) {
    const item = order.content.items[itemIndex];
    if (!item || quantity > item.quantity) return { code: 'item_quantity', path: `items[${index}].quantity` };
    total += withTax(item) * quantity;
  }
  // A discount does not come back by itself: the buyer would owe more than before.
  return total > left || total < 0 ? { code: 'amount_mismatch', path: 'items', values: { difference: total - left } } : total;
}

function withTax(item: OrderRow['content']['items'][number]): number {
  return item.taxIncluded ? item.unitPrice : item.unitPrice + Math.floor((item.unitPrice * item.taxRate) / 100);
}
