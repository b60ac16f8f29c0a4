import { Refused } from '../../core/result.ts';
import type { Mode, Tx } from '../../core/database.ts';
import type { Instant } from '../../core/time.ts';
import type { DomainEvent, Unit } from '../../core/unit.ts';
import { displayStatus } from './decide/status.ts';
import type { Axes, CreditColumns, OrderChange, OrderRow } from './model.ts';

type AxesRow = Axes & { merchant_id: string; id: string; sequence: number };

/**
 * Writes what modules say of orders: axes, derived status, version, and the events in sequence.
 * Several changes of one order in one call are applied one after another.
 */
export async function applyToOrders(unit: Unit, changes: readonly OrderChange[]): Promise<void> {
  if (changes.length === 0) return;
  const current = await lockAxes(unit.tx, unit.mode, changes);
  const columns = new Map<string, CreditColumns>();
  const events: DomainEvent[] = [];
  for (const change of changes) {
    const key = `${change.merchantId}/${change.orderId}`;
    const row = current.get(key);
    if (!row) throw new Error(`order ${change.orderId} is not there to be changed`);
    const sequence = row.sequence;
    current.set(key, { ...row, ...change.axes, sequence: sequence + change.events.length });
    columns.set(key, { ...columns.get(key), ...change.set });
    events.push(...change.events.map((event, index) => orderEvent(change, event, sequence + index + 1)));
  }
  await saveAxes(unit, [...current.values()], columns);
  await unit.tell(events);
}

function orderEvent(change: OrderChange, event: OrderChange['events'][number], sequence: number): DomainEvent {
  return {
    merchantId: change.merchantId,
    type: event.type,
    resource: { type: 'order', id: change.orderId },
    sequence,
    data: event.data,
  };
}

async function lockAxes(tx: Tx, mode: Mode, changes: readonly OrderChange[]): Promise<Map<string, AxesRow>> {
  const rows = await tx.query<AxesRow>(
    `select merchant_id, id, credit, fulfilment, billing, settlement, sequence from orders
     where mode = $1 and (merchant_id, id) in (select * from unnest($2::text[], $3::text[]))
     order by id for update`,
    [mode, changes.map((change) => change.merchantId), changes.map((change) => change.orderId)],
  );
  return new Map(rows.map((row) => [`${row.merchant_id}/${row.id}`, row]));
}

async function saveAxes(unit: Unit, rows: readonly AxesRow[], columns: ReadonlyMap<string, CreditColumns>): Promise<void> {
  const patches = rows.map((row) => {
    const set = columns.get(`${row.merchant_id}/${row.id}`) ?? {};
    return { ...row, status: displayStatus(row), columns: set };
  });
  await unit.tx.query(
    `update orders o set version = o.version + 1, sequence = p.sequence, status = p.status,
       credit = p.credit, fulfilment = p.fulfilment, billing = p.billing, settlement = p.settlement,
       billed_amount = coalesce((p.columns->>'billedAmount')::bigint, o.billed_amount),
       approved_amount = coalesce((p.columns->>'approvedAmount')::bigint, o.approved_amount),
       returned_amount = coalesce((p.columns->>'returnedAmount')::bigint, o.returned_amount),
       returned_items = coalesce(p.columns->'returnedItems', o.returned_items),
       content = coalesce((p.columns->'content')::json, o.content),
       personal = coalesce(decode(p.columns->'personal'->>'sealed', 'base64'), o.personal),
       person_keys = case when p.columns ? 'personal' then array(select jsonb_array_elements_text(p.columns->'personal'->'personKeys')) else o.person_keys end,
       phone_hash = coalesce(p.columns->'personal'->>'phoneHash', o.phone_hash),
       address_hash = coalesce(p.columns->'personal'->>'addressHash', o.address_hash),
       held_net = coalesce((p.columns->>'heldNet')::bigint, o.held_net),
       decision = coalesce((p.columns->'decision')::json, o.decision),
       decided_at = coalesce((p.columns->>'decidedAt')::timestamptz, o.decided_at),
       expected_by = case when p.columns ? 'expectedBy' then (p.columns->>'expectedBy')::timestamptz else o.expected_by end,
       expires_at = case when p.columns ? 'expiresAt' then (p.columns->>'expiresAt')::timestamptz else o.expires_at end,
       due_at = case when p.columns ? 'dueAt' then (p.columns->>'dueAt')::timestamptz else o.due_at end,
       amendments = coalesce((p.columns->>'amendments')::int, o.amendments),
       replaced_by = coalesce(p.columns->>'replacedBy', o.replaced_by)
     from jsonb_to_recordset($2::jsonb) as p (merchant_id text, id text, sequence int, status text,
       credit text, fulfilment text, billing text, settlement text, columns jsonb)
     where o.merchant_id = p.merchant_id and o.mode = $1 and o.id = p.id`,
    [unit.mode, JSON.stringify(patches)],
  );
}

const orderColumns = `merchant_id, id, shop_order_id, version, sequence, status, credit, fulfilment, billing, settlement,
  registered_at, order_date, channel, buyer_kind, billed_amount, approved_amount, returned_amount, returned_items, held_net, person_keys,
  phone_hash, address_hash, personal, content, decision, warnings, decided_at, expected_by, expires_at, amendments, replaces, replaced_by`;

