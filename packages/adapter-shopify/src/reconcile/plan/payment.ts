import type { Order } from '@atobarai/sdk';
import { digestOf } from '../digest.ts';
import type { ClaimMoney, Policy } from '../model.ts';
import { overCredits } from './cancel.ts';
import { ask, flagged, nothing, type Part } from './part.ts';
import { collected, type Registered } from './claimed.ts';
import { isStanding } from './shipments.ts';
import { unbilled } from './unbilled.ts';

const reached: Readonly<Record<Policy['markPaidOn'], (order: Order) => boolean>> = {
  approved: ({ axes }) => axes.credit === 'approved',
  shipped: ({ axes }) => axes.credit === 'approved' && axes.fulfilment !== 'none',
  advanced: (order) => isAllOut(order) && (order.axes.settlement === 'paid_out' || order.axes.settlement === 'adjusted'),
  buyer_paid: ({ axes }) => axes.billing === 'paid',
  never: () => false,
};

const arrived: ReadonlySet<string> = new Set(['delivered', 'returned']);

/** Nothing of it is still to be billed, nor on its way: what was paid out is not the first parcel's alone. */
function isAllOut(order: Order): boolean {
  return unbilled(order) <= 0 && order.shipments.filter(isStanding).every(({ status }) => arrived.has(status));
}

/** Marks the Shopify order as paid, once and for just what we collect. */
export function paymentPart(facts: Registered, policy: Policy): Part {
  const { shopify, atobarai } = facts;
  // What the service does not collect any more is not paid, whatever was paid out for it once.
  if (overCredits.has(atobarai.axes.credit)) return nothing;
  const { claim, cancelledAt, canMarkAsPaid } = shopify;
  if (cancelledAt !== null || claim.kind !== 'ready' || claim.money.outstanding <= 0) return nothing;
  const { outstanding, claim: amount, captured, refunded } = claim.money;
  // All of it was marked as paid once: what Shopify awaits again can only be a refund, and paying that would undo it.
  if (captured >= amount + refunded) return flagged({ code: 'refund_to_review', values: { outstanding } });
  // What the two sides do not agree on is settled first.
  if (!reached[policy.markPaidOn](atobarai) || collected(atobarai) !== amount) return nothing;
  // Whatever is outstanding is ours: the whole order is paid. Else only our part of it is.
  const isAll = canMarkAsPaid && outstanding <= amount;
  return isAll ? ask(facts, { do: 'mark_paid', ...askedOf(claim.money) }) : capture(facts, claim.money);
}

const askedOf = ({ outstanding, claim }: ClaimMoney) => ({ slot: 'mark_paid', digest: digestOf({ outstanding, amount: claim }) });

function capture(facts: Registered, money: ClaimMoney): Part {
  const { outstanding, claim: amount } = money;
  const { pendingSale } = facts.shopify;
  if (pendingSale === null) return outstanding <= amount ? flagged({ code: 'mark_paid_refused', values: { outstanding } }) : nothing;
  return ask(facts, { do: 'capture', ...askedOf(money), parentGid: pendingSale.gid, amount: Math.min(amount, pendingSale.amount) });
}
