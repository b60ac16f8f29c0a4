import type { Order } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { isOurProvider } from '../lib/find-payment';
import { type OrderRecord, type PaymentSessionRecord, present } from '../lib/order-record';
import { sessionData } from '../lib/session-data';
import { atobarai, queryOf } from './container';
import { findOrder } from './load';
import { cancelRemote, findRemoteOfSession } from './remote-order';

/** Cancels at the service whatever an order of Medusa was ever registered as. */
export async function cancelOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await findOrder(queryOf(container), orderId);
  for (const session of ourSessions(order)) await cancelSession(container, session);
}

/** Cancels at the service what a payment session stands for; also an order whose answer never arrived. */
export async function cancelSession(container: MedusaContainer, session: PaymentSessionRecord): Promise<void> {
  const remote = await remoteOfSession(container, session);
  if (remote) await cancelRemote(atobarai(container).client, remote);
}

/** All payment sessions of ours that an order ever had, those of cancelled collections, too. */
export function ourSessions(order: Pick<OrderRecord, 'payment_collections'> | undefined): PaymentSessionRecord[] {
  const sessions = present(order?.payment_collections).flatMap(({ payment_sessions: list }) => present(list));
  return sessions.filter(({ provider_id: provider }) => isOurProvider(provider));
}

function remoteOfSession(container: MedusaContainer, session: PaymentSessionRecord): Promise<Order | undefined> {
  const { client } = atobarai(container);
  const { order_id: known } = sessionData(session.data).atobarai;
  return known === null ? findRemoteOfSession(client, session.id) : client.orders.get(known);
}