export async function findOrder(unit: Unit, merchantId: string, id: string): Promise<OrderRow | undefined> {
  const [row] = await unit.tx.query<OrderRow>(`select ${orderColumns} from orders where merchant_id = $1 and mode = $2 and id = $3`, [
    merchantId,
    unit.mode,
    id,
  ]);
  return row;
}

/** Loads an order and holds it until the transaction ends, so that commands on it come one by one. */
export async function lockOrder(unit: Unit, merchantId: string, id: string): Promise<OrderRow> {
  const [row] = await unit.tx.query<OrderRow>(
    `select ${orderColumns} from orders where merchant_id = $1 and mode = $2 and id = $3 for update`,
    [merchantId, unit.mode, id],
  );
  if (!row) throw new Refused({ code: 'not_found' });
  return row;
}

/** Holds orders of any shops until the transaction ends, locked in the order of their ids. */
export function lockOrders(unit: Unit, orders: readonly { readonly merchantId: string; readonly orderId: string }[]): Promise<OrderRow[]> {
  return unit.tx.query<OrderRow>(
    `select ${orderColumns} from orders
     where mode = $1 and (merchant_id, id) in (select * from unnest($2::text[], $3::text[])) order by id for update`,
    [unit.mode, orders.map((order) => order.merchantId), orders.map((order) => order.orderId)],
  );
}

/** Locks orders by the shop's own numbers, in the order of their ids. */
export function lockOrdersByShopId(unit: Unit, merchantId: string, shopOrderIds: readonly string[]): Promise<OrderRow[]> {
  return unit.tx.query<OrderRow>(
    `select ${orderColumns} from orders where merchant_id = $1 and mode = $2 and shop_order_id = any ($3::text[]) order by id for update`,
    [merchantId, unit.mode, shopOrderIds],
  );
}

export type OrderFilter = {
  readonly shopOrderId?: string | undefined;
  readonly status?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
};

/** Newest first; one more than asked for tells that there is another page. */
export function listOrders(unit: Unit, merchantId: string, filter: OrderFilter): Promise<OrderRow[]> {
  return unit.tx.query<OrderRow>(
    `select ${orderColumns} from orders where merchant_id = $1 and mode = $2
       and ($3::text is null or shop_order_id = $3) and ($4::text is null or status = $4)
       and ($5::date is null or order_date >= $5) and ($6::date is null or order_date <= $6)
       and ($7::text is null or id < $7) order by id desc limit $8`,
    [
      merchantId,
      unit.mode,
      filter.shopOrderId ?? null,
      filter.status ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.before ?? null,
      filter.limit + 1,
    ],
  );
}

/** Orders that move by themselves by now: time-outs, expiries, the sandbox's reviewer. */
export function lockDueOrders(unit: Unit, limit: number, except: readonly string[] = []): Promise<OrderRow[]> {
  return unit.tx.query<OrderRow>(
    `select ${orderColumns} from orders where mode = $1 and due_at <= $2 and id <> all($4::text[]) order by id limit $3 for update skip locked`,
    [unit.mode, unit.now, limit, except],
  );
}

export async function nextDueOrder(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(due_at) as at from orders where mode = $1 and due_at <= $2 and id <> all($3::text[])',
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

/** The order of a shop that has this number, if there is one. */
export async function findShopOrder(unit: Unit, merchantId: string, shopOrderId: string): Promise<string | undefined> {
  const [row] = await unit.tx.query<{ id: string }>('select id from orders where merchant_id = $1 and mode = $2 and shop_order_id = $3', [
    merchantId,
    unit.mode,
    shopOrderId,
  ]);
  return row?.id;
}

/** By its id alone, for operators: ids are unique across shops. */
export async function findOrderAnywhere(unit: Unit, id: string): Promise<OrderRow | undefined> {
  const [row] = await unit.tx.query<OrderRow>(`select ${orderColumns} from orders where mode = $1 and id = $2`, [unit.mode, id]);
  return row;
}

export function listReviewsWaiting(unit: Unit, page: { readonly before: string | undefined; readonly limit: number }): Promise<OrderRow[]> {
  return unit.tx.query<OrderRow>(
    `select ${orderColumns} from orders where mode = $1 and credit = 'manual_review' and ($2::text is null or id < $2) order by id desc limit $3`,
    [unit.mode, page.before ?? null, page.limit + 1],
  );
}

/**
 * Part of the statement that saves a registered batch: the orders of `input` (registration/store/saving.ts), $1
 * being the mode. What becomes of a number that is taken is said behind it.
 */
export const registeredOrders = `insert into orders (merchant_id, mode, id, shop_order_id, sequence, status, credit, registered_at, order_date, channel, buyer_kind,
      billed_amount, approved_amount, held_net, person_keys, phone_hash, address_hash, device_hash, items_hash, personal, content, decision, warnings,
      decided_at, expected_by, expires_at, due_at, replaces, idempotency_key, fingerprint, answer)
    select merchant_id, $1, id, shop_order_id, 1, status, credit, registered_at, order_date, channel, buyer_kind,
      billed_amount, approved_amount, held_net, person_keys, phone_hash, address_hash, device_hash, items_hash, decode(personal, 'base64'), content, decision,
      warnings, registered_at, expected_by, expires_at, due_at, replaces, idempotency_key, fingerprint, answer
    from input`;
