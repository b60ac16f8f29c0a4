import type { OrderFacts, OrderState, Plan, Policy } from '../model.ts';
import { cancel, overCredits } from './cancel.ts';
import { isWanted, type Registered } from './claimed.ts';
import { foundShipments } from './found-shipments.ts';
import { holdsPart } from './holds.ts';
import { marksPart } from './marks.ts';
import { nothing, type Part, part, together } from './part.ts';
import { paymentPart } from './payment.ts';
import { rejectionPart } from './rejection.ts';
import { shipmentsPart, withdrawalsPart } from './shipments.ts';
import { unbilledPart } from './unbilled.ts';
import { transactionPart } from './transaction.ts';

// An app without `read_all_orders` sees an order for 60 days (shopify.md 1.3).
const windowMs = 60 * 86_400_000;

/**
 * What is to be done about an order, from the facts alone: the same facts give the same plan, and when
 * everything planned is done the next plan is empty.
 */
export function plan(facts: OrderFacts, policy: Policy): Plan {
  if (facts.shopify === null) return planWithoutOrder(facts);
  const state = stateOf(facts);
  const known = { name: facts.shopify.name, orderedAt: facts.shopify.createdAt };
  const deeds = together(part({ record: known }), ...deedsOf(facts, policy));
  // The marks say how it ended, so they wait until nothing else is to be done.
  const isWaiting = deeds.actions.length > 0;
  const marks = isWaiting ? nothing : marksPart(facts, { state, flags: deeds.flags, policy });
  return { state, ...together(deeds, marks) };
}

function deedsOf(facts: OrderFacts, policy: Policy): Part[] {
  const holds = holdsPart(facts, policy);
  const { shopify, atobarai } = facts;
  if (shopify === null || atobarai === null) return [holds, transactionPart(facts, policy)];
  const shipments = foundShipments({ ...facts, shopify, atobarai });
  const registered = { ...facts, shopify, atobarai, record: { ...facts.record, shipments } };
  return [part({ record: { shipments } }), holds, ...registeredDeeds(registered, policy)];
}

function registeredDeeds(registered: Registered, policy: Policy): Part[] {
  const withdrawals = withdrawalsPart(registered);
  if (withdrawals.actions.length > 0) return [withdrawals];
  const transaction = transactionPart(registered, policy);
  // What follows rests on what the service has accepted: first the one, then the other.
  if (transaction.actions.length > 0) return [withdrawals, transaction];
  const shipments = [shipmentsPart(registered), unbilledPart(registered)];
  return [withdrawals, transaction, ...shipments, paymentPart(registered, policy), rejectionPart(registered, policy)];
}

function stateOf(facts: OrderFacts): OrderState {
  const { shopify, atobarai } = facts;
  if (atobarai !== null) return stateOfCredit[atobarai.axes.credit];
  if (shopify === null) return 'gone';
  const { claim, cancelledAt } = shopify;
  const isOpen = isWanted(facts) && cancelledAt === null && claim.kind !== 'nothing_due';
  return isOpen && !(claim.kind === 'ready' && claim.money.outstanding <= 0) ? 'unregistered' : 'not_ours';
}

const stateOfCredit = {
  registered: 'screening',
  screening: 'screening',
  manual_review: 'screening',
  approved: 'approved',
  on_hold: 'on_hold',
  rejected: 'rejected',
  rejected_billable: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
} as const satisfies Readonly<Record<string, OrderState>>;

/** Shopify has no such order (any more), or will not show it any longer. */
function planWithoutOrder(facts: OrderFacts): Plan {
  const { atobarai, record, now } = facts;
  if (atobarai === null || record.atobaraiId === null) return { state: 'gone', ...nothing };
  const isOld = record.orderedAt !== null && Date.parse(now) - Date.parse(record.orderedAt) >= windowMs;
  if (isOld) return { state: stateOfCredit[atobarai.axes.credit], ...part({ flags: [{ code: 'out_of_window' }] }) };
  const isOver = overCredits.has(atobarai.axes.credit);
  return { state: 'gone', ...together(part({ flags: [{ code: 'order_deleted' }] }), isOver ? nothing : cancel({ ...facts, atobarai })) };
}

// Nothing more will come of these, unless somebody changes the order: then Shopify says so.
const finalStatuses: ReadonlySet<string> = new Set(['completed', 'cancelled', 'returned', 'written_off', 'rejected', 'expired']);

/** Whether the hourly sweep may leave the order alone. */
export function isSettled({ atobarai }: OrderFacts, { state, actions, lookAgainAt }: Plan): boolean {
  if (actions.length > 0 || lookAgainAt !== null) return false;
  return atobarai === null ? state === 'not_ours' || state === 'gone' : finalStatuses.has(atobarai.status);
}
