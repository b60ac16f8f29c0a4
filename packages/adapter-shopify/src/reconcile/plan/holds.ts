import { type FulfillmentOrderFacts, holdHandle, type OrderFacts, type Policy, type ShopifyFacts } from '../model.ts';
import { after, ask, flagged, nothing, part, type Part, together } from './part.ts';
import { isPaidOtherwise, isWanted } from './claimed.ts';

// Nothing leaves before screening says so (`shipAllowed`, domain.md part 3 D), and no hold but ours is touched.

// A fulfilment order appears some time after its order; the webhook of the routing may be lost.
const lookForRoutingMs = [5_000, 15_000, 60_000, 300_000];

const over: ReadonlySet<string> = new Set(['CLOSED', 'CANCELLED', 'INCOMPLETE']);

const oursOn = ({ holds }: FulfillmentOrderFacts): readonly string[] => holds.flatMap((hold) => (hold.ours ? [hold.gid] : []));

export function holdsPart(facts: OrderFacts, policy: Policy): Part {
  const { shopify } = facts;
  if (shopify === null) return nothing;
  return mayShip(facts) ? releases({ ...facts, shopify }) : assertions({ ...facts, shopify }, policy);
}

/** Screening said yes, or there is nothing to screen (any more). */
function mayShip(facts: OrderFacts): boolean {
  const { shopify, atobarai } = facts;
  if (shopify === null || shopify.cancelledAt !== null || shopify.test || shopify.claim.kind === 'nothing_due') return true;
  if (atobarai !== null) return atobarai.shipAllowed || isPaidOtherwise(facts);
  const { claim } = shopify;
  return !isWanted(facts) || (claim.kind === 'ready' && claim.money.outstanding <= 0);
}

function releases(facts: Known): Part {
  const released = facts.shopify.fulfillmentOrders.map((order) => {
    const holdGids = oursOn(order);
    if (holdGids.length === 0) return nothing;
    const asked = { slot: `release:${order.gid}`, digest: holdGids.join(' ') };
    return ask(facts, { do: 'release', ...asked, fulfillmentOrderGid: order.gid, holdGids });
  });
  return together(...released, part({ record: { heldGids: [] } }));
}

type Known = OrderFacts & { readonly shopify: ShopifyFacts };

function assertions(facts: Known, policy: Policy): Part {
  const { record, shopify } = facts;
  if (!policy.holdUntilScreened) return nothing;
  const held = shopify.fulfillmentOrders.filter((order) => oursOn(order).length > 0).map(({ gid }) => gid);
  const heldGids = [...new Set([...record.heldGids, ...held])].sort();
  if (record.override || wasReleased(facts))
    return together(flagged({ code: 'hold_overridden' }), part({ record: { override: true, heldGids } }));
  const wanted = shopify.fulfillmentOrders.filter((order) => order.canHold && !over.has(order.status) && oursOn(order).length === 0);
  const holds = wanted.map((order) =>
    ask(facts, { do: 'hold', slot: `hold:${order.gid}`, digest: holdHandle, fulfillmentOrderGid: order.gid, notes: notesOf(facts) }),
  );
  return together(...holds, part({ record: { heldGids }, lookAgainAt: routingLook(facts) }));
}

/** A hold of ours that we did not release is gone, and the goods may go: staff decided so. */
function wasReleased({ record, shopify }: Known): boolean {
  return shopify.fulfillmentOrders.some(
    (order) => record.heldGids.includes(order.gid) && !over.has(order.status) && oursOn(order).length === 0,
  );
}

function routingLook({ now, shopify }: Known): string | null {
  if (shopify.fulfillmentOrders.length > 0 || shopify.fulfillments.length > 0) return null;
  const next = lookForRoutingMs.find((ms) => Date.parse(shopify.createdAt) + ms > Date.parse(now));
  return next === undefined ? null : after(shopify.createdAt, next);
}

function notesOf({ atobarai }: OrderFacts): string {
  if (atobarai?.axes.credit === 'rejected')
    return '後払い:審査で承認されませんでした。別のお支払方法をご案内いただくか、注文をキャンセルしてください。';
  if (atobarai?.axes.credit === 'on_hold') return '後払い:審査が保留になっています。お届け先・電話番号などをご確認ください。';
  return '後払い:審査中です。承認されると、この保留は自動で解除されます。';
}
