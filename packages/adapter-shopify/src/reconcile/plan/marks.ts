import type { Order } from '@atobarai/sdk';
import { digestOf } from '../digest.ts';
import type { Flag } from '../flags.ts';
import { type OrderFacts, type OrderState, type Policy, type RiskLevel, type ShopifyFacts, stateTags } from '../model.ts';
import { ask, nothing, type Part, together } from './part.ts';

// How staff see it in the Shopify admin: tags to find orders by, a metafield to read, a risk to weigh.

type Shown = { readonly state: OrderState; readonly flags: readonly Flag[]; readonly policy: Policy };

export function marksPart(facts: OrderFacts, shown: Shown): Part {
  const { shopify, atobarai } = facts;
  if (shopify === null) return nothing;
  const state = atobarai === null ? nothing : stateField({ ...facts, shopify, atobarai }, shown);
  return together(risk(facts, shown), tags({ ...facts, shopify }, shown), state);
}

const tagOfState: Readonly<Record<OrderState, readonly string[]>> = {
  not_ours: [],
  unregistered: [],
  screening: [stateTags.review],
  on_hold: [stateTags.hold],
  approved: [stateTags.ok],
  rejected: [stateTags.ng],
  expired: [stateTags.ng],
  cancelled: [stateTags.cancelled],
  gone: [],
};

function tags(facts: OrderFacts & { readonly shopify: ShopifyFacts }, { state, flags, policy }: Shown): Part {
  const { tags: present } = facts.shopify;
  if (!policy.writeTags) return nothing;
  const wanted: readonly string[] = [...tagOfState[state], ...(flags.length > 0 ? [stateTags.attention] : [])];
  // Shopify keeps a tag's first spelling, whatever its case.
  const has = (tag: string) => present.some((held) => held.toLowerCase() === tag);
  const add = wanted.filter((tag) => !has(tag));
  const remove = Object.values<string>(stateTags).filter((tag) => has(tag) && !wanted.includes(tag));
  if (add.length + remove.length === 0) return nothing;
  return ask(facts, { do: 'write_tags', slot: 'tags', digest: JSON.stringify({ add, remove }), add, remove });
}

type Seen = OrderFacts & { readonly shopify: ShopifyFacts; readonly atobarai: Order };

function stateField(facts: Seen, shown: Shown): Part {
  const { shopify, atobarai, record } = facts;
  const { id, status, billedAmount, returnedAmount, invoices } = atobarai;
  const dueOn = invoices
    .flatMap((invoice) => invoice.dueOn ?? [])
    .sort()
    .at(-1);
  const value = JSON.stringify({
    transaction: id,
    revision: record.revision,
    state: shown.state,
    status,
    amount: billedAmount - returnedAmount,
    ...(dueOn === undefined ? {} : { dueOn }),
    flags: shown.flags.map(({ code }) => code),
  });
  const { stateField: present } = shopify;
  if (present !== null && sameJson(present.value, value)) return nothing;
  return ask(facts, { do: 'write_state', slot: 'state', digest: digestOf(value), value, compareDigest: present?.compareDigest ?? null });
}

/** Shopify gives a JSON metafield back in its own spelling. */
function sameJson(one: string, other: string): boolean {
  try {
    return canonical(JSON.parse(one)) === canonical(JSON.parse(other));
  } catch {
    return false;
  }
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value) ?? '';
  return JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const riskOfState: Readonly<Partial<Record<OrderState, RiskLevel>>> = { approved: 'LOW', on_hold: 'MEDIUM', rejected: 'HIGH' };

function risk(facts: OrderFacts, { state, policy }: Shown): Part {
  const { record, shopify } = facts;
  const level = riskOfState[state];
  // Shopify takes no assessment of what has been fulfilled (ORDER_ALREADY_FULFILLED).
  if (!policy.writeRisk || level === undefined || record.riskWritten === level || shopify?.fulfilled === true) return nothing;
  return ask(facts, { do: 'assess_risk', slot: 'risk', digest: level, level });
}
