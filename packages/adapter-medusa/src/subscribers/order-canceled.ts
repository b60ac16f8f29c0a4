import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { ourSessions } from '../operations/cancel-order';
import { queryOf } from '../operations/container';
import { findOrder } from '../operations/load';
import { doSoon } from '../tasks/run';

/** Cancels at the service; Medusa itself asks the provider only where there is a payment already. */
export default async function orderCanceled({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const orderId = event.data.id;
  const sessions = ourSessions(await findOrder(queryOf(container), orderId));
  if (sessions.length > 0) await doSoon(container, { kind: 'cancel', refId: orderId, orderId });
}

export const config: SubscriberConfig = { event: 'order.canceled', context: { subscriberId: 'atobarai-order-canceled' } };
