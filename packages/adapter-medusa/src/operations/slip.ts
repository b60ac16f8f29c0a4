import type { Order, RegisterShipment } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { mapShipment } from '../lib/map-shipment';
import type { FulfillmentRecord } from '../lib/order-record';
import { explainProblems } from '../lib/problems';
import { TaskError } from '../tasks/failure';
import { atobarai, queryOf } from './container';
import { findFulfillment } from './load';
import { approvedRemote, digitsOf, findSlip, settleAnew } from './ship';
import { findOurOrder, type OurOrder } from './settle';

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
  const { client } = atobarai(container);
  const remote = await approvedRemote(container, ours);
  if (!findSlip(remote, { slipNo: slip.slip_no })) {
    if (slip.shipment_id === undefined) {
      const request = await requestOf(container, ours, slip);
      const idempotencyKey = `slip_${slip.fulfillment_id ?? orderId}_${digitsOf(slip.slip_no)}`;
      await client.shipments.register(remote.id, request, { idempotencyKey });
    } else {
      await correct(container, remote, { ...slip, shipment_id: slip.shipment_id });
    }
  }
  await closeShipTask(container, slip.fulfillment_id);
  await closeEarlierTries(container, orderId, slip);
  await settleAnew(container, orderId);
}

async function correct(container: MedusaContainer, remote: Order, slip: EnteredSlip & { shipment_id: string }): Promise<void> {
  const shipment = remote.shipments.find(({ id }) => id === slip.shipment_id);
  if (!shipment) throw new TaskError('refused', `${slip.shipment_id} is no shipment of ${remote.id}.`);
  const { carrier, service_level: serviceLevel, slip_no: slipNo, shipped_at: shippedAt } = slip;
  const idempotencyKey = `reslip_${shipment.id}_${digitsOf(slipNo)}`;
  await atobarai(container).client.shipments.replaceSlip(shipment.id, { carrier, serviceLevel, slipNo, shippedAt }, { idempotencyKey });
}

async function requestOf(container: MedusaContainer, { order }: OurOrder, slip: EnteredSlip): Promise<RegisterShipment> {
  const plain = { carrier: slip.carrier, serviceLevel: slip.service_level, slipNo: slip.slip_no, shippedAt: slip.shipped_at };
  const fulfillment = slip.fulfillment_id === undefined ? undefined : await findFulfillment(queryOf(container), slip.fulfillment_id);
  if (!fulfillment) return plain;
  const label = { id: fulfillment.id, tracking_number: slip.slip_no };
  const mapped = mapShipment({ order, fulfillment: withCarrier(fulfillment, slip), label, options: atobarai(container).options });
  if (!mapped.ok) throw new TaskError('refused', explainProblems(mapped.problems, atobarai(container).options.language));
  return mapped.request === null ? plain : { ...mapped.request, ...plain };
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
