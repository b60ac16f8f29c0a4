import type { MedusaContainer } from '@medusajs/framework/types';
import type { FulfillmentRecord } from '../lib/order-record';
import { queryOf } from './container';
import { findFulfillment } from './load';
import { findOurOrder, type OurOrder } from './settle';

export type OurFulfillment = OurOrder & { readonly orderId: string; readonly fulfillment: FulfillmentRecord };

/** A fulfilment with its order, when that is paid by deferred payment. */
export async function ourFulfillment(container: MedusaContainer, fulfillmentId: string): Promise<OurFulfillment | undefined> {
  const fulfillment = await findFulfillment(queryOf(container), fulfillmentId);
  const orderId = fulfillment?.order?.id;
  const ours = orderId === undefined ? undefined : await findOurOrder(container, orderId);
  return fulfillment && orderId !== undefined && ours ? { ...ours, orderId, fulfillment } : undefined;
}
