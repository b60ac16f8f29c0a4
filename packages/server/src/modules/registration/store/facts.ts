import type { Answer } from '../../../core/answer.ts';
import type { Tx } from '../../../core/database.ts';
import type { Yen } from '../../../core/money.ts';
import { addDays, type Instant, type LocalDate } from '../../../core/time.ts';
import { bounds } from '../../orders/index.ts';
import { type ShopHistory, sightingDays } from '../../screening/index.ts';
import { addSighting, type BatchFacts, type StoredSighting } from '../decide/batch.ts';
import type { PersonFacts } from '../decide/people.ts';
import type { PreparedOrder } from '../model.ts';
import type { LockRow } from './locks.ts';

/** What the database has to say of a batch. */
type LoadedFacts = Omit<BatchFacts, 'answerTo'>;

type FactRow =
  | { readonly kind: 'replay'; readonly fact: { merchant_id: string; key: string; fingerprint: string; status: number; answer: string } }
  | { readonly kind: 'order'; readonly fact: { merchant_id: string; shop_order_id: string; id: string } }
  | { readonly kind: 'person'; readonly fact: PersonRow }
  | { readonly kind: 'shop'; readonly fact: { merchant_id: string; paid_in_time: number; overdue: number } }
  | { readonly kind: 'sighting'; readonly fact: SightingRow };
type PersonRow = {
  key: string;
  root: string;
  open_net: number;
  overdue_invoices: number;
  written_off_invoices: number;
  blocked: boolean;
  paid_in_time: number;
  paid_late: number;
};
type SightingRow = {
  order_id: string;
  person_keys: string[];
  phone_hash: string;
  address_hash: string;
  device_hash: string | null;
  items_hash: string;
  billed_amount: number;
  order_date: LocalDate;
  registered_at: Instant;
};

// Each look-up stands alone behind `offset 0`, so that it goes by its own unique index. Joined, a planner
// without statistics of a young table reads all orders of the shop for every order of the batch.
const factsSql = `
  with wanted as (select * from unnest($2::text[], $3::text[], $4::text[]) as w (merchant_id, shop_order_id, idempotency_key))
  select 'replay' as kind, jsonb_build_object('merchant_id', o.merchant_id, 'key', o.idempotency_key, 'fingerprint', o.fingerprint,
      'status', left(o.answer, 3)::int, 'answer', substr(o.answer, 5)) as fact
    from wanted w cross join lateral (select * from orders where merchant_id = w.merchant_id and mode = $1 and idempotency_key = w.idempotency_key offset 0) o
  union all
  select 'replay', jsonb_build_object('merchant_id', k.merchant_id, 'key', k.key, 'fingerprint', k.fingerprint, 'status', k.status, 'answer', k.answer)
    from wanted w cross join lateral (select * from idempotency_keys where merchant_id = w.merchant_id and mode = $1 and key = w.idempotency_key offset 0) k
  union all
  select 'order', jsonb_build_object('merchant_id', o.merchant_id, 'shop_order_id', o.shop_order_id, 'id', o.id)
    from wanted w cross join lateral (select * from orders where merchant_id = w.merchant_id and mode = $1 and shop_order_id = w.shop_order_id offset 0) o
  union all
  select 'person', to_jsonb(p) from exposure_read($1, $5::text[]) p
  union all
  select 'shop', to_jsonb(h)
    from (select distinct merchant_id from wanted) w cross join lateral (select merchant_id, paid_in_time, overdue from shop_histories where merchant_id = w.merchant_id and mode = $1 offset 0) h
  union all
  select 'sighting', to_jsonb(s) from screening_sightings($1, $6::text[], $7::text[], $8::text[], $9::date) s`;

/** Everything a batch must know, in one query. */
export async function loadFacts(
  tx: Tx,
  batch: readonly PreparedOrder[],
  locks: readonly LockRow[] | Promise<readonly LockRow[]> = [],
): Promise<LoadedFacts> {
  // Sent behind the locks without waiting for them: the look-up's snapshot is younger all the same.
  const looked = tx.query<FactRow>(factsSql, [
    tx.scope.mode,
    batch.map((order) => order.merchantId),
    batch.map((order) => order.shopOrderId),
    batch.map((order) => order.idempotency?.key ?? null),
    [...new Set(batch.flatMap((order) => order.personKeys))],
    [...new Set(batch.map((order) => order.phoneHash))],
    [...new Set(batch.map((order) => order.addressHash))],
    [...new Set(batch.flatMap((order) => order.deviceHash ?? []))],
    oldestOrderDate(batch),
  ]);
  const [held, rows] = await Promise.all([locks, looked]);
  return gather(rows, held);
}

/**
 * From which day on an order can matter. What comes by API is compared by the moments of registration, and
 * an order may be older than that by as much as a shop may send it late; what a file brings, by its dates.
 */
function oldestOrderDate(batch: readonly PreparedOrder[]): LocalDate {
  const earliest = batch.reduce((day, { placed }) => (placed.on < day ? placed.on : day), batch[0]?.placed.on ?? ('' as LocalDate));
  const byMoment = batch.some(({ placed }) => placed.precision === 'minute');
  return addDays(earliest, -sightingDays - (byMoment ? bounds.orderAgeDays : 0));
}

function gather(rows: readonly FactRow[], locks: readonly LockRow[]): LoadedFacts {
  const shops = new Map<string, ShopHistory>();
  const facts: LoadedFacts = {
    replays: new Map<string, { fingerprint: string; answer: Answer }>(),
    existing: new Map<string, string>(),
    keyRoots: new Map<string, string>(),
    persons: new Map<string, PersonFacts>(),
    sightings: { byPhone: new Map(), byAddress: new Map(), byDevice: new Map() },
    shops,
    locked: new Set(locks.filter((row) => row.got).map((row) => row.lock)),
  };
  const sightings = new Map<string, SightingRow>();
  for (const row of rows) {
    if (row.kind === 'replay') {
      const { merchant_id, key, fingerprint, status, answer } = row.fact;
      facts.replays.set(`${merchant_id}/${key}`, { fingerprint, answer: { status, body: answer } });
    } else if (row.kind === 'order') facts.existing.set(`${row.fact.merchant_id}/${row.fact.shop_order_id}`, row.fact.id);
    else if (row.kind === 'person') addPerson(facts, row.fact);
    else if (row.kind === 'shop') shops.set(row.fact.merchant_id, { paidInTime: row.fact.paid_in_time, overdue: row.fact.overdue });
    else sightings.set(row.fact.order_id, row.fact); // Seen by phone and by address is seen once.
  }
  for (const row of sightings.values()) addSighting(facts.sightings, storedSighting(row));
  return facts;
}

function addPerson(facts: LoadedFacts, row: PersonRow): void {
  facts.keyRoots.set(row.key, row.root);
  facts.persons.set(row.root, {
    root: row.root,
    openNet: row.open_net as Yen,
    overdueInvoices: row.overdue_invoices,
    writtenOffInvoices: row.written_off_invoices,
    blocked: row.blocked,
    paidInTime: row.paid_in_time,
    paidLate: row.paid_late,
  });
}

function storedSighting(row: SightingRow): StoredSighting {
  return {
    orderId: row.order_id,
    personKeys: row.person_keys,
    phoneHash: row.phone_hash,
    addressHash: row.address_hash,
    ...(row.device_hash === null ? {} : { deviceHash: row.device_hash }),
    itemsHash: row.items_hash,
    billedAmount: row.billed_amount as Yen,
    orderDate: row.order_date,
    registeredAt: row.registered_at,
  };
}
