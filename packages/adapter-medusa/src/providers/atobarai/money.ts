import { isAtobaraiError, type Order } from '@atobarai/sdk';
import { MedusaError } from '@medusajs/framework/utils';
import { messageOf } from '../../lib/messages';
import { present } from '../../lib/order-record';
import { sessionData } from '../../lib/session-data';
import { isShipped } from '../../lib/status';
import type { Query } from '../../operations/container';
import { findOrder, orderIdOfSessionId } from '../../operations/load';
import { cancelRemote } from '../../operations/remote-order';
import { registeredData } from '../../operations/session-content';
import { takeOff, targetOf } from '../../operations/take-off';
import { failureOf, isUnanswered } from '../../tasks/failure';
import type AtobaraiModuleService from '../../modules/atobarai/service';
import type { Surroundings } from './surroundings';

type Data = Record<string, unknown>;

/** A capture says that the goods are on their way; Medusa tells no amount, so it is for the whole order. */
export async function capture(around: Surroundings, data: unknown): Promise<Data> {
  const { service, remote } = await registered(around, data);
  if (!isShipped(remote)) throw notAllowed(messageOf('capture_before_shipment', service.options));
  return registeredData(data, remote);
}

/** Takes off what Medusa gives back. When the service cannot be asked, the task of `payment.refunded` does it later. */
export async function refund(
  around: Surroundings,
  { data, refundId }: { readonly data: unknown; readonly refundId: string },
): Promise<Data> {
  const { service, query, logger } = around;
  const { session_id: sessionId, atobarai } = sessionData(data);
  if (!service || !query || sessionId === null || atobarai.order_id === null) throw notAllowed(notRegistered(around));
  try {
    const remote = await service.client.orders.get(atobarai.order_id);
    const target = await targetOf(query, sessionId, service.options.rounding);
    const left = await takeOff(service.client, { remote, target });
    return registeredData(data, left ?? remote);
  } catch (error) {
    const { message } = failureOf(error, service.options.language);
    if (!isUnanswered(error)) throw notAllowed(messageOf('refund_refused', service.options, { detail: message }));
    logger.warn(`atobarai: the refund ${refundId} is told to the service later: ${message}`);
    return { ...(data as Data) };
  }
}

/** Cancels at the service; what is cancelled already, or never was registered, is as good. */
export async function cancel({ service, query }: Surroundings, data: unknown): Promise<Data> {
  const { session_id: sessionId, atobarai } = sessionData(data);
  const { order_id: known } = atobarai;
  if (!service || known === null) return { ...(data as Data) };
  try {
    const remote = await service.client.orders.get(known);
    if (isShipped(remote) && (await isUnderWay(query, sessionId))) throw notAllowed(messageOf('cancel_after_shipment', service.options));
    return registeredData(data, (await cancelRemote(service.client, remote)) ?? remote);
  } catch (error) {
    if (!isAtobaraiError(error) || isUnanswered(error)) throw error;
    throw notAllowed(messageOf('cancel_refused', service.options, { detail: failureOf(error, service.options.language).message }));
  }
}

/**
 * An order is cancelled when none of its fulfilments stands any more: with one that does, Medusa takes an approval back
 * because the order is edited, and what has left must stay billed.
 */
async function isUnderWay(query: Query | undefined, sessionId: string | null): Promise<boolean> {
  if (!query || sessionId === null) return false;
  const orderId = await orderIdOfSessionId(query, sessionId);
  const order = orderId === undefined ? undefined : await findOrder(query, orderId);
  return present(order?.fulfillments).some((each) => !each.canceled_at);
}

async function registered(around: Surroundings, data: unknown): Promise<{ service: AtobaraiModuleService; remote: Order }> {
  const { service } = around;
  const { order_id: known } = sessionData(data).atobarai;
  if (!service || known === null) throw notAllowed(notRegistered(around));
  return { service, remote: await service.client.orders.get(known) };
}

function notRegistered({ service }: Surroundings): string {
  return service ? messageOf('not_registered', service.options) : 'atobarai: dependencies: [query, atobarai] of the payment module';
}

function notAllowed(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message);
}
