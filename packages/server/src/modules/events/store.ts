import type { Mode, Tx } from '../../core/database.ts';
import { addDays, atInJapan, type Instant } from '../../core/time.ts';
import type { DomainEvent, EventType, Unit } from '../../core/unit.ts';
import type { EventFilter, EventRef, NewestFirst, OldestFirst, OutboxEvent, StoredEvent, Watermark } from './model.ts';

/** Writes events down in one statement, in the caller's transaction. */
export async function recordEvents(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    merchant_id: event.merchantId,
    id: unit.ids.next('evt'),
    type: event.type,
    resource_type: event.resource.type,
    resource_id: event.resource.id,
    sequence: event.sequence,
    data: event.data,
  }));
  await unit.tx.query(
    `insert into events (merchant_id, mode, id, type, resource_type, resource_id, sequence, created_at, data)
     select merchant_id, $1, id, type, resource_type, resource_id, sequence, $2::timestamptz, data
     from json_to_recordset($3::json) as e (merchant_id text, id text, type text, resource_type text, resource_id text,
       sequence int, data json)`,
    [unit.mode, unit.now, JSON.stringify(rows)],
  );
}

type EventRow = {
  readonly merchant_id: string;
  readonly mode: Mode;
  readonly id: string;
  readonly type: EventType;
  readonly resource_type: DomainEvent['resource']['type'];
  readonly resource_id: string;
  readonly sequence: number;
  readonly created_at: Instant;
  readonly data: Record<string, unknown>;
};

const columns = 'merchant_id, mode, id, type, resource_type, resource_id, sequence, created_at, data';

const filtered = `merchant_id = $1 and mode = $2 and ($3::text is null or type = $3) and ($4::text is null or resource_id = $4)
  and ($5::timestamptz is null or created_at >= $5) and ($6::timestamptz is null or created_at < $6)`;

const filterValues = (tx: Tx, filter: EventFilter) => [
  filter.merchantId,
  tx.scope.mode,
  filter.type ?? null,
  filter.resourceId ?? null,
  filter.from ? atInJapan(filter.from) : null,
  filter.to ? atInJapan(addDays(filter.to, 1)) : null,
];

export async function loadEvents(tx: Tx, filter: NewestFirst): Promise<StoredEvent[]> {
  const rows = await tx.query<EventRow>(
    `select ${columns} from events where ${filtered} and ($7::text is null or id < $7) order by id desc limit $8`,
    [...filterValues(tx, filter), filter.beforeId ?? null, filter.limit],
  );
  return rows.map(storedEvent);
}

/**
 * For those who follow: as the outbox is read, behind every transaction that is still open. An id is
 * made before its transaction ends, so whoever follows by ids alone would pass over the slow ones.
 */
export async function loadEventsInOrder(tx: Tx, filter: OldestFirst): Promise<StoredEvent[]> {
  const rows = await tx.query<EventRow>(
    `select ${columns} from events where ${filtered} and xid < pg_snapshot_xmin(pg_current_snapshot())
       and ($7::text is null or (xid, id) > (select xid, id from events where merchant_id = $1 and mode = $2 and id = $7))
     order by events.xid, events.id limit $8`,
    [...filterValues(tx, filter), filter.afterId ?? null, filter.limit],
  );
  return rows.map(storedEvent);
}

/** Events by their names, in no order; those that do not exist are left out. */
export async function findEvents(tx: Tx, refs: readonly EventRef[]): Promise<StoredEvent[]> {
  const rows = await tx.query<EventRow>(
    `select ${columns} from events where mode = $1 and (merchant_id, id) in (select * from unnest($2::text[], $3::text[]))`,
    [tx.scope.mode, refs.map((ref) => ref.merchantId), refs.map((ref) => ref.id)],
  );
  return rows.map(storedEvent);
}

type Span = { readonly merchantId: string; readonly from: Instant; readonly to: Instant; readonly limit: number };

/** What happened from a moment on and before another, in the order of its transactions. */
export async function loadEventsBetween(tx: Tx, span: Span): Promise<StoredEvent[]> {
  const rows = await tx.query<EventRow>(
    `select ${columns} from events where merchant_id = $1 and mode = $2 and created_at >= $3 and created_at < $4
     order by events.xid, events.id limit $5`,
    [span.merchantId, tx.scope.mode, span.from, span.to, span.limit],
  );
  return rows.map(storedEvent);
}

export type HistoryPage = {
  readonly merchantId: string;
  readonly resourceId: string;
  readonly afterSequence: number;
  readonly limit: number;
};

/** What happened to one thing, in sequence. */
export async function loadHistory(tx: Tx, page: HistoryPage): Promise<StoredEvent[]> {
  const rows = await tx.query<EventRow>(
    `select ${columns} from events
     where merchant_id = $1 and mode = $2 and resource_id = $3 and sequence > $4 order by sequence limit $5`,
    [page.merchantId, tx.scope.mode, page.resourceId, page.afterSequence, page.limit],
  );
  return rows.map(storedEvent);
}

