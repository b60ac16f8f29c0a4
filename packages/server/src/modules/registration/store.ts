import type { Answer } from '../../core/answer.ts';
import type { Mode, Tx } from '../../core/database.ts';
import type { Yen } from '../../core/money.ts';
import { addDays, type Instant, type LocalDate } from '../../core/time.ts';
import { firstEvents } from '../events/index.ts';
import { registeredOrders } from '../orders/index.ts';
import { type Result, sightingDays } from '../screening/index.ts';
import { addSighting, type BatchDecision, type BatchFacts, type StoredSighting, expiresAt } from './decide/batch.ts';
import type { Merge, PersonFacts } from './decide/people.ts';
import type { PreparedOrder } from './model.ts';

/** What the database has to say of a batch. */
export type LoadedFacts = Omit<BatchFacts, 'answerTo'>;

export type LockRow = { readonly lock: string; readonly got: boolean };

/**
 * Sent together with `begin`: tries the locks of the idempotency keys. The buyers are not locked: what was
 * read of them is compared when the batch is saved, and an order that lost a race is run again alone, then
 * with its buyer locked. Made of hex hashes and whole numbers only, so it needs no parameters.
 */
export function openingScript(mode: Mode, batch: readonly PreparedOrder[], persons: 'compared' | 'locked' = 'compared'): string {
  const locks = unique(batch.flatMap((order) => (order.idempotency ? [order.idempotency.lock] : [])));
  if (!locks.every((lock) => /^-?\d{1,19}$/.test(lock))) throw new Error('a lock is not a number');
  const lockKeys = `select l::text as lock, pg_try_advisory_xact_lock(l) as got from unnest('{${locks.join(',')}}'::bigint[]) l`;
  return `${cachedPlans} ${persons === 'locked' ? `select exposure_lock('${mode}', '{${hashes(batch).join(',')}}');` : ''} ${lockKeys}`;
}

// Planning a statement anew costs as much as running it for a whole batch, and every look-up of a
// registration goes by a unique key or by one that is nearly so, however large or small the tables are.
const cachedPlans = 'set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;';

/** Locks the buyers' rows, made first where missing. */
export async function lockPersons(tx: Tx, batch: readonly PreparedOrder[]): Promise<void> {
  await tx.query('select exposure_lock($1, $2::text[])', [tx.scope.mode, hashes(batch)]);
}

