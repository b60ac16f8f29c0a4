import { isAtobaraiError, isConflictError, type Client, type Order, type OrderSummary, type RegisterOrder } from '@atobarai/sdk';
import { createHash } from 'node:crypto';

/** The key of the service's metadata that tells what of the shop an order was registered with. */
const contentKey = 'medusa_content';

/** Tries of one payment session that were rejected or given up before; more mean that something is wrong. */
const mostTurns = 9;

/** The reference the service knows a payment session by: the session's id, and the turn when it is not the first. */
export function shopOrderIdOf(sessionId: string, turn: number): string {
  return turn === 1 ? sessionId : `${sessionId}-${turn}`;
}

/** The payment session that a reference of the service belongs to. */
export function sessionIdOf(shopOrderId: string): string {
  return shopOrderId.replace(/-\d$/, '');
}

/** True when an order of the service is this session's, and for its amount. What a browser sent cannot make it so. */
export function isFor(
  remote: Pick<OrderSummary, 'shopOrderId' | 'billedAmount' | 'buyerFee'>,
  { sessionId, amount }: { readonly sessionId: string; readonly amount: number },
): boolean {
  return sessionIdOf(remote.shopOrderId) === sessionId && remote.billedAmount - remote.buyerFee === amount;
}

/** An order to register; `make` answers it under a reference. */
export type Registration = {
  readonly sessionId: string;
  readonly make: (shopOrderId: string) => RegisterOrder;
  /** From the checkout widget, when it has screened the buyer. */
  readonly authorizationToken?: string | undefined;
  /** The session is no longer young: the answer may be the one of an earlier try, and out of date. */
  readonly mayBeRepeated: boolean;
};

/**
 * Registers the order of a payment session, whatever became of earlier tries: the same content is
 * answered with the same order, and other content (the shopper has mended the address since) takes the
 * place of the earlier order.
 */
export async function registerOnce(client: Client, registration: Registration): Promise<OrderSummary> {
  const { sessionId, make, authorizationToken, mayBeRepeated } = registration;
  for (let turn = 1; turn <= mostTurns; turn += 1) {
    const order = withContent(make(shopOrderIdOf(sessionId, turn)));
    const registered = await register(client, order, turn === 1 ? authorizationToken : undefined);
    if (registered && !mayBeRepeated) return registered;
    const standing = registered ? await client.orders.get(registered.id) : await findRemote(client, order.shopOrderId);
    if (!standing) continue;
    const isSame = registered !== undefined || contentIn(standing) === contentIn(order);
    if (isSame && !isGone(standing)) return standing;
    await cancelRemote(client, standing);
  }
  throw new Error(`The payment session ${sessionId} was registered ${mostTurns} times over.`);
}

/** Given up or run out, not rejected: the same order may be asked for again. */
function isGone({ axes }: Pick<OrderSummary, 'axes'>): boolean {
  return axes.credit === 'cancelled' || axes.credit === 'expired';
}

/** The order the service has under a reference, if any. */
export async function findRemote(client: Client, shopOrderId: string): Promise<Order | undefined> {
  const { data } = await client.orders.list({ shopOrderId, limit: 1 }).page();
  return data[0] ? client.orders.get(data[0].id) : undefined;
}

/** The newest order the service has of a payment session, if any. */
export async function findRemoteOfSession(client: Client, sessionId: string): Promise<Order | undefined> {
  let newest: Order | undefined;
  for (let turn = 1; turn <= mostTurns; turn += 1) {
    const found = await findRemote(client, shopOrderIdOf(sessionId, turn));
    if (!found) return newest;
    newest = found;
  }
  return newest;
}

/** Cancels an order of the service; one that is over already is as good. */
export async function cancelRemote(client: Client, remote: Pick<OrderSummary, 'id' | 'axes'>): Promise<OrderSummary | undefined> {
  if (isOver(remote)) return undefined;
  try {
    // The reason is needed once a slip is registered, and harmless before.
    return await client.orders.cancel(remote.id, { reason: 'buyer_cancel' }, { idempotencyKey: `cancel_${remote.id}` });
  } catch (error) {
    if (isConflictError(error) && isOver(await client.orders.get(remote.id))) return undefined;
    throw error;
  }
}

/** True when nothing can come of an order of the service any more. */
export function isOver({ axes }: Pick<OrderSummary, 'axes'>): boolean {
  return axes.credit === 'cancelled' || axes.credit === 'rejected' || axes.credit === 'expired';
}

/** Undefined when the reference, or the key, was used for something else before. */
async function register(client: Client, order: RegisterOrder, authorizationToken: string | undefined): Promise<OrderSummary | undefined> {
  const options = { idempotencyKey: `ord_${order.shopOrderId}` };
  try {
    const confirmed = authorizationToken === undefined ? order : { ...order, authorizationToken };
    return await client.orders.register(confirmed, options);
  } catch (error) {
    if (!isAtobaraiError(error)) throw error;
    // The widget's screening was for another cart, or too long ago: this order is screened by itself.
    if (authorizationToken !== undefined && error.code.startsWith('authorization_token_')) return register(client, order, undefined);
    if (error.code === 'duplicate_order' || error.code === 'idempotency_key_reused') return undefined;
    throw error;
  }
}

/** References to Medusa are left out: each try of a cart burns a new order number. */
function withContent(order: RegisterOrder): RegisterOrder {
  const { platform: _, shopOrderId: __, ...content } = order;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ...order, metadata: { ...order.metadata, [contentKey]: digest } };
}

function contentIn({ metadata }: { readonly metadata?: Readonly<Record<string, string>> | undefined }): string | undefined {
  return metadata?.[contentKey];
}
