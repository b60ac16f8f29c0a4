import type { Tx } from '../../../core/database.ts';
import { type Choice, everything } from '../../../core/due-task.ts';
import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Advance, AdvanceStatus } from '../model.ts';

const columns = `a.merchant_id as "merchantId", a.shipment_id as "shipmentId", a.order_id as "orderId", a.invoice_id as "invoiceId", a.status, a.amount,
  a.buyer_fee as "buyerFee", a.rate_basis_points as "rateBasisPoints", a.fee, a.fee_tax as "feeTax", a.returned,
  a.buyer_fee_returned as "buyerFeeReturned", a.fee_returned as "feeReturned", a.fee_tax_returned as "feeTaxReturned", a.waived,
  a.adjustments, a.eligible_on as "eligibleOn", a.payout_id as "payoutId"`;

export type OfOrder = { readonly merchantId: string; readonly orderId: string };

/** All advances of these orders, in the order of their shipments; whoever changes them holds the orders. */
export function advancesOfOrders(unit: Unit, orders: readonly OfOrder[]): Promise<Advance[]> {
  return unit.tx.query<Advance>(
    `select ${columns} from advances a
     where a.mode = $1 and (a.merchant_id, a.order_id) in (select * from unnest($2::text[], $3::text[])) order by a.shipment_id`,
    [unit.mode, orders.map((order) => order.merchantId), orders.map((order) => order.orderId)],
  );
}

export async function insertAdvances(unit: Unit, advances: readonly Advance[]): Promise<void> {
  await unit.tx.query(
    `insert into advances (merchant_id, mode, shipment_id, order_id, invoice_id, status, amount, buyer_fee, rate_basis_points, fee, fee_tax,
       eligible_on)
     select "merchantId", $1, "shipmentId", "orderId", "invoiceId", status, amount, "buyerFee", "rateBasisPoints", fee, "feeTax",
       "eligibleOn"
     from jsonb_to_recordset($2::jsonb) as r ("merchantId" text, "shipmentId" text, "orderId" text, "invoiceId" text, status text, amount bigint,
       "buyerFee" bigint, "rateBasisPoints" int, fee bigint, "feeTax" bigint, "eligibleOn" date)`,
    [unit.mode, JSON.stringify(advances)],
  );
}

/** Writes what returns change of an advance; what it was made with never does. */
export async function updateAdvances(unit: Unit, advances: readonly Advance[]): Promise<void> {
  await unit.tx.query(
    `update advances a set status = p.status, returned = p.returned, buyer_fee_returned = p."buyerFeeReturned", fee_returned = p."feeReturned",
       fee_tax_returned = p."feeTaxReturned", waived = p.waived, adjustments = p.adjustments
     from jsonb_to_recordset($2::jsonb) as p ("merchantId" text, "shipmentId" text, status text, returned bigint, "buyerFeeReturned" bigint,
       "feeReturned" bigint, "feeTaxReturned" bigint, waived bigint, adjustments int)
     where a.merchant_id = p."merchantId" and a.mode = $1 and a.shipment_id = p."shipmentId"`,
    [unit.mode, JSON.stringify(advances)],
  );
}

/** An advance that has yet to hear that its payout was closed, or paid. */
export type Unmarked = OfOrder & {
  readonly shipmentId: string;
  readonly status: AdvanceStatus;
  readonly returned: number;
  readonly returnedLater: boolean;
  readonly payoutId: string;
  readonly payout: 'closed' | 'completed';
};

export async function nextMarking(tx: Tx, until: Instant, exceptShops: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(marking_at) as at from payouts where mode = $1 and marking_at <= $2 and merchant_id <> all($3::text[])',
    [tx.scope.mode, until, exceptShops],
  );
  return row?.at ?? null;
}

/**
 * The next advances to mark: those whose entry lies within a closed payout, and those of a payout
 * that was paid. What a carried payout passed by goes with the next one. The oldest payouts come
 * first, so an advance found under two of them belongs to the first; for the same reason a shop is
 * left out as a whole, or not at all.
 */
export function findUnmarked(unit: Unit, limit: number, { most, except }: Choice = everything): Promise<Unmarked[]> {
  return unit.tx.query<Unmarked>(
    `select waiting.* from (
       select merchant_id, mode, id, status, to_entry from payouts where mode = $1 and marking_at <= $2 and merchant_id <> all($4::text[])
       order by closes_on, merchant_id limit $5
     ) p cross join lateral (
       (select a.merchant_id as "merchantId", a.order_id as "orderId", a.shipment_id as "shipmentId", a.status, a.returned,
          exists (select from ledger_entries e where e.merchant_id = a.merchant_id and e.mode = a.mode and e.kind = 'return_adjustment'
            and e.source_id = a.shipment_id || ':' || a.adjustments and e.id > p.to_entry) as "returnedLater",
          p.id as "payoutId", 'closed' as payout
        from advances a where a.merchant_id = p.merchant_id and a.mode = p.mode and a.payout_id is null and exists (select from ledger_entries e
          where e.merchant_id = a.merchant_id and e.mode = a.mode and e.kind = 'advance' and e.source_id = a.shipment_id and e.id <= p.to_entry)
        limit $3)
       union all
       (select a.merchant_id, a.order_id, a.shipment_id, a.status, a.returned, true, p.id, 'completed'
        from advances a where p.status = 'completed' and a.merchant_id = p.merchant_id and a.mode = p.mode and a.payout_id = p.id
          and a.status = 'batched'
        limit $3)
     ) waiting limit $3`,
    [unit.mode, unit.now, limit, except, Math.min(limit, most)],
  );
}

/** Marks those that still are as they were found: a return, or another worker, may have been quicker. */
export async function markAdvances(unit: Unit, marks: readonly (Unmarked & { readonly next: AdvanceStatus })[]): Promise<void> {
  await unit.tx.query(
    `update advances a set status = m.next, payout_id = m."payoutId"
     from jsonb_to_recordset($2::jsonb) as m ("merchantId" text, "shipmentId" text, status text, returned bigint, "payoutId" text, next text)
     where a.merchant_id = m."merchantId" and a.mode = $1 and a.shipment_id = m."shipmentId" and a.status = m.status and a.returned = m.returned
       and coalesce(a.payout_id, m."payoutId") = m."payoutId"`,
    [unit.mode, JSON.stringify(marks)],
  );
}

/** Payouts all of whose advances are marked. One that was paid meanwhile keeps its place. */
export async function endMarking(unit: Unit): Promise<void> {
  await unit.tx.query(
    `update payouts p set marking_at = null
     where p.mode = $1 and p.marking_at <= $2
       and not exists (select from advances a where a.merchant_id = p.merchant_id and a.mode = p.mode and a.payout_id = p.id
         and a.status = 'batched' and p.status = 'completed')
       and not exists (select from advances a join ledger_entries e
           on e.merchant_id = a.merchant_id and e.mode = a.mode and e.kind = 'advance' and e.source_id = a.shipment_id and e.id <= p.to_entry
         where a.merchant_id = p.merchant_id and a.mode = p.mode and a.payout_id is null)`,
    [unit.mode, unit.now],
  );
}
