import type { Tx } from '../../core/database.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Invoice, InvoiceStatus } from './model.ts';

const columns = `merchant_id as "merchantId", id, order_id as "orderId", shipment_id as "shipmentId", status, delivery,
  document_version as "documentVersion", number, reference, issue_at as "issueAt", issued_at as "issuedAt", issued_on as "issuedOn",
  due_days as "dueDays", due_on as "dueOn", extensions, amount, credited, credited_tax as "creditedTax", paid, paid_on as "paidOn", net_amount as "netAmount",
  buyer_fee as "buyerFee", lines, tax, payer_hash as "payerHash", overdue, overdue_at as "overdueAt", settled_at as "settledAt",
  held_back as "heldBack", awaits_money as "awaitsMoney"`;

export async function insertInvoices(unit: Unit, invoices: readonly Invoice[]): Promise<void> {
  if (invoices.length === 0) return;
  await unit.tx.query(
    `insert into invoices (merchant_id, mode, id, order_id, shipment_id, status, delivery, issue_at, due_days, amount, net_amount, buyer_fee,
       lines, tax, payer_hash)
     select "merchantId", $1, id, "orderId", "shipmentId", status, delivery, "issueAt", "dueDays", amount, "netAmount", "buyerFee",
       lines, tax, "payerHash"
     from jsonb_to_recordset($2::jsonb) as i ("merchantId" text, id text, "orderId" text, "shipmentId" text, status text, delivery text,
       "issueAt" timestamptz, "dueDays" int, amount bigint, "netAmount" bigint, "buyerFee" bigint, lines jsonb, tax jsonb, "payerHash" text)`,
    [unit.mode, JSON.stringify(invoices)],
  );
}

/** Writes what may change of an invoice; what it bills never does. */
export async function updateInvoices(unit: Unit, invoices: readonly Invoice[]): Promise<void> {
  if (invoices.length === 0) return;
  await unit.tx.query(
    `update invoices i set status = p.status, shipment_id = p."shipmentId", delivery = p.delivery, document_version = p."documentVersion",
       number = p.number, reference = p.reference, issued_at = p."issuedAt", issued_on = p."issuedOn", due_on = p."dueOn",
       extensions = p.extensions, credited = p.credited, credited_tax = p."creditedTax", paid = p.paid, paid_on = p."paidOn", overdue = p.overdue,
       overdue_at = p."overdueAt", settled_at = p."settledAt", issue_at = p."issueAt", held_back = p."heldBack",
       awaits_money = p."awaitsMoney"
     from jsonb_to_recordset($2::jsonb) as p ("merchantId" text, id text, status text, "shipmentId" text, delivery text, "documentVersion" int,
       number int, reference text, "issuedAt" timestamptz, "issuedOn" date, "dueOn" date, extensions int, credited bigint, "creditedTax" jsonb, paid bigint,
       "paidOn" date, overdue boolean, "overdueAt" timestamptz, "settledAt" timestamptz, "issueAt" timestamptz, "heldBack" boolean,
       "awaitsMoney" boolean)
     where i.merchant_id = p."merchantId" and i.mode = $1 and i.id = p.id`,
    [unit.mode, JSON.stringify(invoices)],
  );
}

export type OfOrder = { readonly merchantId: string; readonly orderId: string };

/** All invoices of these orders, oldest first, whatever became of them. */
export function loadInvoicesOfOrders(unit: Unit, orders: readonly OfOrder[]): Promise<Invoice[]> {
  return unit.tx.query<Invoice>(
    `select ${columns} from invoices
     where mode = $1 and (merchant_id, order_id) in (select * from unnest($2::text[], $3::text[])) order by id`,
    [unit.mode, orders.map((order) => order.merchantId), orders.map((order) => order.orderId)],
  );
}

export async function findInvoice(unit: Unit, merchantId: string, id: string): Promise<Invoice | undefined> {
  const [invoice] = await unit.tx.query<Invoice>(`select ${columns} from invoices where merchant_id = $1 and mode = $2 and id = $3`, [
    merchantId,
    unit.mode,
    id,
  ]);
  return invoice;
}

