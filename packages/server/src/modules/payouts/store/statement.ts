import { type Account, isPayableLine } from '../../ledger/index.ts';
import type { Unit } from '../../../core/unit.ts';
import type { PayableEntry, Payout } from '../model.ts';

/**
 * The entries of a payout in their order, with the order each is about. What caused an entry is
 * written `<shipment or invoice>` or `<shipment or invoice>:<turn>`; a month has no order.
 */
export function entriesOf(unit: Unit, payout: Payout, page: { readonly after: number; readonly limit: number }): Promise<PayableEntry[]> {
  return unit.tx.query<PayableEntry>(
    `select e.id, e.kind, e.source_id as "sourceId", e.booked_on as "bookedOn", e.debit, e.credit, e.amount,
       o.id as "orderId", o.shop_order_id as "shopOrderId"
     from ledger_entries e
     left join shipments s on s.merchant_id = e.merchant_id and s.mode = e.mode and s.id = split_part(e.source_id, ':', 1)
     left join invoices i on i.merchant_id = e.merchant_id and i.mode = e.mode and i.id = split_part(e.source_id, ':', 1)
     left join orders o on o.merchant_id = e.merchant_id and o.mode = e.mode and o.id = coalesce(s.order_id, i.order_id)
     where e.merchant_id = $1 and e.mode = $2 and e.id > greatest($3::bigint, $5::bigint) and e.id <= $4 and ${isPayableLine}
     order by e.id limit $6`,
    [payout.merchantId, unit.mode, payout.fromEntry, payout.toEntry, page.after, page.limit],
  );
}

export type EntrySum = { readonly kind: string; readonly other: Account; readonly count: number; readonly amount: number };

/** What the entries of a payout come to, by kind and by the account on their other side. */
export function sumEntriesOf(unit: Unit, payout: Payout): Promise<EntrySum[]> {
  return unit.tx.query<EntrySum>(
    `select e.kind, case e.credit when 'MERCHANT_PAYABLE' then e.debit else e.credit end as other, count(*)::int as count,
       sum(case e.credit when 'MERCHANT_PAYABLE' then e.amount else -e.amount end)::bigint as amount
     from ledger_entries e where e.merchant_id = $1 and e.mode = $2 and e.id > $3 and e.id <= $4 and ${isPayableLine}
     group by 1, 2`,
    [payout.merchantId, unit.mode, payout.fromEntry, payout.toEntry],
  );
}
