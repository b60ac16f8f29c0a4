import { amendKey, contentOf, digestOf } from '../digest.ts';
import type { Flag } from '../flags.ts';
import type { Policy } from '../model.ts';
import { ask, flagged, nothing, type Part, together } from './part.ts';
import { collected, differences, isOverCap, overCap, type ReadyClaim, type Registered, registrationOf } from './claimed.ts';

// What is done when an approved order is changed in Shopify.

/** Before anything left: amended, or registered anew for another person or place. After: returned, or left to a person. */
export function changeOfApproved(facts: Registered, claim: ReadyClaim, policy: Policy): Part {
  if (facts.atobarai.axes.fulfilment !== 'none') return changeAfterShipment(facts, claim);
  const { person, items } = differences(facts, claim);
  const isReduced = facts.atobarai.returnedAmount > 0;
  // A parcel was taken back after something had been taken off: its lines cannot be changed any more, its sum may be right.
  const isSame = !items || (isReduced && claim.money.claim === collected(facts.atobarai));
  if (!person && isSame) return nothing;
  return overLimits(facts, claim, policy) ?? (person || isReduced ? replace(facts, claim) : amend(facts, claim));
}

function overLimits({ atobarai }: Registered, claim: ReadyClaim, policy: Policy): Part | undefined {
  const [asked, approved] = [claim.money.claim, collected(atobarai)];
  if (asked <= approved) return undefined;
  if (isOverCap(claim, policy)) return overCap(claim, policy);
  return policy.amountIncrease === 'review' ? flagged({ code: 'increase_to_review', values: { asked, approved } }) : undefined;
}

function amend(facts: Registered, claim: ReadyClaim): Part {
  const { atobarai, record } = facts;
  const content = contentOf(claim);
  const changes = { items: claim.order.items, billedAmount: claim.order.billedAmount };
  return ask(facts, {
    do: 'amend',
    slot: 'change',
    digest: digestOf(content),
    key: amendKey(record, { changes, version: atobarai.version }),
    orderId: atobarai.id,
    changes,
    content,
  });
}

/** The service never changes whom it screened: another person or place is another order, kept only if approved. */
function replace(facts: Registered, claim: ReadyClaim): Part {
  const { atobarai, record, shopify } = facts;
  const content = contentOf(claim);
  const revision = record.revision + 1;
  return ask(facts, {
    do: 'replace',
    slot: 'change',
    digest: digestOf(content),
    key: amendKey(record, { content, version: atobarai.version }),
    orderId: atobarai.id,
    order: registrationOf(shopify, claim, revision),
    revision,
    content,
  });
}

function changeAfterShipment(facts: Registered, claim: ReadyClaim): Part {
  const { atobarai, record } = facts;
  const less = collected(atobarai) - claim.money.claim;
  const address = differences(facts, claim).person ? flagged({ code: 'address_changed_after_invoice' }) : nothing;
  if (less === 0) return address;
  if (less < 0) return together(address, flagged(notBilled(atobarai, claim)));
  // Of just the order that was looked at: what another takes off meanwhile is not taken off twice.
  const returned = { amount: less, reason: 'returned', version: atobarai.version } as const;
  return together(
    address,
    ask(facts, {
      do: 'take_back',
      slot: 'take_back',
      digest: digestOf({ claim: claim.money.claim, before: atobarai.returnedAmount }),
      key: amendKey(record, { returned, before: atobarai.returnedAmount, order: atobarai.id }),
      orderId: atobarai.id,
      returned,
    }),
  );
}

/** More than was approved is an increase; of what was approved, part was taken off at the service, by hand or because it never left. */
function notBilled(order: Registered['atobarai'], { money: { claim: asked } }: ReadyClaim): Flag {
  const approved = collected(order);
  const isIncrease = asked > approved + order.returnedAmount;
  return isIncrease
    ? { code: 'increase_after_invoice', values: { asked, approved } }
    : { code: 'rest_not_billed', values: { amount: asked - approved } };
}
