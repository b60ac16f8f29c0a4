import { deliveredPayload, fulfillmentPayload, refundPayload } from '../payloads/fulfillment.ts';
import { orderPayload } from '../payloads/order.ts';
import { outstanding, received, refunded, statusOf } from './amounts.ts';
import { markPaid, releaseHolds } from './changes.ts';
import { type FakeAddress, type FakeFulfillment, type FakeFulfillmentOrder, type FakeOrder, type FakeTracking, idOf } from './model.ts';
import { routeOrder } from './routing.ts';
import { instant, touch, type World } from './world.ts';

/** A parcel as staff enter it. */
export type ParcelWish = {
  /** @default Yamato (JA) */
  readonly company?: string | null;
  readonly numbers?: readonly string[];
  /** The whole of it unless named. */
  readonly fulfillmentOrderGid?: string;
};

function refuse(why: string): never {
  throw new Error(`The fake shop refuses: ${why}`);
}

export function orderOf(world: World, gid: string): FakeOrder {
  return world.orders.get(gid) ?? refuse(`there is no order ${gid}.`);
}

function updated(world: World, order: FakeOrder): void {
  touch(world, order);
  world.emit('orders/updated', orderPayload(world, order));
}

function trackingOf({ company = 'Yamato (JA)', numbers = ['123456789012'] }: ParcelWish): FakeTracking[] {
  return numbers.map((number) => ({ company, number, url: null }));
}

function fulfil(world: World, gid: string, wish: ParcelWish = {}): string {
  const order = orderOf(world, gid);
  const routed = order.fulfillmentOrders.find((one) =>
    wish.fulfillmentOrderGid === undefined ? one.standing === 'open' : one.gid === wish.fulfillmentOrderGid,
  );
  if (routed === undefined || routed.standing !== 'open') refuse('nothing is open to be fulfilled.');
  if (routed.holds.length > 0) refuse('it is on hold (rule held-cannot-ship).');
  const at = instant(world);
  const made: FakeFulfillment = {
    gid: world.gid('Fulfillment'),
    name: `${order.name}.${order.fulfillments.length + 1}`,
    fulfillmentOrderGid: routed.gid,
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    createdAt: at,
    updatedAt: at,
    deliveredAt: null,
    tracking: trackingOf(wish),
    parts: routed.parts.map((part) => ({ ...part })),
  };
  routed.standing = 'closed';
  order.fulfillments.push(made);
  updated(world, order);
  world.emit('fulfillments/create', fulfillmentPayload(world, order, made));
  return made.gid;
}

function fulfillmentOf(order: FakeOrder, gid: string): FakeFulfillment {
  return order.fulfillments.find((one) => one.gid === gid) ?? refuse(`there is no fulfilment ${gid}.`);
}

function changeTracking(world: World, gid: string, change: ParcelWish & { readonly fulfillmentGid: string }): void {
  const order = orderOf(world, gid);
  const one = fulfillmentOf(order, change.fulfillmentGid);
  one.tracking = trackingOf(change);
  one.updatedAt = instant(world);
  updated(world, order);
  world.emit('fulfillments/update', fulfillmentPayload(world, order, one));
}

/** The parcel is taken back: its goods wait in a new fulfilment order, without the holds of the old one. */
function cancelFulfillment(world: World, gid: string, fulfillmentGid: string): void {
  const order = orderOf(world, gid);
  const one = fulfillmentOf(order, fulfillmentGid);
  one.status = 'CANCELLED';
  one.displayStatus = 'CANCELED';
  one.updatedAt = instant(world);
  order.fulfillmentOrders.push({
    gid: world.gid('FulfillmentOrder'),
    orderGid: gid,
    standing: 'open',
    parts: one.parts.map((part) => ({ ...part })),
    holds: [],
  });
  updated(world, order);
  world.emit('fulfillments/update', fulfillmentPayload(world, order, one));
}

function deliver(world: World, gid: string, fulfillmentGid: string): void {
  const order = orderOf(world, gid);
  const one = fulfillmentOf(order, fulfillmentGid);
  one.deliveredAt = instant(world);
  one.updatedAt = one.deliveredAt;
  one.displayStatus = 'DELIVERED';
  touch(world, order);
  world.emit('fulfillment_events/create', deliveredPayload(world, order, one));
}

function fulfillmentOrderOf(order: FakeOrder, gid?: string): FakeFulfillmentOrder {
  return (
    order.fulfillmentOrders.find((one) => gid === undefined || one.gid === gid) ?? refuse('the order has no such fulfilment order yet.')
  );
}

