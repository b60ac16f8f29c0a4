import * as z from 'zod/mini';
import { byId, EventId, OrderId } from './ids.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, LocalDate, named, oneOf, text } from './primitives.ts';

/** Everything the service tells a shop. Shipments and invoices are parts of an order's history. */
export const eventTypes = [
  'order.approved',
  'order.rejected',
  'order.on_hold',
  'order.manual_review',
  'order.amended',
  'order.amount_changed',
  'order.amount_change_refused',
  'order.cancelled',
  'order.cancel_requested',
  'order.return_requested',
  'order.expired',
  'order.reduced',
  'order.returned',
  'order.replaced',
  'shipment.registered',
  'shipment.in_transit',
  'shipment.delivered',
  'shipment.exception',
  'shipment.returned',
  'shipment.superseded',
  'shipment.voided',
  'invoice.scheduled',
  'invoice.issued',
  'invoice.reissued',
  'invoice.extended',
  'invoice.dropped',
  'invoice.cancelled',
  'invoice.credited',
  'invoice.payment_provisional',
  'invoice.payment_reversed',
  'invoice.partially_paid',
  'invoice.paid',
  'invoice.overdue',
  'invoice.dunned',
  'invoice.in_collection',
  'invoice.written_off',
  'invoice.recovered',
  'advance.eligible',
  'advance.adjusted',
  'refund.due',
  'payout.closed',
  'payout.approved',
  'payout.carried',
  'payout.sent',
  'payout.completed',
  'payout.returned',
  'import.completed',
  'import.failed',
] as const;

export const Event = named(
  'Event',
  z.object({
    id: EventId,
    type: oneOf(eventTypes),
    createdAt: Instant,
    mode: oneOf(['test', 'live']),
    /** Counts up by one per resource, so that a receiver can put events in order and see a gap. */
    sequence: z.int(),
    resource: z.object({ type: oneOf(['order', 'payout', 'import']), id: z.string() }),
    /** Ids, statuses, dates and amounts; never a person's data. */
    data: z.record(z.string(), z.unknown()),
  }),
);

/** Newest first unless told. */
export const eventOrders = ['newest_first', 'oldest_first'] as const;

export const EventPage = named('EventPage', pageOf(Event));

export const listEvents = operation({
  id: 'events.list',
  method: 'GET',
  path: '/v1/events',
  summary: { ja: 'イベントの一覧(新しい順、または起きた順)', en: 'List events, newest first or in the order they happened' },
  access: ['sk'],
  scope: 'events:read',
  query: z.strictObject({
    ...pageQuery,
    type: z.optional(oneOf(eventTypes)),
    resourceId: z.optional(text(60)),
    /**
     * `oldest_first` follows what happens: give the id of the last event seen as `after`, and nothing
     * is passed over. An `after` that names no event is `not_found`.
     */
    order: z.optional(oneOf(eventOrders)),
    from: z.optional(LocalDate),
    to: z.optional(LocalDate),
  }),
  replies: { 200: { schema: EventPage, description: { ja: 'イベント', en: 'Events' } } },
  codes: ['not_found'],
});

export const listOrderEvents = operation({
  id: 'orders.events',
  method: 'GET',
  path: '/v1/orders/:id/events',
  summary: { ja: '注文の履歴(起きた順)', en: 'History of an order, in sequence' },
  access: ['sk'],
  scope: 'orders:read',
  params: byId(OrderId),
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: EventPage, description: { ja: 'イベント', en: 'Events' } } },
  codes: ['not_found'],
});

export type Event = z.infer<typeof Event>;
export type EventType = (typeof eventTypes)[number];
