import type { Client } from '@atobarai/sdk';
import type { Order, OrderSummary } from '@atobarai/sdk/contract';
import { payLater } from './checkout.ts';
import type { Session, ShopOrder } from './shop-client.ts';

/** The payment session of the order that is ours and counts: the newest collection first. */
export function sessionOf(order: ShopOrder): Session {
  const sessions = order.payment_collections
    .filter(({ status }) => status !== 'canceled')
    .toReversed()
    .flatMap(({ payment_sessions: found }) => found.filter(({ provider_id: provider }) => provider === payLater));
  const [session] = sessions;
  if (!session) throw new Error(`Order ${order.display_id} has no pay-later session.`);
  return session;
}

/** Everything the service has of a payment session: one order, if all is well. */
export async function remoteOrders(client: Client, sessionId: string): Promise<OrderSummary[]> {
  const found: OrderSummary[] = [];
  for await (const order of client.orders.list({ shopOrderId: sessionId })) found.push(order);
  return found;
}

/** The one order that the service has for a shop's order. */
export async function remoteOrder(client: Client, order: ShopOrder): Promise<Order> {
  const found = await remoteOrders(client, sessionOf(order).id);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`The service has ${found.length} orders for order ${order.display_id}.`);
  return client.orders.get(only.id);
}
