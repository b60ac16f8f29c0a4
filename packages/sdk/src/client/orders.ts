import {
  amendOrder,
  cancelOrder,
  getOrder,
  listOrderEvents,
  listOrders,
  registerOrder,
  replaceOrder,
  returnItems,
  type Operations,
} from './calls.gen.ts';
import type { Event } from '../contract/events.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { AmendOrder, CancelOrder, RegisterOrder, ReplaceOrder, ReturnItems } from '../contract/order-fields.ts';
import type { Order, OrderSummary } from '../contract/order-state.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import { type DecisionOptions, waitForDecision } from './wait-for-decision.ts';
import type { Connection } from './connection.ts';

/** Which orders to list; newest first. */
export type OrderQuery = QueryOf<Operations['listOrders']>;

/**
 * Orders: registered, screened, amended, cancelled, returned.
 *
 * @example
 * ```ts
 * import { createClient, type RegisterOrder } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 *
 * export async function checkOut(order: RegisterOrder): Promise<boolean> {
 *   const { shipAllowed, decision } = await client.orders.register(order);
 *   for (const reason of decision?.reasons ?? []) console.log(reason.messageJa, reason.fix?.messageJa);
 *   return shipAllowed;
 * }
 * ```
 */
export type Orders = {
  /**
   * Registers an order and has it screened; amounts are yen with tax. A rejection is a decision in the
   * answer, not an error. When a person must decide, `expectedBy` says by when.
   *
   * @throws {@link RequestError} when a field is refused; `fields` names each
   * @throws {@link ConflictError} `duplicate_order` when the shop's order number is taken
   */
  readonly register: (order: RegisterOrder, options?: CallOptions) => Promise<OrderSummary>;
  /**
   * Reads everything about one order.
   *
   * @throws {@link RequestError} `not_found`
   */
  readonly get: (id: string, options?: CallOptions) => Promise<Order>;
  /**
   * Waits until a person has decided about an order that was answered with `expectedBy` (202): looks
   * again and again, with growing waits. A webhook of `order.approved` and its siblings tells it sooner.
   *
   * @throws {@link TimeoutError} when there is none a minute after `expectedBy`, or after `atMostMs`
   */
  readonly waitForDecision: (id: string, options?: DecisionOptions) => Promise<Order>;
  /** Lists orders, newest first. */
  readonly list: (query?: OrderQuery, options?: CallOptions) => Paged<OrderSummary>;
  /**
   * Mends what a hold asks for, or changes items and amount. An increase is screened; when it is
   * refused, the old approval stays.
   *
   * @throws {@link ConflictError} `illegal_transition`, `version_conflict`
   */
  readonly amend: (id: string, changes: AmendOrder, options?: CallOptions) => Promise<OrderSummary>;
  /**
   * Cancels an order; once a slip is registered it needs a reason.
   *
   * @throws {@link ConflictError} `illegal_transition`; `legalCommands` lists what can be done instead
   */
  readonly cancel: (id: string, cancellation?: CancelOrder, options?: CallOptions) => Promise<OrderSummary>;
  /**
   * Cancels and registers anew in one step, and only if the new order is approved.
   *
   * @throws {@link RequestError} when the new order is refused or not approved; nothing has changed then
   */
  readonly replace: (id: string, replacement: ReplaceOrder, options?: CallOptions) => Promise<OrderSummary>;
  /**
   * Registers that goods came back, by lines or by an amount in yen with tax. Of an order that has left in part,
   * what is still to leave can be taken off in the same way, and an amount comes off that first unless a parcel is
   * named. Pass an `idempotencyKey` made from your own number of the return: repeated by another key, it is a second
   * return and credited again.
   */
  readonly returnItems: (id: string, returned: ReturnItems, options?: CallOptions) => Promise<OrderSummary>;
  /** Lists what happened to an order, in sequence. */
  readonly events: (id: string, options?: CallOptions) => Paged<Event>;
};

export function ordersOf(connection: Connection): Orders {
  const { call } = connection;
  const get = (id: string, options?: CallOptions) => call(getOrder, { params: { id } }, options);
  return {
    register: (body, options) => call(registerOrder, { body }, options),
    get,
    waitForDecision: (id, options) => waitForDecision(connection, () => get(id, options), options),
    list: (query = {}, options) => paged((after) => call(listOrders, { query: { ...query, after } }, options), query.after),
    amend: (id, body, options) => call(amendOrder, { params: { id }, body }, options),
    cancel: (id, body = {}, options) => call(cancelOrder, { params: { id }, body }, options),
    replace: (id, body, options) => call(replaceOrder, { params: { id }, body }, options),
    returnItems: (id, body, options) => call(returnItems, { params: { id }, body }, options),
    events: (id, options) => paged((after) => call(listOrderEvents, { params: { id }, query: { after } }, options)),
  };
}
