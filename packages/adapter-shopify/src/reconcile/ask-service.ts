import { type Client, isAtobaraiError, isAuthenticationError, type OrderSummary } from '@atobarai/sdk';
import type { Flag, FlagCode } from './flags.ts';
import type { OrderRecord, RegisteredContent, ServiceAction } from './model.ts';

/** What the record becomes by an action that was done or refused. */
export type Recorded = Partial<OrderRecord>;

/** The facts have moved on under the action: look again and plan anew. */
export class OutdatedPlan extends Error {
  override readonly name = 'OutdatedPlan';
}

/**
 * Carries out one call of the service under its fixed key. A refusal is remembered; what may succeed later
 * is thrown.
 */
export async function askService(client: Client, record: OrderRecord, action: ServiceAction): Promise<Recorded> {
  try {
    const done = await carryOut(client, record, action);
    return 'refused' in done ? refused(record, action, done.refused) : { refusals: without(record, action.slot), ...done };
  } catch (error) {
    return afterFailure(error, { client, record, action });
  }
}

type Done = Recorded | { readonly refused: Flag };

async function carryOut(client: Client, record: OrderRecord, action: ServiceAction): Promise<Done> {
  const options = { idempotencyKey: action.key };
  switch (action.do) {
    case 'register':
      return registered(await client.orders.register(action.order, options), action);
    case 'replace':
      return registered(await client.orders.replace(action.orderId, { order: action.order }, options), action);
    case 'amend':
      return amended(await client.orders.amend(action.orderId, action.changes, options), action);
    case 'take_back':
      return reversed(await client.orders.returnItems(action.orderId, action.returned, options));
    case 'cancel_transaction':
      return reversed(await client.orders.cancel(action.orderId, action.cancellation, options));
    default:
      return parcel(client, record, action);
  }
}

type Parcel = Extract<ServiceAction, { readonly fulfillmentGid: string }>;

async function parcel(client: Client, record: OrderRecord, action: Parcel): Promise<Done> {
  const options = { idempotencyKey: action.key };
  const { fulfillmentGid, digest } = action;
  if (action.do === 'void_shipment') {
    await client.shipments.void(action.shipmentId, {}, options);
    const { [fulfillmentGid]: _, ...shipments } = record.shipments;
    return { shipments };
  }
  const { id } =
    action.do === 'report_shipment'
      ? await client.shipments.register(action.orderId, action.shipment, options)
      : await client.shipments.replaceSlip(action.shipmentId, action.slip, options);
  return { shipments: { ...record.shipments, [fulfillmentGid]: { shipmentId: id, digest } } };
}

type Registering = { readonly content: RegisteredContent; readonly revision: number };

function registered({ id }: OrderSummary, { content, revision }: Registering): Recorded {
  return { atobaraiId: id, registered: content, revision, renewing: false, rejectedAt: null };
}

/** An increase may be refused in an answer of 200: the old approval stands then. */
function amended(order: OrderSummary, { changes, content }: Extract<ServiceAction, { do: 'amend' }>): Done {
  const approved = order.billedAmount - order.buyerFee;
  if (changes.billedAmount === undefined || changes.billedAmount === approved) return { registered: content };
  return { refused: { code: 'change_refused', values: { asked: changes.billedAmount, approved } } };
}

/** Where the buyer has paid, an operator must agree first (domain.md 4.2); the amounts follow when he has. */
function reversed({ awaitsOperator }: OrderSummary): Done {
  return awaitsOperator === true ? { refused: { code: 'cancel_awaits_operator' } } : {};
}

type Failing = { readonly client: Client; readonly record: OrderRecord; readonly action: ServiceAction };

// What says nothing about this order, but of the moment or of the shop as a whole.
const passing: ReadonlySet<string> = new Set(['version_conflict', 'idempotency_in_progress']);
const ofTheShop: ReadonlySet<string> = new Set([
  'insufficient_scope',
  'feature_not_enabled',
  'merchant_not_live',
  'wrong_mode',
  'wrong_key_kind',
]);

async function afterFailure(error: unknown, { client, record, action }: Failing): Promise<Recorded> {
  if (!isAtobaraiError(error) || error.retryable || isAuthenticationError(error) || ofTheShop.has(error.code)) throw error;
  if (passing.has(error.code)) throw new OutdatedPlan(error.code);
  const isTaken = error.code === 'duplicate_order' || error.code === 'idempotency_key_reused';
  if (isTaken && action.do === 'register') return { refusals: without(record, action.slot), ...(await adopt(client, action)) };
  const fields = error.fields.map(({ path, code }) => `${path}: ${code}`).join(', ');
  return refused(record, action, {
    code: flagFor(action.do, error.code),
    values: { code: error.code, ...(fields === '' ? {} : { fields }) },
  });
}

const flagOf = {
  register: 'registration_refused',
  replace: 'change_refused',
  amend: 'change_refused',
  take_back: 'change_refused',
  cancel_transaction: 'cancel_refused',
  report_shipment: 'slip_refused',
  replace_slip: 'slip_refused',
  void_shipment: 'shipment_not_withdrawn',
} as const satisfies Readonly<Record<ServiceAction['do'], FlagCode>>;

function flagFor(what: ServiceAction['do'], code: string): FlagCode {
  // All of it has left, or what had not was taken off: another number would be refused, too.
  return what === 'report_shipment' && code === 'illegal_transition' ? 'nothing_left_to_bill' : flagOf[what];
}

/** The answer to an earlier registration was lost, and the order has changed since: what stands is taken over, then corrected. */
async function adopt(client: Client, action: Extract<ServiceAction, { do: 'register' }>): Promise<Recorded> {
  const { data } = await client.orders.list({ shopOrderId: action.order.shopOrderId, limit: 1 }).page();
  const [found] = data;
  if (found === undefined) throw new OutdatedPlan('the registered order is not listed yet');
  const isSame = found.billedAmount - found.buyerFee === action.order.billedAmount;
  return registered(found, { ...action, content: isSame ? action.content : { ...action.content, items: 'unknown' } });
}

export function refused(record: OrderRecord, { slot, digest }: { readonly slot: string; readonly digest: string }, flag: Flag): Recorded {
  return { refusals: { ...record.refusals, [slot]: { digest, flag } } };
}

export function without({ refusals }: OrderRecord, slot: string): OrderRecord['refusals'] {
  const { [slot]: _, ...others } = refusals;
  return others;
}