/** By its id alone, for operators: ids are unique across shops. */
export async function findInvoiceAnywhere(unit: Unit, id: string): Promise<Invoice | undefined> {
  const [invoice] = await unit.tx.query<Invoice>(`select ${columns} from invoices where mode = $1 and id = $2`, [unit.mode, id]);
  return invoice;
}

/** Which invoice a buyer means; at most one. */
export function findByReference(unit: Unit, reference: string): Promise<Invoice[]> {
  return unit.tx.query<Invoice>(`select ${columns} from invoices where mode = $1 and reference = $2`, [unit.mode, reference]);
}

/** What this payer owes in any shop, oldest first. */
export function openInvoicesOfPayer(unit: Unit, payerHash: string): Promise<Invoice[]> {
  return unit.tx.query<Invoice>(
    `select ${columns} from invoices where mode = $1 and payer_hash = $2 and status in ('issued', 'partially_paid') order by due_on, id`,
    [unit.mode, payerHash],
  );
}

type NamedInvoice = OfOrder & { readonly id: string };

export async function nextIssue(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    `select min(issue_at) as at from invoices where mode = $1 and status = 'scheduled' and not held_back and issue_at <= $2 and id <> all($3::text[])`,
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

export function dueIssues(unit: Unit, limit: number, except: readonly string[] = []): Promise<NamedInvoice[]> {
  return unit.tx.query<NamedInvoice>(
    `select merchant_id as "merchantId", id, order_id as "orderId" from invoices
     where mode = $1 and status = 'scheduled' and not held_back and issue_at <= $2 and id <> all($4::text[]) order by issue_at, id limit $3`,
    [unit.mode, unit.now, limit, except],
  );
}

export async function nextOverdue(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(overdue_at) as at from invoices where mode = $1 and not held_back and not awaits_money and overdue_at <= $2 and id <> all($3::text[])',
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

export function dueToPass(unit: Unit, limit: number, except: readonly string[] = []): Promise<NamedInvoice[]> {
  return unit.tx.query<NamedInvoice>(
    `select merchant_id as "merchantId", id, order_id as "orderId" from invoices
     where mode = $1 and not held_back and not awaits_money and overdue_at <= $2 and id <> all($4::text[]) order by overdue_at, id limit $3`,
    [unit.mode, unit.now, limit, except],
  );
}

/** Takes the next numbers of a merchant, without gaps: a transaction that fails gives them back. */
export async function takeNumbers(unit: Unit, merchantId: string, count: number): Promise<number> {
  const [row] = await unit.tx.query<{ last_number: number }>(
    `insert into invoice_counters (merchant_id, mode, last_number) values ($1, $2, $3)
     on conflict (merchant_id, mode) do update set last_number = invoice_counters.last_number + excluded.last_number returning last_number`,
    [merchantId, unit.mode, count],
  );
  if (!row) throw new Error(`merchant ${merchantId} has no counter of invoices`);
  return row.last_number - count + 1;
}

export type InvoiceFilter = {
  readonly merchantId: string;
  readonly orderId?: string | undefined;
  readonly status?: InvoiceStatus | undefined;
  readonly overdue?: boolean | undefined;
  /** First and last day of issue. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
};

/** Newest first. */
export function listInvoices(unit: Unit, filter: InvoiceFilter): Promise<Invoice[]> {
  return unit.tx.query<Invoice>(
    `select ${columns} from invoices
     where merchant_id = $1 and mode = $2 and ($3::text is null or order_id = $3) and ($4::text is null or status = $4)
       and ($5::boolean is null or overdue = $5) and ($6::date is null or issued_on >= $6) and ($7::date is null or issued_on <= $7)
       and ($8::text is null or id < $8)
     order by id desc limit $9`,
    [
      filter.merchantId,
      unit.mode,
      filter.orderId ?? null,
      filter.status ?? null,
      filter.overdue ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.beforeId ?? null,
      filter.limit,
    ],
  );
}
