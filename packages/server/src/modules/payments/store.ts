import { platformTenant } from '../../core/database.ts';
import type { Tx } from '../../core/database.ts';
import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Counter, ReceiptRow, ReceiptStatus } from './model.ts';

const columns = 'id, channel, status, source_key, reference, payer_hash, amount, allocated, received_at, landed_on, confirmed_on';

export type NewReceipt = Omit<ReceiptRow, 'allocated' | 'confirmed_on'> & { readonly payer?: string | undefined };

export async function insertReceipt(unit: Unit, receipt: NewReceipt): Promise<boolean> {
  const rows = await unit.tx.query(
    `insert into receipts (merchant_id, mode, id, channel, status, source_key, reference, payer_hash, payer, amount, received_at, landed_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (merchant_id, mode, source_key) do nothing returning id`,
    [
      platformTenant,
      unit.mode,
      receipt.id,
      receipt.channel,
      receipt.status,
      receipt.source_key,
      receipt.reference,
      receipt.payer_hash,
      receipt.payer === undefined ? null : unit.crypto.seal(receipt.payer),
      receipt.amount,
      receipt.received_at,
      receipt.landed_on,
    ],
  );
  return rows.length > 0;
}

export async function lockReceiptBySource(unit: Unit, sourceKey: string): Promise<ReceiptRow | undefined> {
  const [row] = await unit.tx.query<ReceiptRow>(
    `select ${columns} from receipts where merchant_id = $1 and mode = $2 and source_key = $3 for update`,
    [platformTenant, unit.mode, sourceKey],
  );
  return row;
}

export async function lockReceipt(unit: Unit, id: string): Promise<ReceiptRow | undefined> {
  const [row] = await unit.tx.query<ReceiptRow>(
    `select ${columns} from receipts where merchant_id = $1 and mode = $2 and id = $3 for update`,
    [platformTenant, unit.mode, id],
  );
  return row;
}

/** The newest payment of this slip at such a counter that is not settled yet. */
export async function findProvisional(
  unit: Unit,
  { reference, channel }: { readonly reference: string; readonly channel: Counter },
): Promise<ReceiptRow | undefined> {
  const [row] = await unit.tx.query<ReceiptRow>(
    `select ${columns} from receipts where merchant_id = $1 and mode = $2 and reference = $3 and channel = $4 and status = 'received'
     order by id desc limit 1`,
    [platformTenant, unit.mode, reference, channel],
  );
  return row;
}

/** Whether somebody was at a till with this slip whose money is neither settled nor taken back. */
export async function isOnItsWay(unit: Unit, reference: string): Promise<boolean> {
  const rows = await unit.tx.query(
    `select from receipts where merchant_id = $1 and mode = $2 and reference = $3 and status = 'received' limit 1`,
    [platformTenant, unit.mode, reference],
  );
  return rows.length > 0;
}

export type ReceiptPatch = {
  readonly id: string;
  readonly status: ReceiptStatus;
  readonly allocated?: Yen;
  readonly confirmed_on?: LocalDate;
  readonly transfer_at?: Instant | null;
  readonly agent_fee?: Yen;
};

export async function updateReceipt(unit: Unit, patch: ReceiptPatch): Promise<void> {
  await unit.tx.query(
    `update receipts set status = $4, allocated = coalesce($5, allocated), confirmed_on = coalesce($6, confirmed_on),
       transfer_at = case when $7 then $8::timestamptz else transfer_at end, agent_fee = coalesce($9, agent_fee)
     where merchant_id = $1 and mode = $2 and id = $3`,
    [
      platformTenant,
      unit.mode,
      patch.id,
      patch.status,
      patch.allocated ?? null,
      patch.confirmed_on ?? null,
      patch.transfer_at !== undefined,
      patch.transfer_at ?? null,
      patch.agent_fee ?? null,
    ],
  );
}

export type AllocationRow = {
  readonly merchantId: string;
  readonly receiptId: string;
  readonly invoiceId: string;
  readonly turn: number;
  readonly amount: Yen;
};

