import type { MedusaContainer } from '@medusajs/framework/types';
import { isOurProvider } from '../lib/find-payment';
import { type PaymentCollectionRecord, present } from '../lib/order-record';
import type { NewTask } from '../tasks/model';
import { atobarai, queryOf } from './container';
import { findOrder, orderIdOfSession } from './load';
import { needsEditing } from './edit-order';
import { ourPayment } from './our-payment';

/** How far back is looked: longer than any outage in which nobody looked at the shop. */
const lookBackMs = 7 * 86_400_000;

/** Rows of each kind that one sweep reads at most, the newest first. */
const mostRows = 500;

const ourProviders = { $like: 'pp_atobarai%' };

/** What should be on the list, or was, judging by Medusa's own data alone: no event is needed to find it. */
export async function findUndone(container: MedusaContainer, now: Date): Promise<NewTask[]> {
  const since = new Date(now.getTime() - lookBackMs);
  const [waiting, shipped, cancelled, refunded, returned, edited] = [
    await waitingSessions(container),
    await shippedFulfillments(container, since),
    await cancelledOrders(container, since),
    await refunds(container, since),
    await receivedReturns(container, since),
    await editedOrders(container, since),
  ];
  return [...waiting, ...(await unlisted(container, [...shipped, ...cancelled, ...refunded, ...returned, ...edited]))];
}

/** Orders that wait for a decision: registered if that was never done, and asked about, for the webhook may be lost. */
async function waitingSessions(container: MedusaContainer): Promise<NewTask[]> {
  const rows = await read<{ id: string; payment_collection_id: string }>(container, {
    entity: 'payment_session',
    fields: ['id', 'payment_collection_id'],
    filters: { provider_id: ourProviders, status: 'pending_authorization' },
  });
  const tasks: NewTask[] = [];
  for (const session of rows) {
    const orderId = await orderIdOfSession(queryOf(container), session);
    if (orderId === undefined) continue;
    tasks.push({ kind: 'register', refId: session.id, orderId }, { kind: 'settle', refId: `sync:${orderId}`, orderId, again: true });
  }
  return tasks;
}

type OfOrder = { id: string; order?: { id: string; payment_collections?: readonly (PaymentCollectionRecord | null)[] } | null };

async function shippedFulfillments(container: MedusaContainer, since: Date): Promise<NewTask[]> {
  const rows = await read<OfOrder>(container, {
    entity: 'fulfillment',
    fields: ['id', 'order.id', 'order.payment_collections.payment_sessions.provider_id'],
    filters: { shipped_at: { $gte: since }, canceled_at: null },
  });
  return rows.flatMap(({ id, order }) =>
    order && isOurs(order.payment_collections) ? [{ kind: 'ship', refId: id, orderId: order.id }] : [],
  );
}

async function cancelledOrders(container: MedusaContainer, since: Date): Promise<NewTask[]> {
  const rows = await read<NonNullable<OfOrder['order']>>(container, {
    entity: 'order',
    fields: ['id', 'payment_collections.payment_sessions.provider_id'],
    filters: { canceled_at: { $gte: since } },
  });
  return rows.flatMap(({ id, payment_collections: list }) => (isOurs(list) ? [{ kind: 'cancel', refId: id, orderId: id }] : []));
}

async function refunds(container: MedusaContainer, since: Date): Promise<NewTask[]> {
  const rows = await read<{ id: string; payment?: { id: string } | null }>(container, {
    entity: 'refund',
    fields: ['id', 'payment.id'],
    filters: { created_at: { $gte: since } },
  });
  const tasks: NewTask[] = [];
  for (const { id, payment } of rows) {
    const ours = payment && (await ourPayment(container, payment.id));
    if (ours) tasks.push({ kind: 'amount', refId: id, orderId: ours.orderId });
  }
  return tasks;
}

async function receivedReturns(container: MedusaContainer, since: Date): Promise<NewTask[]> {
  const rows = await read<{ id: string; order_id: string; order?: OfOrder['order'] }>(container, {
    entity: 'return',
    fields: ['id', 'order_id', 'order.payment_collections.payment_sessions.provider_id'],
    filters: { received_at: { $gte: since } },
  });
  return rows.flatMap(({ id, order_id: orderId, order }) =>
    isOurs(order?.payment_collections) ? [{ kind: 'amount', refId: id, orderId }] : [],
  );
}

/** An edit cancels the payment and opens a collection; without its event nobody has registered the order anew. */
async function editedOrders(container: MedusaContainer, since: Date): Promise<NewTask[]> {
  const query = queryOf(container);
  const rows = await read<{ id: string; payment_collection_id: string }>(container, {
    entity: 'payment',
    fields: ['id', 'payment_collection_id'],
    filters: { provider_id: ourProviders, canceled_at: { $gte: since } },
  });
  const tasks: NewTask[] = [];
  for (const payment of rows) {
    const orderId = await orderIdOfSession(query, payment);
    const order = orderId === undefined ? undefined : await findOrder(query, orderId);
    const collection = order && needsEditing(order);
    if (order && collection) tasks.push({ kind: 'edit', refId: collection.id, orderId: order.id });
  }
  return tasks;
}

/** Leaves out what is on the list already, done or not. */
async function unlisted(container: MedusaContainer, tasks: readonly NewTask[]): Promise<NewTask[]> {
  if (tasks.length === 0) return [];
  const known = await atobarai(container).listAtobaraiTasks(
    { ref_id: tasks.map(({ refId }) => refId) },
    { select: ['id', 'kind', 'ref_id'], take: tasks.length * 2 },
  );
  const listed = new Set(known.map(({ kind, ref_id: refId }) => `${kind} ${refId}`));
  return tasks.filter(({ kind, refId }) => !listed.has(`${kind} ${refId}`));
}

function isOurs(collections: readonly (PaymentCollectionRecord | null)[] | null | undefined): boolean {
  return present(collections).some(({ payment_sessions: sessions }) =>
    present(sessions).some(({ provider_id: provider }) => isOurProvider(provider)),
  );
}

type Reading = { readonly entity: string; readonly fields: string[]; readonly filters: Record<string, unknown> };

async function read<Row>(container: MedusaContainer, reading: Reading): Promise<Row[]> {
  const pagination = { take: mostRows, skip: 0, order: { created_at: 'DESC' } };
  const { data } = await queryOf(container).graph({ ...reading, pagination });
  return data as Row[];
}
