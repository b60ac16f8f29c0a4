import type { Client, OrderSummary } from '@atobarai/sdk';
import { mapOrder } from '../lib/map-order';
import { shopperText, voiceOf } from '../lib/messages';
import type { AtobaraiOptions } from '../lib/options';
import type { OrderRecord, PaymentSessionRecord } from '../lib/order-record';
import { sessionData } from '../lib/session-data';
import { OrderNotMapped } from './order-not-mapped';
import { registerOnce } from './remote-order';

/** What speaks to the service, and how the shop wants it. */
export type Line = { readonly client: Client; readonly options: AtobaraiOptions };

/** Orders whose checkout never ended are cancelled after a quarter of an hour: before that, an answer is still true. */
const youngMs = 10 * 60_000;

/**
 * Registers the order that a payment session pays for, under the key of that session: however often it is
 * tried, and by whom, the service has one order of it.
 *
 * @throws OrderNotMapped when the order cannot be carried over
 */
export function registerSession(
  { client, options }: Line,
  { order, session, now }: { readonly order: OrderRecord; readonly session: PaymentSessionRecord; readonly now: Date },
): Promise<OrderSummary> {
  const make = (shopOrderId: string) => {
    const mapped = mapOrder({ order, session, shopOrderId, options });
    if (mapped.ok) return mapped.request;
    throw new OrderNotMapped(mapped.problems, shopperText(mapped.problems, voiceOf(order, options)));
  };
  const { authorization_token: token } = sessionData(session.data);
  const mayBeRepeated = now.getTime() - new Date(session.created_at ?? 0).getTime() > youngMs;
  return registerOnce(client, { sessionId: session.id, make, mayBeRepeated, authorizationToken: token ?? undefined });
}
