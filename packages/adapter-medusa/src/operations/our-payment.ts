import type { MedusaContainer } from '@medusajs/framework/types';
import { isOurProvider } from '../lib/find-payment';
import { type PaymentRecord, present } from '../lib/order-record';
import { queryOf } from './container';
import { orderIdOfSession } from './load';

export type OurPayment = { readonly orderId: string; readonly refundIds: readonly string[] };

/** A payment of ours with its order and its refunds. */
export async function ourPayment(container: MedusaContainer, paymentId: string): Promise<OurPayment | undefined> {
  const query = queryOf(container);
  const { data } = await query.graph({
    entity: 'payment',
    fields: ['id', 'provider_id', 'payment_collection_id', 'refunds.id'],
    filters: { id: paymentId },
  });
  const payment = data[0] as (PaymentRecord & { readonly payment_collection_id: string }) | undefined;
  if (!payment || !isOurProvider(payment.provider_id)) return undefined;
  const orderId = await orderIdOfSession(query, payment);
  return orderId === undefined ? undefined : { orderId, refundIds: present(payment.refunds).map(({ id }) => id) };
}
