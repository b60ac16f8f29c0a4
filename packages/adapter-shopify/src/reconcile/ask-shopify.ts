import { type Recorded, OutdatedPlan, refused, without } from './ask-service.ts';
import type { Flag, FlagCode } from './flags.ts';
import { holdHandle, type OrderRecord, type ShopifyAction, type ShopifyFacts } from './model.ts';
import type { CancelOutcome, Outcome, ShopAdmin, StateOutcome } from './ports.ts';

/** Carries out one mutation. A refusal is remembered; what may succeed later is thrown. */
export async function askShopify(admin: ShopAdmin, record: OrderRecord, action: ShopifyAction): Promise<Recorded> {
  const outcome = await carryOut(admin, record.gid, action);
  if (outcome.kind === 'stale') throw new OutdatedPlan('another process wrote the state first');
  if (outcome.kind === 'refused') return refused(record, action, flagOf(action, outcome));
  return { refusals: without(record, action.slot), ...effectOf(record, action, outcome) };
}

function carryOut(admin: ShopAdmin, gid: string, action: ShopifyAction): Promise<CancelOutcome | StateOutcome> {
  switch (action.do) {
    case 'hold':
      return admin.hold({ fulfillmentOrderGid: action.fulfillmentOrderGid, handle: holdHandle, notes: action.notes });
    case 'release':
      return admin.release({ fulfillmentOrderGid: action.fulfillmentOrderGid, holdGids: action.holdGids });
    case 'mark_paid':
      return admin.markPaid(gid);
    case 'capture':
      return admin.capture({ gid, parentGid: action.parentGid, amount: action.amount });
    case 'cancel_order':
      return admin.cancelOrder({ gid, notifyBuyer: action.notifyBuyer, note: action.note });
    case 'assess_risk':
      return admin.assessRisk({ gid, level: action.level });
    case 'write_tags':
      return admin.writeTags({ gid, add: action.add, remove: action.remove });
    case 'write_state':
      return admin.writeState({ gid, value: action.value, compareDigest: action.compareDigest });
  }
}

function effectOf(record: OrderRecord, action: ShopifyAction, outcome: CancelOutcome | StateOutcome): Recorded {
  if (action.do === 'hold') return { heldGids: [...new Set([...record.heldGids, action.fulfillmentOrderGid])].sort() };
  if (action.do === 'assess_risk') return { riskWritten: action.level };
  if (outcome.kind === 'started') return { cancelJobGid: outcome.jobGid };
  return {};
}

const codes = {
  hold: 'hold_refused',
  release: 'release_refused',
  mark_paid: 'mark_paid_refused',
  capture: 'mark_paid_refused',
  cancel_order: 'order_cancel_refused',
  assess_risk: 'marks_refused',
  write_tags: 'marks_refused',
  write_state: 'marks_refused',
} as const satisfies Readonly<Record<ShopifyAction['do'], FlagCode>>;

function flagOf(action: ShopifyAction, { errors }: Extract<Outcome, { kind: 'refused' }>): Flag {
  // Shopify's own sentence may repeat what was sent; its code does not.
  const why = errors
    .map(({ code, message }) => code ?? message)
    .join(', ')
    .slice(0, 200);
  return { code: codes[action.do], values: { why } };
}

/** What an action left in Shopify, where that is certain: it need not be read again. Null where it is not. */
export function seenAfter(facts: ShopifyFacts, action: ShopifyAction): ShopifyFacts | null {
  switch (action.do) {
    case 'write_tags':
      return { ...facts, tags: [...facts.tags.filter((tag) => !action.remove.includes(tag.toLowerCase())), ...action.add] };
    case 'write_state':
      return { ...facts, stateField: { value: action.value, compareDigest: '' } };
    case 'assess_risk':
      return facts;
    case 'release':
      return { ...facts, fulfillmentOrders: facts.fulfillmentOrders.map((order) => released(order, action.holdGids)) };
    default:
      return null;
  }
}

function released(order: ShopifyFacts['fulfillmentOrders'][number], gids: readonly string[]): typeof order {
  return { ...order, holds: order.holds.filter(({ gid }) => !gids.includes(gid)) };
}
