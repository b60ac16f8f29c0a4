import { orderPayload } from '../payloads/order.ts';
import { canMarkAsPaid, outstanding } from './amounts.ts';
import type { FakeFulfillmentOrder, FakeHold, FakeOrder } from './model.ts';
import { instant, touch, type World } from './world.ts';

// What both the people of the shop and its apps can do.

/** Takes what is outstanding; false when there is nothing to take. */
export function markPaid(world: World, order: FakeOrder): boolean {
  if (!canMarkAsPaid(order)) return false;
  const amount = outstanding(order);
  const pending = order.transactions.findIndex(({ manual, status }) => manual && status === 'PENDING');
  const sale = order.transactions[pending];
  if (sale === undefined) {
    const gateway = order.gatewayNames.at(-1) ?? 'manual';
    order.transactions.push({
      gid: world.gid('OrderTransaction'),
      kind: 'SALE',
      status: 'SUCCESS',
      gateway,
      manual: true,
      amount,
      processedAt: instant(world),
      parentGid: null,
    });
  } else order.transactions[pending] = { ...sale, status: 'SUCCESS', amount, processedAt: instant(world) };
  touch(world, order);
  world.emit('orders/updated', orderPayload(world, order));
  return true;
}

/** Releases the holds named, or with null every hold there is; each release is told (shopify.md 1.5). */
export function releaseHolds(world: World, one: FakeFulfillmentOrder, holdGids: readonly string[] | null): void {
  const goes = (hold: FakeHold) => holdGids === null || holdGids.includes(hold.gid);
  const released = one.holds.filter(goes);
  one.holds = one.holds.filter((hold) => !goes(hold));
  for (const hold of released) {
    world.emit('fulfillment_holds/released', {
      fulfillment_order: { id: one.gid, status: one.holds.length > 0 ? 'on_hold' : 'open' },
      fulfillment_hold: { id: hold.gid, handle: hold.handle },
    });
  }
  const order = world.orders.get(one.orderGid);
  if (order !== undefined && released.length > 0) touch(world, order);
}
