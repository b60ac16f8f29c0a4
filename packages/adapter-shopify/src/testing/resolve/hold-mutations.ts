import { releaseHolds } from '../shop/changes.ts';
import { statusOf } from '../shop/amounts.ts';
import type { FakeFulfillmentOrder, FakeOrder } from '../shop/model.ts';
import { touch, type World } from '../shop/world.ts';
import { fulfillmentOrderView } from './fulfillment-view.ts';
import { mayRead } from './queries.ts';

type HoldInput = { readonly handle?: string | null; readonly reason: string; readonly reasonNotes?: string | null };

/** Most holds of one app on one fulfilment order (shopify.md 1.5; schema, fulfillmentOrderHold). */
const mostHolds = 10;

function find(world: World, gid: string): { order: FakeOrder; one: FakeFulfillmentOrder } | null {
  for (const order of world.orders.values()) {
    const one = order.fulfillmentOrders.find((candidate) => candidate.gid === gid);
    if (one !== undefined) return mayRead(world, order) ? { order, one } : null;
  }
  return null;
}

function refused(code: string | null, message: string) {
  return { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null, userErrors: [{ field: ['id'], message, code }] };
}

function hold(world: World, { id, fulfillmentHold }: { readonly id: string; readonly fulfillmentHold: HoldInput }) {
  const found = find(world, id);
  if (found === null) return refused('FULFILLMENT_ORDER_NOT_FOUND', 'Fulfillment order does not exist.');
  const { order, one } = found;
  if (!['OPEN', 'ON_HOLD'].includes(statusOf(one))) return refused(null, 'The fulfillment order is not in a holdable state.');
  const ours = one.holds.filter(({ byApp }) => byApp);
  const handle = fulfillmentHold.handle ?? '';
  if (ours.some((present) => (present.handle ?? '') === handle)) {
    return refused('DUPLICATE_FULFILLMENT_HOLD_HANDLE', 'The handle provided for the fulfillment hold is already in use by this app.');
  }
  if (ours.length >= mostHolds)
    return refused('FULFILLMENT_ORDER_HOLD_LIMIT_REACHED', 'The maximum number of fulfillment holds has been reached.');
  const { reason, reasonNotes } = fulfillmentHold;
  const made = {
    gid: world.gid('FulfillmentHold'),
    handle: fulfillmentHold.handle ?? null,
    reason,
    reasonNotes: reasonNotes ?? null,
    byApp: true,
  };
  one.holds.push(made);
  touch(world, order);
  return {
    fulfillmentHold: { id: made.gid, handle: made.handle },
    fulfillmentOrder: fulfillmentOrderView(world, one),
    remainingFulfillmentOrder: null,
    userErrors: [],
  };
}

function release(world: World, { id, holdIds }: { readonly id: string; readonly holdIds?: readonly string[] | null }) {
  const found = find(world, id);
  if (found === null) {
    return {
      fulfillmentOrder: null,
      userErrors: [{ field: ['id'], message: 'Fulfillment order does not exist.', code: 'FULFILLMENT_ORDER_NOT_FOUND' }],
    };
  }
  // Without ids the holds of every other app go as well (shopify.md 1.5).
  releaseHolds(world, found.one, holdIds ?? null);
  return { fulfillmentOrder: fulfillmentOrderView(world, found.one), userErrors: [] };
}

export function holdMutationsOf(world: World) {
  return {
    fulfillmentOrderHold: (args: Parameters<typeof hold>[1]) => hold(world, args),
    fulfillmentOrderReleaseHold: (args: Parameters<typeof release>[1]) => release(world, args),
  };
}
