import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { sessionData } from '../lib/session-data';
import { findOurOrder } from '../operations/settle';
import { amendHeldOrder } from '../tasks/commands';

/** An address or phone that the staff have put right is what a held order waits for. */
export default async function orderUpdated({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ours = await findOurOrder(container, event.data.id);
  if (ours && sessionData(ours.found.session.data).atobarai.status === 'on_hold') await amendHeldOrder(container, event.data.id);
}

export const config: SubscriberConfig = { event: 'order.updated', context: { subscriberId: 'atobarai-order-updated' } };
