import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { ourFulfillment } from '../operations/our-fulfillment';
import { doSoon } from '../tasks/run';

/** Registers the slip; the event names the fulfilment. */
export default async function shipmentCreated({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ours = await ourFulfillment(container, event.data.id);
  if (ours) await doSoon(container, { kind: 'ship', refId: event.data.id, orderId: ours.orderId });
}

export const config: SubscriberConfig = { event: 'shipment.created', context: { subscriberId: 'atobarai-shipment-created' } };
