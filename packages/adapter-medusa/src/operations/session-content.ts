import type { OrderSummary } from '@atobarai/sdk';
import { fromBrowser, sessionData, type SessionData } from '../lib/session-data';

type Trusted = SessionData['atobarai'];
type Registered = Pick<OrderSummary, 'id' | 'shopOrderId' | 'status' | 'billedAmount' | 'buyerFee'>;

/**
 * The data of a session before anything was asked of the service. A browser may send any data with a new
 * session, and Medusa merges new keys into old ones: every key of ours is therefore written out, null
 * where there is nothing yet.
 */
export function freshData(sessionId: string, amount: number, given: unknown): SessionData & Record<string, unknown> {
  return {
    session_id: sessionId,
    atobarai: { order_id: null, shop_order_id: null, amount, status: null, line_ids: null },
    ...fromBrowser(given),
  };
}

/**
 * The data once the service has the order. A used token is of no more use to anybody. `lineIds` are the
 * lines it was registered with; without them those that are known of this order stay.
 */
export function registeredData(data: unknown, remote: Registered, lineIds?: readonly string[]) {
  const { atobarai: known } = sessionData(data);
  const atobarai: Trusted = {
    order_id: remote.id,
    shop_order_id: remote.shopOrderId,
    amount: remote.billedAmount - remote.buyerFee,
    status: remote.status,
    line_ids: lineIds ?? (known.order_id === remote.id ? known.line_ids : null),
  };
  return { ...recordOf(data), atobarai, authorization_token: null };
}

/** The data with another status, for what the service has not said itself. */
export function withStatus(data: unknown, { atobarai }: SessionData, status: string) {
  return { ...recordOf(data), atobarai: { ...atobarai, status } };
}

function recordOf(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
