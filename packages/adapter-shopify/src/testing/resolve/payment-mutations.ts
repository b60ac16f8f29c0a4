import { orderPayload } from '../payloads/order.ts';
import { outstanding } from '../shop/amounts.ts';
import { markPaid } from '../shop/changes.ts';
import type { FakeOrder } from '../shop/model.ts';
import { instant, touch, type World } from '../shop/world.ts';
import { moneyBag, orderView } from './order-view.ts';
import { readableOrder } from './queries.ts';

const unknownOrder = { field: ['id'], message: 'Order does not exist' };

function markAsPaid(world: World, { input }: { readonly input: { readonly id: string } }) {
  const order = readableOrder(world, input.id);
  if (order === null) return { order: null, userErrors: [unknownOrder] };
  if (!markPaid(world, order)) return { order: null, userErrors: [{ field: ['id'], message: 'Order cannot be marked as paid.' }] };
  return { order: orderView(world, order), userErrors: [] };
}

type CaptureInput = { readonly id: string; readonly amount: string; readonly parentTransactionId: string };

function captureFault(order: FakeOrder, { amount, parentTransactionId }: CaptureInput): string | null {
  const parent = order.transactions.find(({ gid }) => gid === parentTransactionId);
  if (parent === undefined || parent.status !== 'PENDING') return 'The transaction cannot be captured.';
  const yen = Number(amount);
  if (!(yen > 0)) return 'Amount must be greater than zero.';
  return yen > parent.amount || yen > outstanding(order) ? 'The capture amount exceeds the amount that can be captured.' : null;
}

/** The whole or a part of our pending SALE; the parent stays pending for what is left (shopify.md 1.6). */
function capture(world: World, { input }: { readonly input: CaptureInput }) {
  const order = readableOrder(world, input.id);
  if (order === null) return { transaction: null, userErrors: [unknownOrder] };
  const fault = captureFault(order, input);
  if (fault !== null) return { transaction: null, userErrors: [{ field: ['input'], message: fault }] };
  const place = order.transactions.findIndex(({ gid }) => gid === input.parentTransactionId);
  const parent = order.transactions[place];
  if (parent === undefined) return { transaction: null, userErrors: [unknownOrder] };
  const amount = Number(input.amount);
  const made = {
    ...parent,
    gid: world.gid('OrderTransaction'),
    kind: 'CAPTURE',
    status: 'SUCCESS',
    amount,
    processedAt: instant(world),
    parentGid: parent.gid,
  } as const;
  const left = parent.amount - amount;
  if (left > 0) order.transactions[place] = { ...parent, amount: left };
  else order.transactions.splice(place, 1);
  order.transactions.push(made);
  touch(world, order);
  world.emit('orders/updated', orderPayload(world, order));
  return { transaction: { id: made.gid, kind: made.kind, status: made.status, amountSet: moneyBag(amount, order) }, userErrors: [] };
}

type CancelInput = {
  readonly orderId: string;
  readonly reason: string;
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean } | null;
};

function cancelFault(order: FakeOrder): { code: string; message: string } | null {
  if (order.cancelledAt !== null) return { code: 'INVALID', message: 'Order has already been cancelled.' };
  const shipped = order.fulfillments.some(({ status }) => status === 'SUCCESS');
  return shipped ? { code: 'INVALID', message: 'Order has fulfillments that cannot be cancelled.' } : null;
}

function endCancel(world: World, order: FakeOrder, reason: string): void {
  order.cancelledAt = instant(world);
  order.cancelReason = reason.toLowerCase();
  for (const one of order.fulfillmentOrders) if (one.standing !== 'closed') one.standing = 'cancelled';
  touch(world, order);
  world.emit('orders/cancelled', orderPayload(world, order));
  world.emit('orders/updated', orderPayload(world, order));
}

/** It is done by a job, is irreversible, and tells its errors in a list of its own (shopify.md 1.6). */
function cancel(world: World, { orderId, reason }: CancelInput) {
  const order = readableOrder(world, orderId);
  const fault = order === null ? { code: 'NOT_FOUND', message: 'Order does not exist' } : cancelFault(order);
  if (order === null || fault !== null) return { job: null, orderCancelUserErrors: [{ field: ['orderId'], ...fault }], userErrors: [] };
  const job = { done: false };
  const gid = world.gid('Job');
  world.jobs.set(gid, job);
  world.later(world.settings.cancelJobMs, () => {
    if (order.cancelledAt === null) endCancel(world, order, reason);
    job.done = true;
  });
  return { job: { id: gid, done: false }, orderCancelUserErrors: [], userErrors: [] };
}

export function paymentMutationsOf(world: World) {
  return {
    orderMarkAsPaid: (args: Parameters<typeof markAsPaid>[1]) => markAsPaid(world, args),
    orderCapture: (args: Parameters<typeof capture>[1]) => capture(world, args),
    orderCancel: (args: CancelInput) => cancel(world, args),
  };
}
