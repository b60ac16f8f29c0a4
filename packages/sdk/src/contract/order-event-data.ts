import * as z from 'zod/mini';
import { OrderId, ShipmentId } from './ids.ts';
import { cancelReasons, refundParties } from './order-fields.ts';
import { LocalDate, named, oneOf, Yen } from './primitives.ts';

const decided = <const Status extends string>(status: Status) =>
  z.object({
    shopOrderId: z.string(),
    status: z.literal(status),
    /** Yen with tax that the buyer is billed. */
    billedAmount: Yen,
    /** Codes of the reasons, `order.decision.reasons` explains each. */
    reasons: z.array(z.string()),
    /** Who decided, when it was not the screening itself. */
    by: z.optional(oneOf(['operator', 'sandbox', 'time_out'])),
  });

const actor = oneOf(['merchant', 'operator']);
const reversal = { reason: z.nullable(oneOf(cancelReasons)), refundBy: oneOf(refundParties), by: actor };
const amountBack = {
  amount: Yen,
  ...reversal,
  shipmentId: z.nullable(ShipmentId),
  /** What came back by tax rate, yen with tax; left out where the return named an amount alone. */
  rates: z.optional(z.array(z.object({ rate: z.number(), amount: Yen }))),
};

/** What each event of an order itself tells. Amounts are yen with tax. */
export const orderEventData = {
  'order.approved': named('OrderApprovedData', decided('approved')),
  'order.rejected': named('OrderRejectedData', decided('rejected')),
  'order.on_hold': named('OrderOnHoldData', decided('on_hold')),
  'order.manual_review': named('OrderManualReviewData', decided('manual_review')),
  'order.amended': named(
    'OrderAmendedData',
    z.object({
      /** What was billed before and what is billed now. */
      from: Yen,
      to: Yen,
      /** How often a hold was mended; absent when an approved order was changed. */
      amendments: z.optional(z.int()),
    }),
  ),
  'order.amount_changed': named('OrderAmountChangedData', z.object({ from: Yen, to: Yen })),
  'order.amount_change_refused': named(
    'OrderAmountChangeRefusedData',
    z.object({
      asked: Yen,
      /** What stays approved. */
      approved: Yen,
      reasons: z.array(z.string()),
    }),
  ),
  'order.cancelled': named(
    'OrderCancelledData',
    z.object({
      ...reversal,
      /** `time_out`: what had left came back, and the rest did not leave in time. */
      by: oneOf(['merchant', 'operator', 'time_out']),
      amount: Yen,
    }),
  ),
  'order.cancel_requested': named('OrderCancelRequestedData', z.object(reversal)),
  'order.return_requested': named('OrderReturnRequestedData', z.object(amountBack)),
  'order.expired': named('OrderExpiredData', z.object({})),
  'order.reduced': named(
    'OrderReducedData',
    z.object({
      /** What is not to be billed any more. */
      amount: Yen,
      /** Lines that are not to leave any more; none where an amount alone was named. */
      items: z.array(z.object({ itemIndex: z.int(), quantity: z.int() })),
      reason: z.nullable(oneOf(cancelReasons)),
      by: oneOf(['merchant', 'operator', 'time_out']),
    }),
  ),
  'order.returned': named(
    'OrderReturnedData',
    z.object({
      ...amountBack,
      /** Tells one return of an order from the next. */
      turn: z.int(),
    }),
  ),
  'order.replaced': named('OrderReplacedData', z.object({ replacedBy: OrderId })),
} as const;

const parcel = { shipmentId: ShipmentId };

/** What each event of a parcel tells. */
export const shipmentEventData = {
  'shipment.registered': named(
    'ShipmentRegisteredData',
    z.object({
      ...parcel,
      carrier: z.string(),
      slipNo: z.string(),
      amount: Yen,
      /** True when nothing of the order is left to ship. */
      completes: z.boolean(),
    }),
  ),
  'shipment.in_transit': named('ShipmentInTransitData', z.object(parcel)),
  'shipment.delivered': named('ShipmentDeliveredData', z.object({ ...parcel, deliveredOn: LocalDate })),
  'shipment.exception': named('ShipmentExceptionData', z.object(parcel)),
  'shipment.returned': named('ShipmentReturnedData', z.object(parcel)),
  'shipment.superseded': named(
    'ShipmentSupersededData',
    z.object({
      ...parcel,
      /** The shipment that stands in its place, with its own slip. */
      by: ShipmentId,
      carrier: z.string(),
      slipNo: z.string(),
    }),
  ),
  'shipment.voided': named('ShipmentVoidedData', z.object(parcel)),
} as const;