/** One of each line goes elsewhere: a new fulfilment order, without the holds of the first (shopify.md 1.5). */
function split(world: World, gid: string): string {
  const order = orderOf(world, gid);
  const first = fulfillmentOrderOf(order);
  if (first.parts.every(({ quantity }) => quantity < 2)) refuse('there is nothing to split: give a line a quantity of 2.');
  const moved = first.parts.filter(({ quantity }) => quantity > 1).map(({ lineGid }) => ({ lineGid, quantity: 1 }));
  for (const part of first.parts) if (part.quantity > 1) part.quantity -= 1;
  const second: FakeFulfillmentOrder = { gid: world.gid('FulfillmentOrder'), orderGid: gid, standing: 'open', parts: moved, holds: [] };
  order.fulfillmentOrders.push(second);
  updated(world, order);
  world.emit('fulfillment_orders/order_routing_complete', {
    fulfillment_order: { id: second.gid, status: statusOf(second).toLowerCase() },
  });
  return second.gid;
}

/** Quantities changed by "edit order": the same webhooks come, whether dearer or cheaper. */
function editQuantity(world: World, gid: string, { line, quantity }: { readonly line: number; readonly quantity: number }): void {
  const order = orderOf(world, gid);
  const edited = order.lines[line] ?? refuse(`the order has no line ${line}.`);
  if (order.cancelledAt !== null) refuse('a cancelled order cannot be edited.');
  edited.currentQuantity = quantity;
  const due = outstanding(order);
  const pending = order.transactions.findIndex(({ manual, status }) => manual && status === 'PENDING');
  const sale = order.transactions[pending];
  if (sale !== undefined && due > 0) order.transactions[pending] = { ...sale, amount: due };
  touch(world, order);
  world.emit('orders/edited', { order_edit: { id: idOf(world.gid('OrderEdit')), order_id: idOf(gid), created_at: order.updatedAt } });
  world.emit('orders/updated', orderPayload(world, order));
}

function refund(world: World, gid: string, amount: number): void {
  const order = orderOf(world, gid);
  if (received(order) - refunded(order) < amount) refuse('only money received can be refunded (shopify.md 1.6).');
  const at = instant(world);
  const made = { gid: world.gid('Refund'), createdAt: at, amount, beyond: Math.max(0, amount - Math.max(0, -outstanding(order))) };
  const paid = order.transactions.findLast(({ kind, status }) => kind !== 'REFUND' && status === 'SUCCESS') ?? refuse('nothing was paid.');
  order.refunds.push(made);
  order.transactions.push({
    ...paid,
    gid: world.gid('OrderTransaction'),
    kind: 'REFUND',
    amount,
    processedAt: at,
    parentGid: paid.gid,
  });
  updated(world, order);
  world.emit('refunds/create', refundPayload(order, made));
}

function cancel(world: World, gid: string): void {
  const order = orderOf(world, gid);
  order.cancelledAt = instant(world);
  order.cancelReason = 'customer';
  for (const one of order.fulfillmentOrders) if (one.standing !== 'closed') one.standing = 'cancelled';
  touch(world, order);
  world.emit('orders/cancelled', orderPayload(world, order));
  world.emit('orders/updated', orderPayload(world, order));
}

/** What the people of the shop, and Shopify itself, do without the app. */
export function staffOf(world: World) {
  return {
    route: (gid: string) => routeOrder(world, orderOf(world, gid)),
    fulfil: (gid: string, wish?: ParcelWish) => fulfil(world, gid, wish),
    changeTracking: (gid: string, change: ParcelWish & { readonly fulfillmentGid: string }) => changeTracking(world, gid, change),
    cancelFulfillment: (gid: string, fulfillmentGid: string) => cancelFulfillment(world, gid, fulfillmentGid),
    deliver: (gid: string, fulfillmentGid: string) => deliver(world, gid, fulfillmentGid),
    split: (gid: string) => split(world, gid),
    editQuantity: (gid: string, change: { readonly line: number; readonly quantity: number }) => editQuantity(world, gid, change),
    refund: (gid: string, amount: number) => refund(world, gid, amount),
    cancel: (gid: string) => cancel(world, gid),
    markPaid: (gid: string) => markPaid(world, orderOf(world, gid)),
    /** Releases every hold, whoever placed it. */
    releaseHolds: (gid: string) => {
      for (const one of orderOf(world, gid).fulfillmentOrders) releaseHolds(world, one, null);
    },
    /** Another app holds the goods as well. */
    holdByOtherApp: (gid: string, handle = 'other-app') => {
      const hold = { gid: world.gid('FulfillmentHold'), handle, reason: 'OTHER', reasonNotes: null, byApp: false };
      fulfillmentOrderOf(orderOf(world, gid)).holds.push(hold);
    },
    changeAddress: (gid: string, change: Partial<FakeAddress>) => {
      const order = orderOf(world, gid);
      if (order.shippingAddress !== null) order.shippingAddress = { ...order.shippingAddress, ...change };
      updated(world, order);
    },
    deleteOrder: (gid: string) => {
      world.orders.delete(gid);
      world.emit('orders/delete', { id: idOf(gid) });
    },
  };
}

export type Staff = ReturnType<typeof staffOf>;
