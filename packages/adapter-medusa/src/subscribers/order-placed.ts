import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { findPayment } from '../lib/find-payment';
import { paymentFields } from '../lib/order-record';
import { queryOf } from '../operations/container';
import { findOrder } from '../operations/load';
import { doSoon } from '../tasks/run';

/** Registers the order, unless it was screened while the shopper waited. */
export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const orderId = event.data.id;
  const found = findPayment(await findOrder(queryOf(container), orderId, paymentFields));
  if (found && !found.payment) await doSoon(container, { kind: 'register', refId: found.session.id, orderId });
}

export const config: SubscriberConfig = { event: 'order.placed', context: { subscriberId: 'atobarai-order-placed' } };
