import { type Client, isAtobaraiError, type Order, type OrderSummary } from '@atobarai/sdk';
import { amountOrZero, type Rounding, wholeYen } from '../lib/amounts';
import { type PaymentRecord, type PaymentCollectionRecord, present } from '../lib/order-record';
import type { Query } from './container';
import { orderIdOfSessionId } from './load';
import { cancelRemote } from './remote-order';

/** What Medusa knows of a paid order, in yen with tax; any of it may have a fraction. */
export type Owed = {
  /** What the order comes to now, returns and edits taken into account. */
  readonly orderTotal: number;
  readonly captured: number;
  readonly refunded: number;
};

/**
 * What the buyer still has to pay. A return lowers the order's total when it is received, and the refund
 * that follows lowers the payment by the same sum: whichever is lower already tells both. In whole yen by
 * the shop's rounding, as the order was billed: 1,000 yen off 6,046.8 are 1,000 off 6,046, not 999.
 */
export function targetFor({ orderTotal, captured, refunded }: Owed, rounding: Rounding): number {
  // Before the capture nothing can have been refunded, and the order's total alone tells what is owed.
  const left = Math.max(0, captured === 0 ? orderTotal : Math.min(orderTotal, captured - refunded));
  return wholeYen(left, rounding) ?? Math.floor(left);
}

/** What the buyer of a payment session still has to pay, as Medusa has it now. */
export async function targetOf(query: Query, sessionId: string, rounding: Rounding): Promise<number> {
  const orderId = await orderIdOfSessionId(query, sessionId);
  const { data } = await query.graph({ entity: 'order', fields: owedFields, filters: { id: orderId ?? '' } });
  const order = data[0] as OwedRecord | undefined;
  if (!order) throw new Error(`The payment session ${sessionId} has no order.`);
  return targetFor(owedIn(order, sessionId), rounding);
}

/** Brings the service's order down to what is still to be paid; nothing to do when it is there already. */
export async function takeOff(
  client: Client,
  { remote, target }: { readonly remote: Order; readonly target: number },
): Promise<OrderSummary | undefined> {
  const left = remote.billedAmount - remote.buyerFee - remote.returnedAmount;
  if (left <= target) return undefined;
  if (target === 0) return cancelRemote(client, remote);
  // The key is made of what it is brought from and to: two events of one refund take it off once. The
  // version keeps two refunds at once apart: the second finds the order changed, and is told anew.
  const idempotencyKey = `ret_${remote.id}_${left}_${target}`;
  const taken = { amount: left - target, reason: 'returned', version: remote.version } as const;
  try {
    return await client.orders.returnItems(remote.id, taken, { idempotencyKey });
  } catch (error) {
    // Told before, and not done yet: the buyer has paid, and an operator must agree first.
    if (isAtobaraiError(error) && error.code === 'idempotency_key_reused') return undefined;
    throw error;
  }
}

const owedFields = [
  'id',
  'total',
  'summary.*',
  'payment_collections.*',
  'payment_collections.payments.*',
  'payment_collections.payments.captures.*',
  'payment_collections.payments.refunds.*',
];

type OwedRecord = {
  readonly total?: unknown;
  readonly summary?: { readonly current_order_total?: unknown } | null;
  readonly payment_collections?: readonly (PaymentCollectionRecord | null)[] | null;
};

function owedIn(order: OwedRecord, sessionId: string): Owed {
  const payments = present(order.payment_collections).flatMap(({ payments: list }) => present(list));
  const ours = payments.filter((payment) => payment.payment_session_id === sessionId);
  return {
    orderTotal: amountOrZero(order.summary?.current_order_total ?? order.total),
    captured: sumOf(ours, 'captures'),
    refunded: sumOf(ours, 'refunds'),
  };
}

function sumOf(payments: readonly PaymentRecord[], part: 'captures' | 'refunds'): number {
  const amounts = payments.flatMap((payment) => present(payment[part])).map(({ amount }) => amountOrZero(amount));
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
