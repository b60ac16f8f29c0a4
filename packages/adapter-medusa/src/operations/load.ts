import { fulfillmentFields, orderFields, type FulfillmentRecord, type OrderRecord, type PaymentSessionRecord } from '../lib/order-record';
import type { Query } from './container';

/** An order with all that is needed of it, or with some fields alone; undefined when there is none. */
export async function findOrder(query: Query, orderId: string, fields = orderFields): Promise<OrderRecord | undefined> {
  const { data } = await query.graph({ entity: 'order', fields, filters: { id: orderId } });
  return data[0] as OrderRecord | undefined;
}

export type SessionRow = PaymentSessionRecord & { readonly payment_collection_id: string };

const sessionFields = ['id', 'provider_id', 'status', 'amount', 'currency_code', 'data', 'created_at', 'payment_collection_id'];

/** A payment session, also one that a newer session of the same cart has replaced. */
export async function findSession(query: Query, sessionId: string): Promise<SessionRow | undefined> {
  const { data } = await query.graph({ entity: 'payment_session', fields: sessionFields, filters: { id: sessionId }, withDeleted: true });
  return data[0] as SessionRow | undefined;
}

/** The order a payment session pays for; undefined while its cart is not completed. */
export async function orderIdOfSession(query: Query, session: Pick<SessionRow, 'payment_collection_id'>): Promise<string | undefined> {
  const { data } = await query.graph({
    entity: 'order_payment_collection',
    fields: ['order_id'],
    filters: { payment_collection_id: session.payment_collection_id },
  });
  return (data[0] as { order_id?: string } | undefined)?.order_id;
}

/** The same, by the session's id. */
export async function orderIdOfSessionId(query: Query, sessionId: string): Promise<string | undefined> {
  const session = await findSession(query, sessionId);
  return session && orderIdOfSession(query, session);
}

/** A fulfilment with its labels, lines and way of shipping. */
export async function findFulfillment(query: Query, id: string): Promise<FulfillmentRecord | undefined> {
  const { data } = await query.graph({ entity: 'fulfillment', fields: fulfillmentFields, filters: { id } });
  return data[0] as FulfillmentRecord | undefined;
}
