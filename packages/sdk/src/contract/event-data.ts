import type * as z from 'zod/mini';
import type { Event, EventType } from './events.ts';
import { invoiceEventData } from './invoice-event-data.ts';
import { advanceEventData, importEventData, payoutEventData } from './money-event-data.ts';
import { orderEventData, shipmentEventData } from './order-event-data.ts';

/** What the `data` of each event is. The server tells no more and no less; a receiver lets through what a newer one adds. */
export const eventData = {
  ...orderEventData,
  ...shipmentEventData,
  ...invoiceEventData,
  ...advanceEventData,
  ...payoutEventData,
  ...importEventData,
} as const satisfies Record<EventType, z.ZodMiniType>;

/** The `data` of each event, by its type. */
export type EventData = { readonly [Type in EventType]: z.output<(typeof eventData)[Type]> };

/** What an event of this type is about: shipments, invoices and advances are parts of an order's history. */
export type EventSubject<Type extends EventType> = Type extends `payout.${string}`
  ? 'payout'
  : Type extends `import.${string}`
    ? 'import'
    : 'order';

/** An event of one type, with what it tells. */
export type EventOf<Type extends EventType> = Omit<Event, 'type' | 'resource' | 'data'> & {
  readonly type: Type;
  readonly resource: { readonly type: EventSubject<Type>; readonly id: string };
  readonly data: EventData[Type];
};

/** Any event, told apart by its `type`. */
export type TypedEvent = { [Type in EventType]: EventOf<Type> }[EventType];
