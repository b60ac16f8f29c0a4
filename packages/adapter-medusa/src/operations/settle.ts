import type { Order, OrderSummary } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { PaymentActions, PaymentSessionStatus } from '@medusajs/framework/utils';
import { cancelOrderWorkflow, capturePaymentWorkflow, processPaymentWorkflow } from '@medusajs/medusa/core-flows';
import { findPayment, type FoundPayment } from '../lib/find-payment';
import { lineIdsOf } from '../lib/map-items';
import { messageOf, voiceOf } from '../lib/messages';
import { type OrderRecord, present } from '../lib/order-record';
import { amountOf } from '../lib/amounts';
import { sessionData, type SessionData } from '../lib/session-data';
import { TaskError } from '../tasks/failure';
import { announce, atobarai, loggerOf, paymentsOf, queryOf } from './container';
import { hurry } from './hurry';
import { findOrder } from './load';
import { isFor } from './remote-order';
import { registeredData } from './session-content';
import { nextStep, type Step } from './settlement';

/** An order of Medusa with its deferred payment. */
export type OurOrder = { readonly order: OrderRecord; readonly found: FoundPayment };

/** An order and its deferred payment; undefined when it is paid in another way, or not there. */
export async function findOurOrder(container: MedusaContainer, orderId: string): Promise<OurOrder | undefined> {
  const order = await findOrder(queryOf(container), orderId);
  const found = findPayment(order);
  return order && found ? { order, found } : undefined;
}

/** Brings Medusa to where the service's order stands, step by step; answers the steps taken. */
export async function settle(container: MedusaContainer, ours: OurOrder, remote: OrderSummary): Promise<Step[]> {
  checkIsOurs(ours.found, remote);
  const { captureOn } = atobarai(container).options;
  const taken: Step[] = [];
  let now: OurOrder | undefined = ours;
  // Approved and shipped at once is two steps; none leads back.
  while (now && taken.length < 3) {
    const step = nextStep({ remote, found: now.found, knownStatus: dataOf(now.found).status, captureOn });
    // What was told of a rejection is remembered after the telling, or a crash between would keep it quiet.
    if (step !== 'reject') await remember(container, now, remote);
    if (step === 'none' || taken.includes(step)) return taken;
    await take(step, container, { ...now, remote });
    if (step === 'reject') await remember(container, now, remote);
    taken.push(step);
    if (step === 'authorize') await hurry(container, ours.order.id);
    now = await findOurOrder(container, ours.order.id);
  }
  return taken;
}

/** Reads the order at the service that a payment stands on. */
export async function remoteOf(container: MedusaContainer, { session }: Pick<FoundPayment, 'session'>): Promise<Order | undefined> {
  const { atobarai: known } = sessionData(session.data);
  return known.order_id === null ? undefined : atobarai(container).client.orders.get(known.order_id);
}

/** Keeps the service's order in the session: what a browser put there before is written over. */
async function remember(container: MedusaContainer, { order, found: { session } }: OurOrder, remote: OrderSummary): Promise<void> {
  const known = dataOf({ session });
  const waits = session.status === 'pending';
  if (known.order_id === remote.id && known.status === remote.status && !waits) return;
  await updateSession(container, session, {
    // An order that is known already may have been edited since: the lines it was registered with are kept.
    data: registeredData(session.data, remote, known.order_id === remote.id ? undefined : lineIdsOf(order)),
    ...(waits ? { status: PaymentSessionStatus.PENDING_AUTHORIZATION } : {}),
  });
}

type SessionChange = { readonly data: Record<string, unknown>; readonly status?: PaymentSessionStatus };

async function updateSession(container: MedusaContainer, session: FoundPayment['session'], change: SessionChange): Promise<void> {
  const { id, currency_code: currency } = session;
  await paymentsOf(container).updatePaymentSession({ id, amount: amountOf(session.amount), currency_code: currency ?? 'jpy', ...change });
}

function checkIsOurs({ session }: Pick<FoundPayment, 'session'>, remote: OrderSummary): void {
  const amount = dataOf({ session }).amount ?? amountOf(session.amount);
  if (isFor(remote, { sessionId: session.id, amount })) return;
  throw new TaskError('refused', `${remote.id} (${remote.shopOrderId}) is not the order of ${session.id} over ${amount} yen.`);
}

function dataOf({ session }: Pick<FoundPayment, 'session'>): SessionData['atobarai'] {
  return sessionData(session.data).atobarai;
}

type Facts = OurOrder & { readonly remote: OrderSummary };

async function take(step: Exclude<Step, 'none'>, container: MedusaContainer, facts: Facts): Promise<void> {
  const steps = { authorize, capture, reject, release } as const;
  await steps[step](container, facts);
}

async function authorize(container: MedusaContainer, { found, remote }: Facts): Promise<void> {
  const data = { session_id: found.session.id, amount: remote.billedAmount - remote.buyerFee };
  await processPaymentWorkflow(container).run({ input: { action: PaymentActions.AUTHORIZED, data } });
}

async function capture(container: MedusaContainer, { found }: Facts): Promise<void> {
  if (found.payment) await capturePaymentWorkflow(container).run({ input: { payment_id: found.payment.id } });
}

async function reject(container: MedusaContainer, { order, found, remote }: Facts): Promise<void> {
  const { options } = atobarai(container);
  loggerOf(container).warn(`atobarai: order ${order.id} was rejected (${remote.id})`);
  await announce(container, 'atobarai.screening_rejected', {
    order_id: order.id,
    session_id: found.session.id,
    message: messageOf('rejected', voiceOf(order, options)),
  });
  const hasLeft = present(order.fulfillments).some((each) => !each.canceled_at);
  if (options.onRejected === 'cancel' && !hasLeft) await cancelOrderWorkflow(container).run({ input: { order_id: order.id } });
}

async function release(container: MedusaContainer, { order, found, remote }: Facts): Promise<void> {
  loggerOf(container).warn(`atobarai: ${remote.id} of order ${order.id} is ${remote.status} at the service`);
  if (found.payment) await paymentsOf(container).cancelPayment(found.payment.id);
  const { session } = found;
  await updateSession(container, session, { data: registeredData(session.data, remote), status: PaymentSessionStatus.CANCELED });
  await announce(container, 'atobarai.order_released', { order_id: order.id, session_id: session.id, status: remote.status });
}
