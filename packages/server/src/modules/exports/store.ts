import type { Unit } from '../../core/unit.ts';
import type { ExportedOrder, ExportedShipment } from './model.ts';
import { rowsPerPage } from './policy.ts';

/** Days of the orders, first and last. */
export type ExportFilter = {
  readonly merchantId: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly status?: string | undefined;
};

type SealedOrder = Omit<ExportedOrder, 'personal'> & { readonly personal: Uint8Array };

/** In the order in which they were registered, which in an import is the order of its file. */
export async function loadOrders(unit: Unit, { merchantId, from, to, status }: ExportFilter, after: string): Promise<ExportedOrder[]> {
  const rows = await unit.tx.query<SealedOrder>(
    `select id, shop_order_id, status, credit, fulfilment, billing, settlement, registered_at, expires_at, order_date, channel, buyer_kind,
       billed_amount, approved_amount, returned_amount, content, personal,
       array(select r->>'code' from json_array_elements(coalesce(decision->'reasons', '[]')) r) as reasons
     from orders where merchant_id = $1 and mode = $2 and id > $3 and ($4::date is null or order_date >= $4) and ($5::date is null or order_date <= $5)
       and ($6::text is null or status = $6)
     order by id limit $7`,
    [merchantId, unit.mode, after, from ?? null, to ?? null, status ?? null, rowsPerPage],
  );
  return rows.map((row) => ({ ...row, personal: JSON.parse(unit.crypto.open(row.personal)) as ExportedOrder['personal'] }));
}

export function loadShipments(unit: Unit, { merchantId, from, to }: ExportFilter, after: string): Promise<ExportedShipment[]> {
  return unit.tx.query<ExportedShipment>(
    `select s.id, s.order_id, o.shop_order_id, s.status, s.carrier, s.service_level, s.slip_no, s.shipped_at, s.registered_at, s.delivered_on,
       s.amount, s.warnings, s.superseded_by
     from shipments s join orders o on o.merchant_id = s.merchant_id and o.mode = s.mode and o.id = s.order_id
     where s.merchant_id = $1 and s.mode = $2 and s.id > $3 and ($4::date is null or o.order_date >= $4) and ($5::date is null or o.order_date <= $5)
     order by s.id limit $6`,
    [merchantId, unit.mode, after, from ?? null, to ?? null, rowsPerPage],
  );
}
