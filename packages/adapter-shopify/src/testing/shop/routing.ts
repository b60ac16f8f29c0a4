import type { FakeOrder } from './model.ts';
import { statusOf } from './amounts.ts';
import { touch, type World } from './world.ts';

/** Shopify assigns the order to a location: its fulfilment order appears, told by id and status alone (shopify.md 1.5). */
export function routeOrder(world: World, order: FakeOrder): void {
  if (!world.orders.has(order.gid) || order.fulfillmentOrders.length > 0 || order.cancelledAt !== null) return;
  const parts = order.lines
    .filter(({ requiresShipping, currentQuantity }) => requiresShipping && currentQuantity > 0)
    .map(({ gid, currentQuantity }) => ({ lineGid: gid, quantity: currentQuantity }));
  const routed = { gid: world.gid('FulfillmentOrder'), orderGid: order.gid, standing: 'open' as const, parts, holds: [] };
  order.fulfillmentOrders.push(routed);
  touch(world, order);
  world.emit('fulfillment_orders/order_routing_complete', {
    fulfillment_order: { id: routed.gid, status: statusOf(routed).toLowerCase() },
  });
}
