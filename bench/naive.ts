import type { Answer } from '../packages/server/src/core/answer.ts';
import type { Database, Tx } from '../packages/server/src/core/database.ts';
import { addDays, type Instant } from '../packages/server/src/core/time.ts';
import type { Yen } from '../packages/server/src/core/money.ts';
import {
  addSighting,
  type BatchFacts,
  decideBatch,
  expiresAt,
  type Saving,
} from '../packages/server/src/modules/registration/decide/batch.ts';
import type { PersonFacts } from '../packages/server/src/modules/registration/decide/people.ts';
import type { PreparedOrder } from '../packages/server/src/modules/registration/index.ts';
import { decidedAnswer } from '../packages/server/src/modules/registration/service/answer.ts';
import { sightingDays } from '../packages/server/src/modules/screening/index.ts';

/**
 * Registration as it is usually written: a transaction for each order, a statement for each question
 * and each row. The rules, the tables and the rows are the server's; only the batches are missing.
 */
export function registerAlone(database: Database, order: PreparedOrder, now: Instant): Promise<Answer> {
  return database.transaction({ mode: 'test', merchants: [order.merchantId] }, async (tx) => {
    const { outcomes, savings, merges } = decideBatch([order], await loadOneByOne(tx, order), now);
    for (const { into, from } of merges)
      await tx.query('select exposure_merge($1, $2::text[], $3::text[])', [tx.scope.mode, [into], [from]]);
    for (const saving of savings) await saveOneByOne(tx, saving, now);
    const [outcome] = outcomes;
    if (outcome === undefined || outcome.kind === 'refused') throw new Error(`an order of the bench was refused: ${outcome?.refusal.code}`);
    return outcome.answer;
  });
}

type PersonRow = { key: string; root: string; open_net: Yen; blocked: boolean } & Record<
  'overdue_invoices' | 'written_off_invoices' | 'paid_in_time' | 'paid_late',
  number
>;
type SightingRow = { order_id: string; person_keys: string[]; phone_hash: string; address_hash: string; items_hash: string } & {
  billed_amount: Yen;
  order_date: PreparedOrder['orderDate'];
  registered_at: Instant;
};

async function loadOneByOne(tx: Tx, order: PreparedOrder): Promise<BatchFacts> {
  const { mode } = tx.scope;
  const { merchantId, shopOrderId, idempotency, personKeys, phoneHash, addressHash, placed } = order;
  const key = idempotency?.key ?? '';
  await tx.query('select exposure_lock($1, $2::text[])', [mode, personKeys]);
  await tx.query('select pg_try_advisory_xact_lock($1::bigint)', [idempotency?.lock ?? '0']);
  await tx.query('select answer from orders where merchant_id = $1 and mode = $2 and idempotency_key = $3', [merchantId, mode, key]);
  await tx.query('select answer from idempotency_keys where merchant_id = $1 and mode = $2 and key = $3', [merchantId, mode, key]);
  const twins = await tx.query<{ id: string }>('select id from orders where merchant_id = $1 and mode = $2 and shop_order_id = $3', [
    merchantId,
    mode,
    shopOrderId,
  ]);
  await tx.query('select paid_in_time, overdue from shop_histories where merchant_id = $1 and mode = $2', [merchantId, mode]);
  const persons = await tx.query<PersonRow>('select * from exposure_read($1, $2::text[])', [mode, personKeys]);
  const sightings = await tx.query<SightingRow>('select * from screening_sightings($1, $2::text[], $3::text[], $4::text[], $5::date)', [
    mode,
    [phoneHash],
    [addressHash],
    [],
    addDays(placed.on, -sightingDays),
  ]);
  const facts: BatchFacts = {
    replays: new Map(),
    existing: new Map(twins.map(({ id }) => [`${merchantId}/${shopOrderId}`, id])),
    keyRoots: new Map(persons.map((row) => [row.key, row.root])),
    persons: new Map(persons.map((row) => [row.root, personFacts(row)])),
    sightings: { byPhone: new Map(), byAddress: new Map(), byDevice: new Map() },
    shops: new Map(),
    locked: new Set(idempotency ? [idempotency.lock] : []),
    answerTo: decidedAnswer,
  };
  for (const { order_id: orderId, person_keys, phone_hash, address_hash, items_hash, ...row } of sightings) {
    const seen = { orderId, personKeys: person_keys, phoneHash: phone_hash, addressHash: address_hash, itemsHash: items_hash };
    addSighting(facts.sightings, { ...seen, billedAmount: row.billed_amount, orderDate: row.order_date, registeredAt: row.registered_at });
  }
  return facts;
}

function personFacts({ root, open_net, overdue_invoices, written_off_invoices, blocked, paid_in_time, paid_late }: PersonRow): PersonFacts {
  const history = {
    overdueInvoices: overdue_invoices,
    writtenOffInvoices: written_off_invoices,
    paidInTime: paid_in_time,
    paidLate: paid_late,
  };
  return { root, openNet: open_net, blocked, ...history };
}

async function saveOneByOne(tx: Tx, { order, decision, heldNet, answer }: Saving, now: Instant): Promise<void> {
  const { mode } = tx.scope;
  const { result } = decision;
  await insert(tx, 'orders', {
    merchant_id: order.merchantId,
    mode,
    id: order.id,
    shop_order_id: order.shopOrderId,
    sequence: 1,
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
    personal: Buffer.from(order.personal, 'base64'),
    content: order.content,
    decision,
    warnings: [...order.warnings, ...decision.warnings],
    decided_at: now,
    expires_at: expiresAt(order, result),
    due_at: expiresAt(order, result),
    idempotency_key: order.idempotency?.key ?? null,
    fingerprint: order.idempotency?.fingerprint ?? null,
    answer: `${answer.status} ${answer.body}`,
  });
  await insert(tx, 'events', {
    merchant_id: order.merchantId,
    mode,
    id: order.eventId,
    type: `order.${result}`,
    resource_type: 'order',
    resource_id: order.id,
    sequence: 1,
    created_at: now,
    data: { shopOrderId: order.shopOrderId, status: result, billedAmount: order.billedAmount, reasons: [] },
  });
  if (heldNet > 0) await tx.query('select exposure_move($1, $2::text[], $3::bigint[])', [mode, order.personKeys.slice(0, 1), [heldNet]]);
}

async function insert(tx: Tx, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row);
  const values = columns.map((_, index) => `$${index + 1}`);
  await tx.query(`insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`, Object.values(row));
}
