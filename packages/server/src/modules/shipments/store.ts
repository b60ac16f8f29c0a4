import type { Unit } from '../../core/unit.ts';
import { counts } from './decide/parcel.ts';
import type { ShipmentRow } from './model.ts';

const columns = `merchant_id, id, order_id, status, carrier, service_level, slip_no, shipped_at, registered_at, delivered_at, delivered_on,
  ship_to_index, items, amount, warnings, supersedes, superseded_by`;

export function shipmentsOfOrders(unit: Unit, merchantId: string, orderIds: readonly string[]): Promise<ShipmentRow[]> {
  return unit.tx.query<ShipmentRow>(
    `select ${columns} from shipments where merchant_id = $1 and mode = $2 and order_id = any ($3::text[]) order by id`,
    [merchantId, unit.mode, orderIds],
  );
}

/** The parcels of an order that count. */
export async function standingParcels(unit: Unit, order: { readonly merchant_id: string; readonly id: string }): Promise<ShipmentRow[]> {
  const shipments = await shipmentsOfOrders(unit, order.merchant_id, [order.id]);
  return shipments.filter(counts);
}

export async function findShipment(unit: Unit, merchantId: string, id: string): Promise<ShipmentRow | undefined> {
  const [row] = await unit.tx.query<ShipmentRow>(`select ${columns} from shipments where merchant_id = $1 and mode = $2 and id = $3`, [
    merchantId,
    unit.mode,
    id,
  ]);
  return row;
}

export function findShipments(unit: Unit, merchantId: string, ids: readonly string[]): Promise<ShipmentRow[]> {
  return unit.tx.query<ShipmentRow>(
    `select ${columns} from shipments where merchant_id = $1 and mode = $2 and id = any ($3::text[]) order by id`,
    [merchantId, unit.mode, ids],
  );
}

/** On how many orders of this shop each slip stands already; numbers come round again after 90 days. */
export async function countSlips(unit: Unit, merchantId: string, slipNos: readonly string[]): Promise<Map<string, number>> {
  const rows = await unit.tx.query<{ slip: string; orders: number }>(
    `select carrier || ' ' || slip_no as slip, count(distinct order_id)::int as orders from shipments
     where merchant_id = $1 and mode = $2 and slip_no = any ($3::text[]) and status not in ('voided', 'superseded')
       and registered_at > $4::timestamptz - interval '90 days' group by 1`,
    [merchantId, unit.mode, slipNos, unit.now],
  );
  return new Map(rows.map((row) => [row.slip, row.orders]));
}

export async function insertShipments(unit: Unit, rows: readonly ShipmentRow[]): Promise<void> {
  await unit.tx.query(
    `insert into shipments (merchant_id, mode, id, order_id, status, carrier, service_level, slip_no, shipped_at, registered_at, ship_to_index,
       items, amount, warnings, supersedes)
     select merchant_id, $1, id, order_id, status, carrier, service_level, slip_no, shipped_at, registered_at, ship_to_index, items, amount, warnings, supersedes
     from jsonb_to_recordset($2::jsonb) as r (merchant_id text, id text, order_id text, status text, carrier text, service_level text, slip_no text,
       shipped_at timestamptz, registered_at timestamptz, ship_to_index int, items jsonb, amount bigint, warnings text[], supersedes text)`,
    [unit.mode, JSON.stringify(rows)],
  );
}

export type ShipmentPatch = Pick<ShipmentRow, 'merchant_id' | 'id' | 'status'> &
  Partial<Pick<ShipmentRow, 'delivered_at' | 'delivered_on' | 'superseded_by'>>;

export async function updateShipments(unit: Unit, patches: readonly ShipmentPatch[]): Promise<void> {
  await unit.tx.query(
    `update shipments s set status = p.status, delivered_at = coalesce(p.delivered_at, s.delivered_at),
       delivered_on = coalesce(p.delivered_on, s.delivered_on), superseded_by = coalesce(p.superseded_by, s.superseded_by)
     from jsonb_to_recordset($2::jsonb) as p (merchant_id text, id text, status text, delivered_at timestamptz, delivered_on date, superseded_by text)
     where s.merchant_id = p.merchant_id and s.mode = $1 and s.id = p.id`,
    [unit.mode, JSON.stringify(patches)],
  );
}

/** By its id alone, for operators: ids are unique across shops. */
export async function findShipmentAnywhere(unit: Unit, id: string): Promise<ShipmentRow | undefined> {
  const [row] = await unit.tx.query<ShipmentRow>(`select ${columns} from shipments where mode = $1 and id = $2`, [unit.mode, id]);
  return row;
}
