import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { ourFulfillment } from '../operations/our-fulfillment';
import { doSoon } from '../tasks/run';

/** Captures, where the shop captures on delivery. */
export default async function deliveryCreated({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ours = await ourFulfillment(container, event.data.id);
  if (ours) await doSoon(container, { kind: 'deliver', refId: event.data.id, orderId: ours.orderId });
}

export const config: SubscriberConfig = { event: 'delivery.created', context: { subscriberId: 'atobarai-delivery-created' } };
