import { isAtobaraiError, isAuthenticationError, type OrderSummary } from '@atobarai/sdk';
import { MedusaError } from '@medusajs/framework/utils';
import { lineIdsOf } from '../../lib/map-items';
import { messageOf, shopperTextOfRefusal, type Voice, voiceOf } from '../../lib/messages';
import { explainProblems } from '../../lib/problems';
import { sessionData } from '../../lib/session-data';
import type { Query } from '../../operations/container';
import { type OrderRecord, placedFields } from '../../lib/order-record';
import { findOrder, findSession, orderIdOfSession, type SessionRow } from '../../operations/load';
import { OrderNotMapped } from '../../operations/order-not-mapped';
import { type Line, registerSession } from '../../operations/register-session';
import { failureOf, isUnanswered } from '../../tasks/failure';
import type { Surroundings } from './surroundings';

/** What came of asking the service: its order and how to speak to the shopper, or why it will be asked later. */
export type Asked = Answered | { readonly later: string };

/** `lineIds` are the lines it was registered with just now. */
export type Answered = { readonly remote: OrderSummary; readonly voice: Voice; readonly lineIds?: readonly string[] };

export type AskedFor = { readonly sessionId: string; readonly data: unknown };

/** Refuses the checkout with words for the shopper; Medusa undoes the order and keeps the cart. */
export function refused(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message);
}

/** Asks the service about a session: for the order it has already, or to screen a new one now. */
export async function askService({ service, query, logger }: Surroundings, { sessionId, data }: AskedFor): Promise<Asked> {
  if (!service) return { later: 'the payment module is not given atobarai' };
  if (service.problem !== undefined) return { later: service.problem };
  const line = { client: service.client, options: service.options };
  const found = await orderToScreen(line, { query, sessionId, data });
  const voice = voiceOf(found?.order, line.options);
  try {
    const { order_id: known } = sessionData(data).atobarai;
    if (known !== null) return { remote: await line.client.orders.get(known), voice };
    if (!found) return { later: 'it is screened after the order' };
    return { remote: await registerSession(line, { ...found, now: new Date() }), voice, lineIds: lineIdsOf(found.order) };
  } catch (error) {
    if (isAuthenticationError(error)) logger.error(`atobarai: ${messageOf('wrong_key', line.options)} (${error.code})`);
    if (!(error instanceof OrderNotMapped) && isUnanswered(error)) return { later: failureOf(error).message };
    logger.warn(`atobarai: ${sessionId} was refused: ${reasonOf(error, line)}`);
    throw shopperError(error, voice);
  }
}

type Asking = AskedFor & { readonly query: Query | undefined };

/** Medusa has stored the order by now: what is screened is what will be shipped, not what a browser says. */
async function orderToScreen(
  { options }: Line,
  { query, sessionId, data }: Asking,
): Promise<{ order: OrderRecord; session: SessionRow } | undefined> {
  const { atobarai, authorization_token: token } = sessionData(data);
  const isLater = options.screening === 'deferred' && token === null;
  if (!query || isLater || atobarai.order_id !== null) return undefined;
  const session = await findSession(query, sessionId);
  const orderId = session && (await orderIdOfSession(query, session));
  const order = orderId === undefined ? undefined : await findOrder(query, orderId, placedFields);
  return session && order ? { order, session } : undefined;
}

function reasonOf(error: unknown, { options }: Line): string {
  return error instanceof OrderNotMapped ? explainProblems(error.problems, options.language) : failureOf(error).message;
}

function shopperError(error: unknown, voice: Voice): unknown {
  if (error instanceof MedusaError) return error;
  return refused(isAtobaraiError(error) ? shopperTextOfRefusal(error.fields, voice) : messageOf('unavailable', voice));
}
