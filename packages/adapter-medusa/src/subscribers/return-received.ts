import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { findOurOrder } from '../operations/settle';
import { doSoon } from '../tasks/run';

/** Takes what came back off the invoice; the refund that the staff make afterwards finds it done. */
export default async function returnReceived({ event, container }: SubscriberArgs<{ order_id: string; return_id: string }>): Promise<void> {
  const { order_id: orderId, return_id: returnId } = event.data;
  if (await findOurOrder(container, orderId)) await doSoon(container, { kind: 'amount', refId: returnId, orderId, again: true });
}

export const config: SubscriberConfig = { event: 'order.return_received', context: { subscriberId: 'atobarai-return-received' } };
