import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { ourPayment } from '../operations/our-payment';
import { doSoon } from '../tasks/run';

/** Sees to it that a refund reaches the service, also when it could not be reached while the refund was made. */
export default async function paymentRefunded({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ours = await ourPayment(container, event.data.id);
  if (!ours) return;
  for (const refundId of ours.refundIds) await doSoon(container, { kind: 'amount', refId: refundId, orderId: ours.orderId });
}

export const config: SubscriberConfig = { event: 'payment.refunded', context: { subscriberId: 'atobarai-payment-refunded' } };
