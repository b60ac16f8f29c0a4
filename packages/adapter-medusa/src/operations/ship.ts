import type { Order, RegisterShipment, Shipment } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { mapShipment, pickLabel } from '../lib/map-shipment';
import { explainProblems } from '../lib/problems';
import { standingOf } from '../lib/status';
import { TaskError } from '../tasks/failure';
import { atobarai } from './container';
import { ourFulfillment } from './our-fulfillment';
import { registerOrder } from './register-order';
import { findOurOrder, type OurOrder, remoteOf, settle } from './settle';

/** Tells the service the slip of a fulfilment that was shipped; the capture follows from it. */
export async function shipFulfillment(container: MedusaContainer, fulfillmentId: string): Promise<void> {
  const ours = await ourFulfillment(container, fulfillmentId);
  if (!ours || ours.fulfillment.canceled_at) return;
  const { client, options } = atobarai(container);
  const label = pickLabel(ours.fulfillment);
  const mapped = mapShipment({ ...ours, label, options });
  if (!mapped.ok) throw new TaskError('refused', explainProblems(mapped.problems, options.language));
  if (mapped.request === null) return;
  const remote = await approvedRemote(container, ours);
  if (!findSlip(remote, mapped.request)) {
    await client.shipments.register(remote.id, mapped.request, { idempotencyKey: `ship_${label?.id ?? fulfillmentId}` });
  }
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

/** The parcel that carries a slip already, if any: digits count, dashes do not. */
export function findSlip(remote: Order, { slipNo }: Pick<RegisterShipment, 'slipNo'>): Shipment | undefined {
  const digits = digitsOf(slipNo);
  const stands = ({ status }: Shipment) => status !== 'voided' && status !== 'superseded';
  return remote.shipments.find((shipment) => stands(shipment) && digitsOf(shipment.slipNo) === digits);
}

/** Takes over how the order stands after something was told. */
export async function settleAnew(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  const remote = ours && (await remoteOf(container, ours.found));
  if (ours && remote) await settle(container, ours, remote);
}

/** The number on a slip, however it was written: 1234-5678-901 and １２３４５６７８９０１ are one. */
export function digitsOf(slipNo: string): string {
  return slipNo.normalize('NFKC').replace(/\D/g, '');
}