/** Writes allocations down and gives each its turn: how often this receipt paid on this invoice. */
export async function insertAllocations(
  unit: Unit,
  receiptId: string,
  parts: readonly { merchantId: string; invoiceId: string; amount: Yen }[],
): Promise<AllocationRow[]> {
  return unit.tx.query<AllocationRow>(
    `insert into allocations (merchant_id, mode, receipt_id, invoice_id, turn, amount, allocated_at)
     select p.merchant_id, $1, $2, p.invoice_id,
       1 + (select count(*) from allocations a where a.merchant_id = p.merchant_id and a.mode = $1 and a.receipt_id = $2 and a.invoice_id = p.invoice_id),
       p.amount, $3::timestamptz
     from unnest($4::text[], $5::text[], $6::bigint[]) as p (merchant_id, invoice_id, amount)
     returning merchant_id as "merchantId", receipt_id as "receiptId", invoice_id as "invoiceId", turn, amount`,
    [
      unit.mode,
      receiptId,
      unit.now,
      parts.map((part) => part.merchantId),
      parts.map((part) => part.invoiceId),
      parts.map((part) => part.amount),
    ],
  );
}

export type NewRefund = {
  readonly merchantId: string;
  readonly kind: 'return' | 'overpayment';
  readonly amount: Yen;
  readonly orderId?: string;
  readonly invoiceId?: string;
  readonly receiptId?: string;
};

/** 返金: a task for the operators; the transfer itself is theirs to approve. */
export async function insertRefund(unit: Unit, refund: NewRefund): Promise<string> {
  const id = unit.ids.next('ref');
  await unit.tx.query(
    `insert into refunds (merchant_id, mode, id, order_id, receipt_id, invoice_id, kind, status, amount, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $9)`,
    [
      refund.merchantId,
      unit.mode,
      id,
      refund.orderId ?? null,
      refund.receiptId ?? null,
      refund.invoiceId ?? null,
      refund.kind,
      refund.amount,
      unit.now,
    ],
  );
  return id;
}

export async function nextTransfer(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(transfer_at) as at from receipts where mode = $1 and transfer_at <= $2 and id <> all($3::text[])',
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

export type DueTransfer = { readonly id: string; readonly amount: Yen; readonly agent_fee: Yen };

/** Receipts whose money the agent hands over by now; taken off the list in the same breath. */
export function takeDueTransfers(unit: Unit, limit: number, except: readonly string[] = []): Promise<DueTransfer[]> {
  return unit.tx.query<DueTransfer>(
    `update receipts r set transfer_at = null from (
       select merchant_id, id from receipts where mode = $1 and transfer_at <= $2 and id <> all($4::text[])
       order by id limit $3 for update skip locked
     ) due where r.merchant_id = due.merchant_id and r.mode = $1 and r.id = due.id
     returning r.id, r.amount, r.agent_fee`,
    [unit.mode, unit.now, limit, except],
  );
}

export function listReceipts(
  unit: Unit,
  filter: { readonly status?: string | undefined; readonly before?: string | undefined; readonly limit: number },
): Promise<ReceiptRow[]> {
  return unit.tx.query<ReceiptRow>(
    `select ${columns} from receipts where merchant_id = $1 and mode = $2 and ($3::text is null or status = $3) and ($4::text is null or id < $4)
     order by id desc limit $5`,
    [platformTenant, unit.mode, filter.status ?? null, filter.before ?? null, filter.limit],
  );
}

/** What is owed back already on an invoice, and in how many turns. */
export async function refundedOn(
  unit: Unit,
  invoice: { readonly merchantId: string; readonly id: string },
): Promise<{ readonly amount: Yen; readonly count: number }> {
  const [row] = await unit.tx.query<{ amount: Yen; count: number }>(
    `select coalesce(sum(amount), 0)::bigint as amount, count(*)::int as count from refunds where merchant_id = $1 and mode = $2 and invoice_id = $3`,
    [invoice.merchantId, unit.mode, invoice.id],
  );
  return row ?? { amount: 0 as Yen, count: 0 };
}
