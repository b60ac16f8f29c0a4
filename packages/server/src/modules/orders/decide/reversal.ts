import type { Refusal } from '../../../core/result.ts';
import { type Axes, type Billing, type Credit, linesLeft, type OrderParcel, type OrderRow } from '../model.ts';

export type CancelReason = 'returned' | 'damaged' | 'lost' | 'wrong' | 'buyer_cancel';
export type RefundParty = 'provider' | 'merchant';
export type Actor = 'merchant' | 'operator';

/** Whether a cancel or return is done now, must be agreed to by an operator, or cannot be. */
export type ReversalDecision = { readonly verdict: 'now' | 'ask_operator' } | { readonly verdict: 'refused'; readonly refusal: Refusal };

const over: ReadonlySet<Credit> = new Set(['cancelled', 'rejected', 'expired']);
const paidStates: ReadonlySet<Billing> = new Set(['partially_paid', 'paid']);

/** The cancel and return matrix (domain.md 4.2, AM-28). */
export function decideReversal(
  order: Axes & Pick<OrderRow, 'content' | 'status'>,
  command: Circumstances & { readonly reason?: CancelReason | undefined; readonly by: Actor },
): ReversalDecision {
  if (over.has(order.credit) || (order.billing === 'written_off' && command.by === 'merchant')) {
    const legal = legalCommands(order, command);
    return { verdict: 'refused', refusal: { code: 'illegal_transition', values: { status: order.status }, legalCommands: legal } };
  }
  if (order.billing === 'written_off') return { verdict: 'now' };
  // A parcel is on its way: the shop must say why it comes back.
  if (order.fulfilment !== 'none' && command.reason === undefined)
    return { verdict: 'refused', refusal: { code: 'required', path: 'reason' } };
  if ((paidStates.has(order.billing) || command.hasPaid) && command.by === 'merchant') return { verdict: 'ask_operator' };
  return { verdict: 'now' };
}

/** What the axes of an order do not say. */
export type Circumstances = { readonly parcels: readonly OrderParcel[]; readonly hasPaid: boolean };

/** What a shop may do with an order as it stands; shown with every refused command. */
export function legalCommands(order: Axes & Pick<OrderRow, 'content'>, { parcels, hasPaid }: Circumstances): string[] {
  if (over.has(order.credit)) return [];
  if (order.credit === 'on_hold') return ['amend', 'cancel', 'replace'];
  if (order.credit !== 'approved') return ['cancel', 'replace'];
  const shipment = linesLeft(order.content, parcels).length > 0 ? ['registerShipment'] : [];
  if (order.billing === 'written_off') return shipment;
  // Its lines are what they were when some of them were taken off.
  const amend = order.content.takenOff ? [] : ['amend'];
  if (order.fulfilment === 'none') return [...shipment, ...amend, 'cancel', 'replace'];
  // Where the buyer has paid an operator must agree first, and a replacement is done at once or not at all.
  return [...shipment, 'returns', 'cancel', ...(hasPaid || paidStates.has(order.billing) ? [] : ['replace'])];
}

/** What an operator may still do with an order that a shop can do nothing more with by itself. */
export function legalForOperators({ credit, fulfilment }: Axes): string[] {
  if (over.has(credit)) return [];
  return [...(credit === 'manual_review' ? ['decide'] : []), ...(fulfilment === 'none' ? [] : ['returns']), 'cancel'];
}
