import { amendKey, contentOf, digestOf } from '../digest.ts';
import type { Policy } from '../model.ts';
import { ask, flagged, nothing, type Part, together } from './part.ts';
import { collected, differences, isOverCap, overCap, type ReadyClaim, type Registered, registrationOf } from './claimed.ts';

// What is done when an approved order is changed in Shopify.

/** Before anything left: amended, or registered anew for another person or place. After: returned, or left to a person. */
export function changeOfApproved(facts: Registered, claim: ReadyClaim, policy: Policy): Part {
  if (facts.atobarai.axes.fulfilment !== 'none') return changeAfterShipment(facts, claim);
  const { person, items } = differences(facts, claim);
  if (!person && !items) return nothing;
  const isMore = claim.money.claim > collected(facts.atobarai);
  if (isMore && isOverCap(claim, policy)) return overCap(claim, policy);
  if (isMore && policy.amountIncrease === 'review') {
    return flagged({ code: 'increase_to_review', values: { asked: claim.money.claim, approved: collected(facts.atobarai) } });
  }
  // Something came back and nothing is on its way any more: no one amount says both.
  if (facts.atobarai.returnedAmount > 0) return flagged({ code: 'change_waits' });
  return person ? replace(facts, claim) : amend(facts, claim);
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
  if (less < 0) {
    const values = { asked: claim.money.claim, approved: collected(atobarai) };
    return together(address, flagged({ code: 'increase_after_invoice', values }));
  }
  const returned = { amount: less, reason: 'returned' } as const;
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
