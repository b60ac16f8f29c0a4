import type { MedusaContainer } from '@medusajs/framework/types';
import { atobarai } from './container';
import { registerSession } from './register-session';
import { findOurOrder, remoteOf, settle } from './settle';

const open: ReadonlySet<string> = new Set(['pending', 'pending_authorization', 'requires_more']);

/** Registers an order that was not screened while the shopper waited, and takes over the decision. */
export async function registerOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  if (!ours || ours.order.status === 'canceled' || ours.found.payment || !open.has(ours.found.session.status ?? '')) return;
  const { order, found } = ours;
  const known = await remoteOf(container, found);
  await settle(container, ours, known ?? (await registerSession(atobarai(container), { order, session: found.session, now: new Date() })));
}

/** Asks the service how it stands with an order, and does what follows. */
export async function synchronise(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  if (!ours) return;
  const remote = await remoteOf(container, ours.found);
  if (remote) await settle(container, ours, remote);
  else await registerOrder(container, orderId);
}
