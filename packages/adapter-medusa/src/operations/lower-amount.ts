import type { MedusaContainer } from '@medusajs/framework/types';
import { isShipped } from '../lib/status';
import { atobarai, queryOf } from './container';
import { findOurOrder, remoteOf } from './settle';
import { takeOff, targetOf } from './take-off';

/** Tells the service that less is owed, after a return or a refund. What was told before is not told again. */
export async function lowerAmount(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  const remote = ours && (await remoteOf(container, ours.found));
  // Before a slip there is nothing to take back: the order is edited or cancelled as a whole.
  if (!ours || !remote || !isShipped(remote)) return;
  const { client, options } = atobarai(container);
  const target = await targetOf(queryOf(container), ours.found.session.id, options.rounding);
  await takeOff(client, { remote, target });
}