/** Whether any of this ever happened to one thing. */
export async function hasHappened(
  unit: Unit,
  { merchantId, resourceId, types }: { readonly merchantId: string; readonly resourceId: string; readonly types: readonly EventType[] },
): Promise<boolean> {
  const rows = await unit.tx.query(
    'select 1 from events where merchant_id = $1 and mode = $2 and resource_id = $3 and type = any ($4::text[]) limit 1',
    [merchantId, unit.mode, resourceId, types],
  );
  return rows.length > 0;
}

// A reader's place is kept per mode: a transaction sees the events of one mode only.
const consumerKey = (tx: Tx, consumer: string) => `${consumer}/${tx.scope.mode}`;

/**
 * The next events for a consumer, in the order of their transactions. Reads behind every transaction
 * that is still open, so that none appears below the watermark later. Holds the consumer's place
 * until this transaction ends: a second reader waits, and then goes on where this one stopped.
 */
export async function readOutbox(tx: Tx, consumer: string, limit: number): Promise<OutboxEvent[]> {
  const place = await lockPlace(tx, consumerKey(tx, consumer));
  const rows = await tx.query<EventRow & { xid: string }>(
    `select ${columns}, xid::text as xid from events
     where mode = $1 and xid < pg_snapshot_xmin(pg_current_snapshot()) and (xid, id) > ($2::xid8, $3)
     order by events.xid, events.id limit $4`,
    [tx.scope.mode, place.xid, place.id, limit],
  );
  return rows.map((row) => ({ ...storedEvent(row), watermark: { xid: row.xid, id: row.id } }));
}

async function lockPlace(tx: Tx, key: string): Promise<Watermark> {
  await tx.query(`insert into event_dispatch (consumer, xid, id) values ($1, '0', '') on conflict do nothing`, [key]);
  const [place] = await tx.query<Watermark>('select xid::text as xid, id from event_dispatch where consumer = $1 for update', [key]);
  if (!place) throw new Error(`consumer ${key} lost its place`);
  return place;
}

/** Whether there may be something to read; takes no lock, so that an idle reader costs next to nothing. */
export async function hasUnread(tx: Tx, consumer: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from events where mode = $1
       and (xid, id) > (coalesce((select xid from event_dispatch where consumer = $2), '0'::xid8),
         coalesce((select id from event_dispatch where consumer = $2), '')) limit 1`,
    [tx.scope.mode, consumerKey(tx, consumer)],
  );
  return rows.length > 0;
}

/** Leaves everything unread that was committed by now, without reading it. */
export async function skipOutbox(tx: Tx, consumer: string): Promise<void> {
  const place = await lockPlace(tx, consumerKey(tx, consumer));
  await tx.query(
    `update event_dispatch set xid = pg_snapshot_xmin(pg_current_snapshot()), id = ''
     where consumer = $1 and $2::xid8 < pg_snapshot_xmin(pg_current_snapshot())`,
    [consumerKey(tx, consumer), place.xid],
  );
}

/**
 * Moves a consumer's place over what is not for it: the other mode's events, which every look would
 * read again. Does nothing while something waits to be read.
 */
export async function passOthers(tx: Tx, consumer: string): Promise<void> {
  const place = await lockPlace(tx, consumerKey(tx, consumer));
  await tx.query(
    `update event_dispatch set xid = pg_snapshot_xmin(pg_current_snapshot()), id = ''
     where consumer = $1 and $2::xid8 < pg_snapshot_xmin(pg_current_snapshot())
       and not exists (select from events where mode = $4 and (events.xid, events.id) > ($2::xid8, $3)
         and events.xid < pg_snapshot_xmin(pg_current_snapshot()))`,
    [consumerKey(tx, consumer), place.xid, place.id, tx.scope.mode],
  );
}

/** Notes that a consumer is done with everything up to here. */
export async function moveWatermark(tx: Tx, consumer: string, to: Watermark): Promise<void> {
  await tx.query('update event_dispatch set xid = $2::xid8, id = $3 where consumer = $1', [consumerKey(tx, consumer), to.xid, to.id]);
}

function storedEvent(row: EventRow): StoredEvent {
  return {
    id: row.id,
    merchantId: row.merchant_id,
    mode: row.mode,
    type: row.type,
    resource: { type: row.resource_type, id: row.resource_id },
    sequence: row.sequence,
    createdAt: row.created_at,
    data: row.data,
  };
}

/** Part of the statement that saves a registered batch: the first event of each order of `input`, $1 being the mode. */
export const firstEvents = `insert into events (merchant_id, mode, id, type, resource_type, resource_id, sequence, created_at, data)
    select merchant_id, $1, event_id, event_type, 'order', id, 1, registered_at, event_data from input`;
