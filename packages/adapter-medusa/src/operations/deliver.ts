import type { MedusaContainer } from '@medusajs/framework/types';
import { capturePaymentWorkflow } from '@medusajs/medusa/core-flows';
import { isShipped } from '../lib/status';
import { atobarai } from './container';
import { ourFulfillment } from './our-fulfillment';
import { findOurOrder, remoteOf } from './settle';
import { settleAnew } from './ship';

/**
 * Follows a delivery that Medusa was told of. The service asks the carriers itself and takes nobody's word
 * for an arrival; a shop that captures on delivery has its capture now.
 */
export async function deliverFulfillment(container: MedusaContainer, fulfillmentId: string): Promise<void> {
  const ours = await ourFulfillment(container, fulfillmentId);
  if (!ours) return;
  await settleAnew(container, ours.orderId);
  if (atobarai(container).options.captureOn === 'delivery') await captureShipped(container, ours.orderId);
}

async function captureShipped(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  const remote = ours && (await remoteOf(container, ours.found));
  const payment = ours?.found.payment;
  if (!payment || payment.captured_at || !remote || !isShipped(remote)) return;
  await capturePaymentWorkflow(container).run({ input: { payment_id: payment.id } });
}
