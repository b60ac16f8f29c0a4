import type { MedusaContainer } from '@medusajs/framework/types';
import { createPaymentSessionsWorkflow } from '@medusajs/medusa/core-flows';
import { amountOf } from '../lib/amounts';
import { isOurProvider } from '../lib/find-payment';
import { messageOf } from '../lib/messages';
import { type OrderRecord, type PaymentCollectionRecord, type PaymentSessionRecord, present } from '../lib/order-record';
import { sessionData } from '../lib/session-data';
import { TaskError } from '../tasks/failure';
import { cancelSession, ourSessions } from './cancel-order';
import { atobarai, queryOf } from './container';
import { findOrder } from './load';
import { lowerAmount } from './lower-amount';
import { registerOrder } from './register-order';

/**
 * Carries over an order edit. Before the shipment Medusa takes the approval back: what the service has is
 * cancelled, and the order is registered and screened with its new amount. After it, only less can be owed.
 */
export async function editOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await findOrder(queryOf(container), orderId);
  const before = ourSessions(order);
  const [last] = before.toSorted(newestFirst);
  if (!order || !last || order.status === 'canceled') return;
  const unpaid = unpaidCollection(order);
  if (isCaptured(order)) {
    await lowerAmount(container, orderId);
    if (unpaid) throw new TaskError('refused', messageOf('edit_after_shipment', atobarai(container).options));
    return;
  }
  if (unpaid && !liveSession(unpaid)) {
    for (const session of before) await cancelSession(container, session);
    // The buyer agreed to the terms at the checkout; the new session asks nobody.
    const data = { consent: sessionData(last.data).consent };
    const input = { payment_collection_id: unpaid.id, provider_id: last.provider_id, data };
    await createPaymentSessionsWorkflow(container).run({ input });
  }
  await registerOrder(container, orderId);
}

/** The collection of an edited order that nobody has registered yet, if there is one. */
export function needsEditing(order: OrderRecord): PaymentCollectionRecord | undefined {
  const unpaid = unpaidCollection(order);
  return order.status === 'canceled' || isCaptured(order) || !unpaid || liveSession(unpaid) ? undefined : unpaid;
}

/** The newest collection that still waits for its money; an edit opens one, or changes the amount of the one that waits. */
function unpaidCollection(order: OrderRecord): PaymentCollectionRecord | undefined {
  const waiting = present(order.payment_collections).filter(({ status, amount }) => {
    return (status === 'not_paid' || status === 'awaiting') && amountOf(amount) > 0;
  });
  return waiting.toSorted(newestFirst)[0];
}

/** A session for just the amount that the collection has now. */
function liveSession({ payment_sessions: sessions, amount }: PaymentCollectionRecord): PaymentSessionRecord | undefined {
  return present(sessions).find((session) => {
    const isOpen = session.status === 'pending' || session.status === 'pending_authorization';
    return isOpen && isOurProvider(session.provider_id) && amountOf(session.amount) === amountOf(amount);
  });
}

function isCaptured(order: OrderRecord): boolean {
  const payments = present(order.payment_collections).flatMap(({ payments: list }) => present(list));
  return payments.some(({ provider_id: provider, captured_at: at }) => isOurProvider(provider) && Boolean(at));
}

type Dated = { readonly id: string; readonly created_at?: string | Date | null };

function newestFirst(one: Dated, other: Dated): number {
  return new Date(other.created_at ?? 0).getTime() - new Date(one.created_at ?? 0).getTime();
}