function hashes(batch: readonly PreparedOrder[]): string[] {
  const keys = unique(batch.flatMap((order) => (order.buyerKind === 'consumer' ? order.personKeys : [])));
  if (!keys.every((key) => /^[0-9a-f]{32}$/.test(key))) throw new Error('an exposure key is not a hash');
  return keys;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

type FactRow =
  | { readonly kind: 'replay'; readonly fact: { merchant_id: string; key: string; fingerprint: string; status: number; answer: string } }
  | { readonly kind: 'order'; readonly fact: { merchant_id: string; shop_order_id: string; id: string } }
  | { readonly kind: 'person'; readonly fact: PersonRow }
  | { readonly kind: 'sighting'; readonly fact: SightingRow };
type PersonRow = { key: string; root: string; open_net: number; overdue_invoices: number; written_off_invoices: number; blocked: boolean };
type SightingRow = {
  order_id: string;
  person_keys: string[];
  phone_hash: string;
  address_hash: string;
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
  select 'sighting', to_jsonb(s) from screening_sightings($1, $6::text[], $7::text[], $8::date) s`;

/** Everything a batch must know, in one query. */
export async function loadFacts(tx: Tx, batch: readonly PreparedOrder[], locks: readonly LockRow[]): Promise<LoadedFacts> {
  const earliest = batch.reduce((day, order) => (order.placed.on < day ? order.placed.on : day), batch[0]?.placed.on ?? ('' as LocalDate));
  const rows = await tx.query<FactRow>(factsSql, [
    tx.scope.mode,
    batch.map((order) => order.merchantId),
    batch.map((order) => order.shopOrderId),
    batch.map((order) => order.idempotency?.key ?? null),
    unique(batch.flatMap((order) => order.personKeys)),
    unique(batch.map((order) => order.phoneHash)),
    unique(batch.map((order) => order.addressHash)),
    addDays(earliest, -sightingDays),
  ]);
  return gather(rows, locks);
}

function gather(rows: readonly FactRow[], locks: readonly LockRow[]): LoadedFacts {
  const facts: LoadedFacts = {
    replays: new Map<string, { fingerprint: string; answer: Answer }>(),
    existing: new Map<string, string>(),
    keyRoots: new Map<string, string>(),
    persons: new Map<string, PersonFacts>(),
    sightings: { byPhone: new Map(), byAddress: new Map() },
    locked: new Set(locks.filter((row) => row.got).map((row) => row.lock)),
  };
  const sightings = new Map<string, SightingRow>();
  for (const row of rows) {
    if (row.kind === 'replay') {
      const { merchant_id, key, fingerprint, status, answer } = row.fact;
      facts.replays.set(`${merchant_id}/${key}`, { fingerprint, answer: { status, body: answer } });
    } else if (row.kind === 'order') facts.existing.set(`${row.fact.merchant_id}/${row.fact.shop_order_id}`, row.fact.id);
    else if (row.kind === 'person') addPerson(facts, row.fact);
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
  });
}

function storedSighting(row: SightingRow): StoredSighting {
  return {
    orderId: row.order_id,
    personKeys: row.person_keys,
    phoneHash: row.phone_hash,
    addressHash: row.address_hash,
    itemsHash: row.items_hash,
    billedAmount: row.billed_amount as Yen,
    orderDate: row.order_date,
    registeredAt: row.registered_at,
  };
}

const saveSql = `
  with input as (
    select * from json_to_recordset($2::json) as i (
      merchant_id text, id text, shop_order_id text, status text, credit text, registered_at timestamptz, order_date date, channel text,
      buyer_kind text, billed_amount bigint, approved_amount bigint, held_net bigint, person_keys text[], phone_hash text, address_hash text,
      items_hash text, personal text, content json, decision json, warnings text[], expected_by timestamptz, expires_at timestamptz,
      due_at timestamptz, replaces text, idempotency_key text, fingerprint text, answer text, event_id text, event_type text, event_data json)
  ), saved as (
    ${registeredOrders}
  ), told as (
    ${firstEvents}
  )
  select (select count(*) from saved)::int as saved,
    exposure_take($1, $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[]) as taken`;

/** Saves a whole decided batch; false when another process took one of its numbers or changed one of its buyers meanwhile. */
export async function saveBatch(tx: Tx, { savings, merges, taking }: BatchDecision, now: Instant): Promise<boolean> {
  await mergePersons(tx, merges);
  const { fresh, roots } = taking;
  const [row] = await tx.query<{ saved: number; taken: number }>(saveSql, [
    tx.scope.mode,
    JSON.stringify(savings.map((saving) => rowOf(saving, now))),
    fresh.map(({ key }) => key),
    fresh.map(({ root }) => root),
    fresh.map(({ net }) => net),
    roots.map(({ root }) => root),
    roots.map(({ seen }) => seen),
    roots.map(({ net }) => net),
  ]);
  return row?.saved === savings.length && row.taken === fresh.length + roots.length;
}

/** Whether this is the first time that the sandbox is shown this. */
export async function markOnce(tx: Tx, merchantId: string, mark: string): Promise<boolean> {
  const rows = await tx.query(
    'insert into sandbox_marks (merchant_id, mode, mark) values ($1, $2, $3) on conflict do nothing returning mark',
    [merchantId, tx.scope.mode, mark],
  );
  return rows.length > 0;
}

/** Two people in store who turned out to be one. Their rows must be locked. */
export async function mergePersons(tx: Tx, merges: readonly Merge[]): Promise<void> {
  if (merges.length === 0) return;
  await tx.query('select exposure_merge($1, $2::text[], $3::text[])', [
    tx.scope.mode,
    merges.map(({ into }) => into),
    merges.map(({ from }) => from),
  ]);
}

function rowOf({ order, decision, heldNet, answer }: BatchDecision['savings'][number], now: Instant): Record<string, unknown> {
  const { result } = decision;
  return {
    merchant_id: order.merchantId,
    id: order.id,
    shop_order_id: order.shopOrderId,
    status: result,
    credit: result,
    registered_at: now,
    order_date: order.orderDate,
    channel: order.channel,
    buyer_kind: order.buyerKind,
    billed_amount: order.billedAmount,
    approved_amount: result === 'approved' ? order.billedAmount : 0,
    held_net: heldNet,
    person_keys: order.personKeys,
    phone_hash: order.phoneHash,
    address_hash: order.addressHash,
    items_hash: order.itemsHash,
    personal: order.personal,
    content: order.content,
    decision,
    warnings: [...order.warnings, ...decision.warnings],
    expected_by: result === 'manual_review' ? order.reviewBy : null,
    expires_at: expiresAt(order, result),
    due_at: dueAt(order, result, now),
    replaces: order.replaces ?? null,
    idempotency_key: order.idempotency?.key ?? null,
    fingerprint: order.idempotency?.fingerprint ?? null,
    // Status and bytes together, as a replay sends them.
    answer: order.idempotency ? `${answer.status} ${answer.body}` : null,
    event_id: order.eventId,
    event_type: `order.${result}`,
    event_data: {
      shopOrderId: order.shopOrderId,
      status: result,
      billedAmount: order.billedAmount,
      reasons: decision.reasons.map((reason) => reason.code),
    },
  };
}

/** When the order moves by itself: unshipped or unmended it expires; the sandbox's own reviewer decides at the clock's next step. */
function dueAt(order: PreparedOrder, result: Result, now: Instant): Instant | null {
  if (result === 'manual_review') return order.magic === 'review-ok' || order.magic === 'review-ng' ? now : null;
  return expiresAt(order, result);
}
