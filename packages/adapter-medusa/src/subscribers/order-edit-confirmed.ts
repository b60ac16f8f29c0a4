import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { ourSessions } from '../operations/cancel-order';
import { queryOf } from '../operations/container';
import { findOrder } from '../operations/load';
import { doSoon } from '../tasks/run';

type Edited = { order_id: string; actions?: readonly ({ id?: string } | null)[] };

/** Registers and screens the order with its new amount. */
export default async function orderEditConfirmed({ event, container }: SubscriberArgs<Edited>): Promise<void> {
  const { order_id: orderId, actions } = event.data;
  if (ourSessions(await findOrder(queryOf(container), orderId)).length === 0) return;
  await doSoon(container, { kind: 'edit', refId: actions?.[0]?.id ?? `${orderId}:${event.metadata?.['eventId'] ?? 'edit'}`, orderId });
}

export const config: SubscriberConfig = { event: 'order-edit.confirmed', context: { subscriberId: 'atobarai-order-edit-confirmed' } };
