import { contentOf, digestOf, registerKey } from '../digest.ts';
import type { OrderFacts, Policy, ShopifyFacts } from '../model.ts';
import { cancel, overCredits } from './cancel.ts';
import { changeOfApproved } from './change.ts';
import { differences, isOverCap, isPaidOtherwise, isWanted, overCap, type ReadyClaim, type Registered, registrationOf } from './claimed.ts';
import { mendHold } from './mend.ts';
import { ask, flagged, nothing, part, type Part } from './part.ts';

// What is to be said to the service about one order: registered, corrected, cancelled.

// Corrections of a refused order are screened anew, but not without end: each is a look into the buyer's credit.
const mostRevisions = 5;

export function transactionPart(facts: OrderFacts, policy: Policy): Part {
  if (facts.shopify === null) return nothing;
  if (facts.atobarai === null) return registration({ ...facts, shopify: facts.shopify }, policy);
  return followUp({ ...facts, shopify: facts.shopify, atobarai: facts.atobarai }, policy);
}

function registration(facts: OrderFacts & { readonly shopify: ShopifyFacts }, policy: Policy): Part {
  const { claim, cancelledAt } = facts.shopify;
  // Another key, or a service that was set back: registering it all again would bill buyers twice.
  if (facts.record.atobaraiId !== null) return flagged({ code: 'transaction_missing' });
  if (!isWanted(facts) || cancelledAt !== null) return nothing;
  if (claim.kind === 'refused') return flagged(...claim.flags);
  // Nothing outstanding and nothing registered: it was paid before we came.
  if (claim.kind !== 'ready' || claim.money.outstanding <= 0) return nothing;
  return register(facts, claim, { policy, revision: facts.record.revision });
}

type Registering = { readonly policy: Policy; readonly revision: number };

export function register(
  facts: OrderFacts & { readonly shopify: ShopifyFacts },
  claim: ReadyClaim,
  { policy, revision }: Registering,
): Part {
  if (isOverCap(claim, policy)) return overCap(claim, policy);
  const content = contentOf(claim);
  return ask(facts, {
    do: 'register',
    slot: 'register',
    digest: digestOf([content.person, content.items, revision]),
    key: registerKey(facts.record, revision),
    order: registrationOf(facts.shopify, claim, revision),
    revision,
    content,
  });
}

function followUp(facts: Registered, policy: Policy): Part {
  const { shopify, atobarai, record } = facts;
  const { claim } = shopify;
  if (record.renewing) return renewed(facts, policy);
  if (shopify.cancelledAt !== null || claim.kind === 'nothing_due') return overCredits.has(atobarai.axes.credit) ? nothing : cancel(facts);
  if (claim.kind === 'not_ours') return overCredits.has(atobarai.axes.credit) ? nothing : flagged({ code: 'gateway_changed' });
  if (claim.kind === 'refused') return flagged(...claim.flags);
  return isPaidOtherwise(facts) ? nothing : byCredit(facts, claim, policy);
}

function byCredit(facts: Registered, claim: ReadyClaim, policy: Policy): Part {
  switch (facts.atobarai.axes.credit) {
    case 'approved':
      return changeOfApproved(facts, claim, policy);
    case 'on_hold':
      return mendHold(facts, claim, { renew: () => renew(facts) });
    case 'rejected':
    case 'rejected_billable':
      return afterRejection(facts, claim, policy);
    case 'expired':
      return flagged({ code: 'transaction_expired' });
    case 'cancelled':
      return flagged({ code: 'transaction_cancelled_elsewhere' });
    default:
      return whileScreening(facts, claim);
  }
}

// While a person decides nothing can be amended: the old transaction makes room for a new one.
function whileScreening(facts: Registered, claim: ReadyClaim): Part {
  const { person, items } = differences(facts, claim);
  if (person || items) return renew(facts);
  const { expectedBy, status } = facts.atobarai;
  return status === 'manual_review' ? flagged({ code: 'screening_waits_for_person', values: { expectedBy: expectedBy ?? '' } }) : nothing;
}

function afterRejection(facts: Registered, claim: ReadyClaim, policy: Policy): Part {
  const { person, items } = differences(facts, claim);
  const { revision } = facts.record;
  const isCorrected = (person || items) && facts.atobarai.axes.credit === 'rejected' && revision < mostRevisions;
  if (isCorrected) return register(facts, claim, { policy, revision: revision + 1 });
  const reasons = (facts.atobarai.decision?.reasons ?? []).map(({ code }) => code).join(', ');
  return flagged({ code: 'screening_rejected', values: { reasons } });
}

/** Cancels the transaction to register the order anew; `renewing` is kept first, so that a crash between does not lose the intent. */
function renew(facts: Registered): Part {
  if (facts.record.revision >= mostRevisions) return flagged({ code: 'change_waits' });
  const cancelling = cancel(facts);
  return cancelling.actions.length === 0
    ? flagged({ code: 'change_waits' })
    : part({ actions: cancelling.actions, record: { renewing: true } });
}

function renewed(facts: Registered, policy: Policy): Part {
  const { shopify, atobarai, record } = facts;
  const isOver = overCredits.has(atobarai.axes.credit);
  // Approved or cancelled in Shopify meanwhile: what is so now counts, not what was meant then.
  if (!isOver && atobarai.axes.credit !== 'approved') return cancel(facts);
  const goesOn = part({ record: { renewing: false } });
  if (!isOver || shopify.cancelledAt !== null || shopify.claim.kind !== 'ready') return goesOn;
  return register(facts, shopify.claim, { policy, revision: record.revision + 1 });
}
