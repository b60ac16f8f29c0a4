import type { FulfillmentOrderFacts, Policy, ShopifyFacts } from '../reconcile/model.ts';
import { holdHandle } from '../reconcile/model.ts';
import type { AdminOrder } from '../reconcile/ports.ts';
import { claimOf } from './claim.ts';
import { pendingSaleOf } from './claim-money.ts';
import { fulfillmentFactsOf } from './slip.ts';

/** Fulfilment orders in these states cannot be held any more, and nothing of them is left to hold. */
const done: ReadonlySet<string> = new Set(['CLOSED', 'CANCELLED']);

/** Everything a decision about one Shopify order rests on, read out of what the Admin API answered. */
export function shopifyFactsOf(admin: AdminOrder, policy: Policy): ShopifyFacts {
  const { order } = admin;
  const fulfillmentOrders = order.fulfillmentOrders.nodes.map(fulfillmentOrderFactsOf);
  return {
    gid: order.id,
    legacyId: order.legacyResourceId,
    name: order.name,
    createdAt: order.createdAt,
    cancelledAt: order.cancelledAt,
    test: order.test,
    claim: claimOf(order, policy),
    fulfilled: isFulfilled(order.displayFulfillmentStatus, fulfillmentOrders),
    fulfillmentOrders,
    fulfillments: fulfillmentFactsOf(admin, policy),
    canMarkAsPaid: order.canMarkAsPaid,
    pendingSale: pendingSaleOf(order, policy.gatewayNames),
    tags: order.tags,
    stateField: order.atobarai,
    risk: order.risk.recommendation,
  };
}

function isFulfilled(status: string, orders: readonly FulfillmentOrderFacts[]): boolean {
  if (status === 'FULFILLED') return true;
  return orders.length > 0 && orders.every((each) => done.has(each.status)) && orders.some((each) => each.status === 'CLOSED');
}

type FulfillmentOrder = AdminOrder['order']['fulfillmentOrders']['nodes'][number];

function fulfillmentOrderFactsOf({ id, status, supportedActions, fulfillmentHolds }: FulfillmentOrder): FulfillmentOrderFacts {
  return {
    gid: id,
    status,
    canHold: supportedActions.some(({ action }) => action === 'HOLD'),
    holds: fulfillmentHolds.map((hold) => ({
      gid: hold.id,
      handle: hold.handle,
      ours: hold.heldByRequestingApp && hold.handle === holdHandle,
    })),
  };
}
