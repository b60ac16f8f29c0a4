import type { Order } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { mapShipment, type ParcelToTell } from '../lib/map-shipment';
import type { FulfillmentRecord } from '../lib/order-record';
import { explainProblems } from '../lib/problems';
import { registeredLines } from '../lib/session-data';
import { digitsOf } from '../lib/slip-number';
import { parcelsUnder } from '../lib/told-parcels';
import { TaskError } from '../tasks/failure';
import { atobarai, queryOf } from './container';
import { findFulfillment } from './load';
import { approvedRemote, settleAnew } from './ship';
import { findOurOrder, type OurOrder } from './settle';
import { tellParcel, tellRest } from './tell-parcel';

/** A slip as the staff entered it. */
export type EnteredSlip = {
  readonly carrier: string;
  readonly service_level: string;
  readonly slip_no: string;
  /** RFC 3339. */
  readonly shipped_at: string;
  /** The fulfilment of Medusa it belongs to; without one it is for everything that was not shipped yet. */
  readonly fulfillment_id?: string | undefined;
  /** The shipment at the service whose slip it takes the place of: a correction, or a reship. */
  readonly shipment_id?: string | undefined;
};

/** Registers a slip that the staff entered, or puts it in the place of another. */
export async function registerSlip(container: MedusaContainer, orderId: string, slip: EnteredSlip): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  if (!ours) return;
  const remote = await approvedRemote(container, ours);
  if (slip.shipment_id === undefined) await tell(container, { ours, remote }, slip);
  else await correct(container, remote, { ...slip, shipment_id: slip.shipment_id });
  await closeShipTask(container, slip.fulfillment_id);
  await closeEarlierTries(container, orderId, slip);
  await settleAnew(container, orderId);
}

async function tell(container: MedusaContainer, { ours, remote }: { ours: OurOrder; remote: Order }, entered: EnteredSlip): Promise<void> {
  const { client } = atobarai(container);
  const slip = { carrier: entered.carrier, serviceLevel: entered.service_level, slipNo: entered.slip_no, shippedAt: entered.shipped_at };
  const idempotencyKey = `slip_${entered.fulfillment_id ?? ours.order.id}_${digitsOf(slip.slipNo)}`;
  const toTell = await parcelOf(container, ours, entered);
  if (toTell === null) await tellRest(client, remote, { slip, idempotencyKey });
  else await tellParcel(client, remote, { toTell: { ...toTell, slip }, idempotencyKey });
}

async function correct(container: MedusaContainer, remote: Order, slip: EnteredSlip & { shipment_id: string }): Promise<void> {
  const shipment = remote.shipments.find(({ id }) => id === slip.shipment_id);
  if (!shipment) throw new TaskError('refused', `${slip.shipment_id} is no shipment of ${remote.id}.`);
  const { carrier, service_level: serviceLevel, slip_no: slipNo, shipped_at: shippedAt } = slip;
  // By the shipment, too: the number may be the one of another parcel in the same box.
  if (parcelsUnder(remote.shipments, slipNo).some(({ id, supersedes }) => id === shipment.id || supersedes === shipment.id)) return;
  const idempotencyKey = `reslip_${shipment.id}_${digitsOf(slipNo)}`;
  await atobarai(container).client.shipments.replaceSlip(shipment.id, { carrier, serviceLevel, slipNo, shippedAt }, { idempotencyKey });
}

/** The fulfilment that a slip was entered for; null when it is for all that is left. */
async function parcelOf(container: MedusaContainer, { order, found }: OurOrder, slip: EnteredSlip): Promise<ParcelToTell | null> {
  const fulfillment = slip.fulfillment_id === undefined ? undefined : await findFulfillment(queryOf(container), slip.fulfillment_id);
  if (!fulfillment) return null;
  const { options } = atobarai(container);
  const label = { id: fulfillment.id, tracking_number: slip.slip_no };
  const registered = registeredLines(found.session.data);
  const mapped = mapShipment({ order, fulfillment: withCarrier(fulfillment, slip), label, registered, options });
  if (!mapped.ok) throw new TaskError('refused', explainProblems(mapped.problems, options.language));
  return mapped.toTell;
}

/** What the staff chose goes before what the way of shipping says. */
function withCarrier(fulfillment: FulfillmentRecord, slip: EnteredSlip): FulfillmentRecord {
  return { ...fulfillment, shipping_option: { data: { carrier_code: `${slip.carrier}/${slip.service_level}` } } };
}

/** The fulfilment's own task waited for just this. */
async function closeShipTask(container: MedusaContainer, fulfillmentId: string | undefined): Promise<void> {
  if (fulfillmentId === undefined) return;
  const service = atobarai(container);
  const [task] = await service.listAtobaraiTasks({ kind: 'ship', ref_id: fulfillmentId }, { take: 1 });
  if (task && task.status !== 'done') await service.updateAtobaraiTasks({ id: task.id, status: 'done', last_error: null });
}

/** Numbers that were mistyped before the right one are of no more interest to anybody. */
async function closeEarlierTries(container: MedusaContainer, orderId: string, slip: EnteredSlip): Promise<void> {
  const service = atobarai(container);
  for (const { id, payload } of await service.listAtobaraiTasks({ kind: 'slip', order_id: orderId, status: 'failed' })) {
    const tried = payload as EnteredSlip | null;
    const isSame = tried?.fulfillment_id === slip.fulfillment_id && tried?.shipment_id === slip.shipment_id;
    if (isSame) await service.updateAtobaraiTasks({ id, status: 'done', last_error: null });
  }
}
