import { isAtobaraiError, type Order } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { isOurProvider } from '../lib/find-payment';
import { TaskError } from '../tasks/failure';
import type { Task } from '../tasks/model';
import { atobarai, loggerOf, queryOf } from './container';
import { lockOrder } from './lock';
import { findSession, orderIdOfSession } from './load';
import { cancelRemote, sessionIdOf } from './remote-order';
import { findOurOrder, settle } from './settle';

/** How long a checkout may take to become an order; after that the service's order belongs to nothing. */
const longestCheckoutMs = 15 * 60_000;

/** Does what follows from an event: reads the order anew at the service, for events come late, twice and out of order. */
export async function settleEvent(container: MedusaContainer, task: Task): Promise<void> {
  const { client } = atobarai(container);
  const remote = await readOrder(container, String(task.payload?.['remote_id'] ?? task.order_id));
  const session = remote && (await findSession(queryOf(container), sessionIdOf(remote.shopOrderId)));
  // Another shop with the same key, or an order that was registered by hand.
  if (!remote || !session || !isOurProvider(session.provider_id)) return;
  const orderId = await orderIdOfSession(queryOf(container), session);
  if (orderId === undefined) return orphan(container, task, remote);
  await lockOrder(container, { orderId }, async () => {
    const ours = await findOurOrder(container, orderId);
    // An order edit has put another payment in the place of this one.
    if (!ours || ours.found.session.id !== session.id) return;
    await settle(container, ours, await client.orders.get(remote.id));
  });
  // Only now, for the order's own lock was taken inside the one of the event.
  await atobarai(container).updateAtobaraiTasks({ id: task.id, order_id: orderId });
}

async function readOrder(container: MedusaContainer, remoteId: string): Promise<Order | undefined> {
  try {
    return await atobarai(container).client.orders.get(remoteId);
  } catch (error) {
    if (isAtobaraiError(error) && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** The checkout is still running, or it failed after the screening and nothing will ever be shipped. */
async function orphan(container: MedusaContainer, task: Task, remote: Order): Promise<void> {
  const ageMs = Date.now() - new Date(task.created_at ?? Date.now()).getTime();
  if (ageMs < longestCheckoutMs) throw new TaskError('waiting', `The checkout of ${remote.shopOrderId} has made no order yet.`);
  const cancelled = await cancelRemote(atobarai(container).client, remote);
  if (cancelled) loggerOf(container).warn(`atobarai: ${remote.id} was cancelled: its checkout never became an order`);
}
