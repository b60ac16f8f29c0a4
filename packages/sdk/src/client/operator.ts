import {
  allocateDeposit,
  approvePayout,
  cancelPaidOrder,
  decideReview,
  forceDelivered,
  listAllPayouts,
  listDeposits,
  listOperatorActions,
  listParkedWork,
  listReviews,
  retryParkedWork,
  returnPaidItems,
  type Operations,
} from './calls.gen.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { AllocateDeposit, DecideReview, ForceDelivered, OperatorAction, OperatorPayout, Review } from '../contract/operator.ts';
import type { CancelOrder, ReturnItems } from '../contract/order-fields.ts';
import type { ParkedWork } from '../contract/parked-work.ts';
import type { Receipt } from '../contract/receipts.ts';
import type { Shipment } from '../contract/shipments.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/** What the provider's operators do by machine key. */
export type Operator = {
  /** Orders of all shops that wait for a person. */
  readonly reviews: (options?: CallOptions) => Paged<Review>;
  /** @throws {@link ConflictError} `illegal_transition` when it is decided already */
  readonly decideReview: (orderId: string, decision: DecideReview, options?: CallOptions) => Promise<Review>;
  /** Cancels an order whose buyer has paid; the refund becomes due. */
  readonly cancelOrder: (orderId: string, command: CancelOrder, options?: CallOptions) => Promise<Review>;
  /** Takes a return on an order whose buyer has paid; the refund becomes due. */
  readonly returnItems: (orderId: string, command: ReturnItems, options?: CallOptions) => Promise<Review>;
  /** Takes a shipment as delivered, on evidence. */
  readonly forceDelivered: (shipmentId: string, proof: ForceDelivered, options?: CallOptions) => Promise<Shipment>;
  readonly deposits: (query?: QueryOf<Operations['listDeposits']>, options?: CallOptions) => Paged<Receipt>;
  /** Puts money that came in on an invoice; `amount` is yen. */
  readonly allocateDeposit: (receiptId: string, allocation: AllocateDeposit, options?: CallOptions) => Promise<Receipt>;
  readonly payouts: (query?: QueryOf<Operations['listAllPayouts']>, options?: CallOptions) => Paged<OperatorPayout>;
  /** @throws {@link ConflictError} `four_eyes_required` when the one who closed it must not approve it */
  readonly approvePayout: (payoutId: string, options?: CallOptions) => Promise<OperatorPayout>;
  /** What operators did and why, the latest first; `resourceId` narrows it to one order, shipment, deposit or payout. */
  readonly actions: (query?: QueryOf<Operations['listOperatorActions']>, options?: CallOptions) => Paged<OperatorAction>;
  /** Work that failed: what is tried again by itself, and what waits for a person. */
  readonly parkedWork: (options?: CallOptions) => Paged<ParkedWork>;
  /** Has work that was set aside tried again at once. */
  readonly retryParkedWork: (workId: string, options?: CallOptions) => Promise<ParkedWork>;
};

export function operatorOf({ call }: Connection): Operator {
  return {
    reviews: (options) => paged((after) => call(listReviews, { query: { after } }, options)),
    decideReview: (id, body, options) => call(decideReview, { params: { id }, body }, options),
    cancelOrder: (id, body, options) => call(cancelPaidOrder, { params: { id }, body }, options),
    returnItems: (id, body, options) => call(returnPaidItems, { params: { id }, body }, options),
    forceDelivered: (id, body, options) => call(forceDelivered, { params: { id }, body }, options),
    deposits: (query = {}, options) => paged((after) => call(listDeposits, { query: { ...query, after } }, options), query.after),
    allocateDeposit: (id, body, options) => call(allocateDeposit, { params: { id }, body }, options),
    payouts: (query = {}, options) => paged((after) => call(listAllPayouts, { query: { ...query, after } }, options), query.after),
    approvePayout: (id, options) => call(approvePayout, { params: { id } }, options),
    actions: (query = {}, options) => paged((after) => call(listOperatorActions, { query: { ...query, after } }, options), query.after),
    parkedWork: (options) => paged((after) => call(listParkedWork, { query: { after } }, options)),
    retryParkedWork: (id, options) => call(retryParkedWork, { params: { id } }, options),
  };
}
