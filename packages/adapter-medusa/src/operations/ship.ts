import type { Order } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { mapShipment } from '../lib/map-shipment';
import { pickLabel } from '../lib/parcel';
import { explainProblems } from '../lib/problems';
import { registeredLines } from '../lib/session-data';
import { standingOf } from '../lib/status';
import { TaskError } from '../tasks/failure';
import { atobarai } from './container';
import { ourFulfillment } from './our-fulfillment';
import { registerOrder } from './register-order';
import { findOurOrder, type OurOrder, remoteOf, settle } from './settle';
import { tellParcel } from './tell-parcel';

/** Tells the service the slip of a fulfilment that was shipped; the capture follows from it. */
export async function shipFulfillment(container: MedusaContainer, fulfillmentId: string): Promise<void> {
  const ours = await ourFulfillment(container, fulfillmentId);
  if (!ours || ours.fulfillment.canceled_at) return;
  const { client, options } = atobarai(container);
  const label = pickLabel(ours.fulfillment);
  const registered = registeredLines(ours.found.session.data);
  const mapped = mapShipment({ ...ours, label, registered, options });
  if (!mapped.ok) throw new TaskError('refused', explainProblems(mapped.problems, options.language));
  const { toTell } = mapped;
  if (toTell === null) return;
  const remote = await approvedRemote(container, ours);
  await tellParcel(client, remote, { toTell, idempotencyKey: `ship_${label?.id ?? fulfillmentId}` });
  await settleAnew(container, ours.orderId);
}

/** The service's order, when the parcel may leave. @throws TaskError `waiting` while it may not */
export async function approvedRemote(container: MedusaContainer, { order, found }: OurOrder): Promise<Order> {
  const known = await remoteOf(container, found);
  if (known && standingOf(known) === 'approved') return known;
  // Perhaps it was only never told, or its answer got lost: ask before waiting.
  await registerOrder(container, order.id);
  const ours = await findOurOrder(container, order.id);
  const remote = ours && (await remoteOf(container, ours.found));
  if (remote && standingOf(remote) === 'approved') return remote;
  throw new TaskError('waiting', `The order ${order.id} is not approved: ${remote?.status ?? 'not registered'}.`);
}

/** Takes over how the order stands after something was told. */
export async function settleAnew(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  const remote = ours && (await remoteOf(container, ours.found));
  if (ours && remote) await settle(container, ours, remote);
}
