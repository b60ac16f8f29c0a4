import type { Mode } from '../../core/database.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { DomainEvent, EventType } from '../../core/unit.ts';

/** An event as it was written down. */
export type StoredEvent = DomainEvent & { readonly id: string; readonly mode: Mode; readonly createdAt: Instant };

export type EventFilter = {
  readonly merchantId: string;
  readonly type?: EventType | undefined;
  readonly resourceId?: string | undefined;
  /** First and last day in Japan. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  readonly limit: number;
};

/** Newest first: events older than the one named. */
export type NewestFirst = EventFilter & { readonly beforeId?: string | undefined };

/** In the order of their transactions: events that come after the one named. */
export type OldestFirst = EventFilter & { readonly afterId?: string | undefined };

/** Names an event among those of all shops. */
export type EventRef = { readonly merchantId: string; readonly id: string };

/** How far a consumer of the outbox has read. */
export type Watermark = { readonly xid: string; readonly id: string };

/** An event with its place in the outbox. */
export type OutboxEvent = StoredEvent & { readonly watermark: Watermark };
