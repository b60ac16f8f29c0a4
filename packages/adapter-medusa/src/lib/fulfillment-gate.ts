import { findPayment } from './find-payment';
import type { OrderRecord } from './order-record';
import { sessionData } from './session-data';

/** Whether goods may leave: `waiting` for the decision, `refused` after a no, a cancellation or a lapse (SF-15). */
export type Gate = 'open' | 'waiting' | 'refused';

const refused: ReadonlySet<string> = new Set(['rejected', 'rejected_billable', 'cancelled', 'expired']);

/** Medusa itself lets an order be fulfilled whose payment nobody approved. Orders paid in other ways pass. */
export function fulfillmentGate(order: Pick<OrderRecord, 'payment_collections'> | null | undefined): Gate {
  const found = findPayment(order);
  if (!found || found.payment) return 'open';
  return refused.has(sessionData(found.session.data).atobarai.status ?? '') ? 'refused' : 'waiting';
}
