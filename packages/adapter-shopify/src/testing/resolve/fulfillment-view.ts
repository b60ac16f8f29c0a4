import { statusOf } from '../shop/amounts.ts';
import type { FakeFulfillment, FakeFulfillmentOrder } from '../shop/model.ts';
import type { World } from '../shop/world.ts';
import { connection } from './connection.ts';

type First = { readonly first?: number | null };

/** Since 2025-01 a fulfilment order that is on hold can take further holds, of other handles. */
const actions: Readonly<Record<string, readonly string[]>> = {
  OPEN: ['CREATE_FULFILLMENT', 'HOLD', 'MOVE', 'SPLIT'],
  ON_HOLD: ['RELEASE_HOLD', 'HOLD', 'MOVE'],
  IN_PROGRESS: ['CREATE_FULFILLMENT', 'REPORT_PROGRESS'],
};

export function fulfillmentOrderView(world: World, one: FakeFulfillmentOrder) {
  const status = statusOf(one);
  return {
    id: one.gid,
    status,
    orderId: one.orderGid,
    orderName: world.orders.get(one.orderGid)?.name ?? '',
    requestStatus: one.standing === 'in_progress' ? 'ACCEPTED' : 'UNSUBMITTED',
    supportedActions: (actions[status] ?? []).map((action) => ({ action, externalUrl: null })),
    fulfillmentHolds: one.holds.map((hold) => ({
      id: hold.gid,
      // Another app's handle is not told.
      handle: hold.byApp ? hold.handle : null,
      reason: hold.reason,
      reasonNotes: hold.reasonNotes,
      heldByRequestingApp: hold.byApp,
      displayReason: hold.reason,
    })),
  };
}

export function fulfillmentView(one: FakeFulfillment) {
  return {
    id: one.gid,
    name: one.name,
    status: one.status,
    displayStatus: one.displayStatus,
    createdAt: one.createdAt,
    updatedAt: one.updatedAt,
    deliveredAt: one.deliveredAt,
    totalQuantity: one.parts.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ first }: First) => one.tracking.slice(0, first ?? one.tracking.length),
    fulfillmentLineItems: (args: First) =>
      connection(
        one.parts.map(({ lineGid, quantity }) => ({ quantity, lineItem: { id: lineGid } })),
        args,
      ),
  };
}
