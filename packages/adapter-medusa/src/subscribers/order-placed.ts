import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { findOurOrder } from '../operations/settle';
import { doSoon } from '../tasks/run';

/** Registers the order, unless it was screened while the shopper waited. */
export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const orderId = event.data.id;
  const ours = await findOurOrder(container, orderId);
  if (ours && !ours.found.payment) await doSoon(container, { kind: 'register', refId: ours.found.session.id, orderId });
}

export const config: SubscriberConfig = { event: 'order.placed', context: { subscriberId: 'atobarai-order-placed' } };
