import type { Order } from '@atobarai/sdk';
import { digestOf } from '../digest.ts';
import type { Policy } from '../model.ts';
import { ask, flagged, nothing, type Part } from './part.ts';
import { collected, type Registered } from './claimed.ts';

const reached: Readonly<Record<Policy['markPaidOn'], (order: Order) => boolean>> = {
  approved: ({ axes }) => axes.credit === 'approved',
  shipped: ({ axes }) => axes.credit === 'approved' && axes.fulfilment !== 'none',
  advanced: ({ axes }) => axes.settlement === 'paid_out' || axes.settlement === 'adjusted',
  buyer_paid: ({ axes }) => axes.billing === 'paid',
  never: () => false,
};

/** Marks the Shopify order as paid, once and for just what we collect. */
export function paymentPart(facts: Registered, policy: Policy): Part {
  const { shopify, atobarai } = facts;
  const { claim, cancelledAt, pendingSale, canMarkAsPaid } = shopify;
  if (cancelledAt !== null || claim.kind !== 'ready' || claim.money.outstanding <= 0) return nothing;
  // What the two sides do not agree on is settled first.
  if (!reached[policy.markPaidOn](atobarai) || collected(atobarai) !== claim.money.claim) return nothing;
  const { outstanding, claim: amount } = claim.money;
  const asked = { slot: 'mark_paid', digest: digestOf({ outstanding, amount }) };
  // Whatever is outstanding is ours: the whole order is paid. Else only our part of it is.
  if (canMarkAsPaid && outstanding <= amount) return ask(facts, { do: 'mark_paid', ...asked });
  if (pendingSale === null) return outstanding <= amount ? flagged({ code: 'mark_paid_refused', values: { outstanding } }) : nothing;
  return ask(facts, { do: 'capture', ...asked, parentGid: pendingSale.gid, amount: Math.min(amount, pendingSale.amount) });
}
