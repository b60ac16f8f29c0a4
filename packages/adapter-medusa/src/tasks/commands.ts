import type { MedusaContainer } from '@medusajs/framework/types';
import type { EnteredSlip } from '../operations/slip';
import type { Task } from './model';
import { attemptAgain, doSoon } from './run';

/** A slip for the staff to enter. */
export type SlipEntry = {
  readonly orderId: string;
  /** The fulfilment of Medusa it belongs to; without one it is for everything that was not shipped yet. */
  readonly fulfillmentId?: string | undefined;
  /** The shipment at the service whose slip it takes the place of. */
  readonly shipmentId?: string | undefined;
  readonly carrier: string;
  readonly serviceLevel: string;
  readonly slipNo: string;
  readonly shippedAt?: Date | undefined;
};

/** Registers a slip by hand, or corrects one; tried at once. */
export function enterSlip(container: MedusaContainer, entry: SlipEntry): Promise<Task> {
  const { orderId, fulfillmentId, shipmentId, carrier, serviceLevel, slipNo, shippedAt = new Date() } = entry;
  const payload: EnteredSlip = {
    carrier,
    service_level: serviceLevel,
    slip_no: slipNo,
    shipped_at: shippedAt.toISOString(),
    fulfillment_id: fulfillmentId,
    shipment_id: shipmentId,
  };
  const refId = `${shipmentId ?? fulfillmentId ?? orderId}:${slipNo}`;
  return doSoon(container, { kind: 'slip', refId, orderId, payload, again: true });
}

/** Asks the service how it stands with an order, and does what follows. */
export function syncOrder(container: MedusaContainer, orderId: string): Promise<Task> {
  return doSoon(container, { kind: 'settle', refId: `sync:${orderId}`, orderId, again: true });
}

/** Does a task once more. */
export function resendTask(container: MedusaContainer, taskId: string): Promise<Task> {
  return attemptAgain(container, taskId);
}

/** Mends an order that the service holds, with the address and phone that Medusa has now. */
export function amendHeldOrder(container: MedusaContainer, orderId: string): Promise<Task> {
  return doSoon(container, { kind: 'amend', refId: orderId, orderId, again: true });
}
