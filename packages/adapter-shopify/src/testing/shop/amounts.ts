import type { FakeFulfillmentOrder, FakeLine, FakeOrder } from './model.ts';

// Sums of an order, in the shop's currency. Tax is inside the prices, as in Japanese shops.

export function lineTotal(line: FakeLine, quantity = line.currentQuantity): number {
  return line.unitPrice * quantity - (line.discount * quantity) / line.quantity;
}

export function taxWithin(amount: number, percent: number): number {
  return Math.floor((amount * percent) / (100 + percent));
}

export function originalTotal(order: FakeOrder): number {
  return order.lines.reduce((sum, line) => sum + lineTotal(line, line.quantity), 0) + order.shipping.price;
}

export function currentTotal(order: FakeOrder): number {
  if (order.cancelledAt !== null) return 0;
  return order.lines.reduce((sum, line) => sum + lineTotal(line), 0) + order.shipping.price;
}

export function currentTax(order: FakeOrder): number {
  if (order.cancelledAt !== null) return 0;
  const ofLines = order.lines.reduce((sum, line) => sum + taxWithin(lineTotal(line), line.taxRate), 0);
  return ofLines + taxWithin(order.shipping.price, order.shipping.taxRate);
}

export function received(order: FakeOrder): number {
  const paid = order.transactions.filter(({ kind, status }) => kind !== 'REFUND' && status === 'SUCCESS');
  return paid.reduce((sum, { amount }) => sum + amount, 0);
}

export function refunded(order: FakeOrder): number {
  return order.refunds.reduce((sum, { amount }) => sum + amount, 0);
}

/** What was refunded beyond what the shop owed back is a gift to the buyer, who does not owe it again. */
export function outstanding(order: FakeOrder): number {
  const beyond = order.refunds.reduce((sum, refund) => sum + refund.beyond, 0);
  return order.cancelledAt === null ? currentTotal(order) - received(order) + refunded(order) - beyond : 0;
}

export function financialStatus(order: FakeOrder): string {
  const [inHand, back] = [received(order), refunded(order)];
  if (order.cancelledAt !== null && inHand === 0) return 'VOIDED';
  if (back > 0) return back >= inHand ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (inHand > 0) return outstanding(order) > 0 ? 'PARTIALLY_PAID' : 'PAID';
  return 'PENDING';
}

/** "false if the order is already paid, is canceled, has pending Shopify Payments transactions, or a negative amount" (schema, Order.canMarkAsPaid). */
export function canMarkAsPaid(order: FakeOrder): boolean {
  return order.cancelledAt === null && outstanding(order) > 0;
}

export function statusOf({ standing, holds }: FakeFulfillmentOrder): string {
  if (standing === 'open') return holds.length > 0 ? 'ON_HOLD' : 'OPEN';
  return standing.toUpperCase();
}

export function fulfillmentStatus(order: FakeOrder): string {
  const standing = order.fulfillmentOrders.filter((one) => one.standing !== 'cancelled');
  if (standing.length === 0) return 'UNFULFILLED';
  if (standing.every((one) => one.standing === 'closed')) return 'FULFILLED';
  if (standing.some((one) => one.standing === 'closed')) return 'PARTIALLY_FULFILLED';
  const statuses = standing.map(statusOf);
  if (statuses.every((status) => status === 'ON_HOLD')) return 'ON_HOLD';
  return statuses.every((status) => status === 'IN_PROGRESS') ? 'IN_PROGRESS' : 'UNFULFILLED';
}
