import type { Mode, Tx } from '../../../core/database.ts';
import type { Instant } from '../../../core/time.ts';
import { firstEvents } from '../../events/index.ts';
import { registeredOrders } from '../../orders/index.ts';
import type { Result } from '../../screening/index.ts';
import { type BatchDecision, expiresAt, type Saving } from '../decide/batch.ts';
import type { PreparedOrder } from '../model.ts';
import { mergePersons } from './persons.ts';

/** What a batch saves of each order: a list for each column, because a database reads lists faster than JSON. */
const savedColumns: readonly (readonly [name: string, type: string, of: (saving: Saving, now: Instant) => string | number | null])[] = [
  ['merchant_id', 'text', ({ order }) => order.merchantId],
  ['id', 'text', ({ order }) => order.id],
  ['shop_order_id', 'text', ({ order }) => order.shopOrderId],
  ['status', 'text', ({ decision }) => decision.result],
  ['order_date', 'date', ({ order }) => order.orderDate],
  ['channel', 'text', ({ order }) => order.channel],
  ['buyer_kind', 'text', ({ order }) => order.buyerKind],
  ['billed_amount', 'bigint', ({ order }) => order.billedAmount],
  ['approved_amount', 'bigint', ({ order, decision }) => (decision.result === 'approved' ? order.billedAmount : 0)],
  ['held_net', 'bigint', ({ heldNet }) => heldNet],
  ['person_key_list', 'text', ({ order }) => order.personKeys.join(' ')],
  ['phone_hash', 'text', ({ order }) => order.phoneHash],
  ['address_hash', 'text', ({ order }) => order.addressHash],
  ['device_hash', 'text', ({ order }) => order.deviceHash ?? null],
  ['items_hash', 'text', ({ order }) => order.itemsHash],
  ['personal', 'text', ({ order }) => order.personal],
  ['content', 'json', ({ order }) => JSON.stringify(order.content)],
  ['decision', 'json', ({ decision }) => JSON.stringify(decision)],
  ['warning_list', 'text', ({ order, decision }) => [...order.warnings, ...decision.warnings].join(' ')],
  ['expected_by', 'timestamptz', ({ order, decision }) => (decision.result === 'manual_review' ? order.reviewBy : null)],
  ['expires_at', 'timestamptz', ({ order, decision }) => expiresAt(order, decision.result)],
  ['due_at', 'timestamptz', ({ order, decision }, now) => dueAt(order, decision.result, now)],
  ['replaces', 'text', ({ order }) => order.replaces ?? null],
  ['idempotency_key', 'text', ({ order }) => order.idempotency?.key ?? null],
  ['fingerprint', 'text', ({ order }) => order.idempotency?.fingerprint ?? null],
  // Status and bytes together, as a replay sends them.
  ['answer', 'text', ({ order, answer }) => (order.idempotency ? `${answer.status} ${answer.body}` : null)],
  ['event_id', 'text', ({ order }) => order.eventId],
  ['event_data', 'json', eventData],
];

const firstColumn = 11; // What stands before them are the parameters of the batch.

const saveSql = (conflicts: '' | 'on conflict do nothing') => `
  with input as (
    select ${savedColumns.map(([name, type]) => `i.${name}::${type}`).join(', ')}, i.status as credit, 'order.' || i.status as event_type, $2::timestamptz as registered_at,
      string_to_array(i.person_key_list, ' ') as person_keys, string_to_array(i.warning_list, ' ') as warnings
    from unnest(${savedColumns.map(([, type], index) => `$${firstColumn + index}::${type === 'bigint' ? type : 'text'}[]`).join(', ')})
      as i (${savedColumns.map(([name]) => name).join(', ')})
  ), saved as (
    ${registeredOrders} ${conflicts} returning 1
  ), told as (
    ${firstEvents}
  )
  select batch_written((select count(*) from saved)::int
    + exposure_take($1, $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::bigint[]), $10::int) as written`;

// To insert what may conflict costs a tenth more, so a batch that has nothing to say about it leaves it out.
const saveWholeSql = saveSql('');
const saveOrLeaveSql = saveSql('on conflict do nothing');

/** Saves a whole decided batch; false when another process took one of its numbers or changed one of its buyers meanwhile. */
export async function saveBatch(tx: Tx, batch: BatchDecision, now: Instant): Promise<boolean> {
  await mergePersons(tx, batch.merges);
  const [row] = await tx.query<{ written: number }>(saveOrLeaveSql, savedValues(tx.scope.mode, batch, { now, mustWrite: null }));
  return row?.written === rowsOf(batch);
}

/** The same, but an error (`isLostRace`) instead of false. `send` is the transaction's `queryAndCommit` where nothing comes after it. */
export async function saveWholeBatch(tx: Tx, batch: BatchDecision, { now, send }: { now: Instant; send: Tx['query'] }): Promise<void> {
  await mergePersons(tx, batch.merges);
  await send(saveWholeSql, savedValues(tx.scope.mode, batch, { now, mustWrite: rowsOf(batch) }));
}

/** Another process took one of the batch's order numbers, or made or changed one of its buyers, between look-up and save (migrations 0006, 0012). */
export function isLostRace(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return (
    error.code === 'AT001' || (error.code === '23505' && 'table' in error && (error.table === 'orders' || error.table === 'exposures'))
  );
}

function rowsOf({ savings, taking }: BatchDecision): number {
  return savings.length + taking.fresh.length + taking.roots.length;
}

type Saved = { readonly now: Instant; readonly mustWrite: number | null };

function savedValues(mode: Mode, { savings, taking: { fresh, roots } }: BatchDecision, { now, mustWrite }: Saved): readonly unknown[] {
  return [
    mode,
    now,
    fresh.map(({ key }) => key),
    fresh.map(({ root }) => root),
    fresh.map(({ net }) => net),
    fresh.map(({ others }) => others?.join(' ') ?? null),
    roots.map(({ root }) => root),
    roots.map(({ seen }) => seen),
    roots.map(({ net }) => net),
    mustWrite,
    ...savedColumns.map(([, , of]) => savings.map((saving) => of(saving, now))),
  ];
}

function eventData({ order, decision }: Saving): string {
  return JSON.stringify({
    shopOrderId: order.shopOrderId,
    status: decision.result,
    billedAmount: order.billedAmount,
    reasons: decision.reasons.map(({ code }) => code),
  });
}

/** When the order moves by itself: unshipped or unmended it expires; the sandbox's own reviewer decides at the clock's next step. */
function dueAt(order: PreparedOrder, result: Result, now: Instant): Instant | null {
  if (result === 'manual_review') return order.magic === 'review-ok' || order.magic === 'review-ng' ? now : null;
  return expiresAt(order, result);
}
