import { type Refusal, Refused } from '../../core/result.ts';
import type { LocalDate } from '../../core/time.ts';
import type { DomainEvent, Unit } from '../../core/unit.ts';
import { applyToOrders, lockOrder, lockOrdersByShopId, type OrderChange, type OrderRow, shipDeadline } from '../orders/index.ts';
import { counts, decideNewSlip, decideReport, decideSlip, fulfilmentOf, refusalOfVoid } from './decide/parcel.ts';
import type { CarrierReport, ShipmentRow, SlipCommand } from './model.ts';
import { checkSlip, type Slip } from './decide/slip.ts';
import { countSlips, findShipment, findShipments, insertShipments, shipmentsOfOrders, updateShipments } from './store.ts';

/** One slip of a file, for the order the shop knows by this number. */
export type SlipLine = { readonly shopOrderId: string; readonly slip: SlipCommand };
export type SlipOutcome = { readonly ok: true; readonly shipment: ShipmentRow } | { readonly ok: false; readonly refusal: Refusal };

/** Registers many slips of one shop; a refused one leaves the others alone. */
export async function registerSlips(unit: Unit, merchantId: string, lines: readonly SlipLine[]): Promise<SlipOutcome[]> {
  const orders = await lockOrdersByShopId(unit, merchantId, [...new Set(lines.map((line) => line.shopOrderId))]);
  const byShopId = new Map(orders.map((order) => [order.shop_order_id, order]));
  return registerOn(
    unit,
    merchantId,
    lines.map((line) => ({ order: byShopId.get(line.shopOrderId), slip: line.slip })),
  );
}

export async function registerSlip(
  unit: Unit,
  { merchantId, orderId, slip }: { merchantId: string; orderId: string; slip: SlipCommand },
): Promise<ShipmentRow> {
  const [outcome] = await registerOn(unit, merchantId, [{ order: await lockOrder(unit, merchantId, orderId), slip }]);
  if (outcome?.ok !== true) throw new Refused(outcome?.refusal ?? { code: 'order_not_found' });
  return outcome.shipment;
}

type SlipOnOrder = { readonly order: OrderRow | undefined; readonly slip: SlipCommand };

async function registerOn(unit: Unit, merchantId: string, wanted: readonly SlipOnOrder[]): Promise<SlipOutcome[]> {
  const orderIds = [...new Set(wanted.flatMap(({ order }) => (order ? [order.id] : [])))];
  const standing = Map.groupBy(await shipmentsOfOrders(unit, merchantId, orderIds), (shipment) => shipment.order_id);
  const slips = await countSlips(
    unit,
    merchantId,
    wanted.map(({ slip }) => normalised(slip)),
  );
  const added: ShipmentRow[] = [];
  const changes: OrderChange[] = [];
  const outcomes = wanted.map(({ order, slip }): SlipOutcome => {
    const shipments = order ? (standing.get(order.id) ?? []) : [];
    const counting = shipments.filter(counts);
    const key = slipKey(slip);
    const decided = decideSlip(slip, { order, shipments: counting, ordersOnSlip: slips.get(key) ?? 0, now: unit.now });
    if (!decided.ok || !order) return { ok: false, refusal: decided.ok ? { code: 'order_not_found' } : decided.refusal };
    const shipment = newShipment(unit, order, { ...slip, ...decided });
    slips.set(key, (slips.get(key) ?? 0) + 1);
    standing.set(order.id, [...shipments, shipment]);
    added.push(shipment);
    changes.push(registeredChange(order, [...counting, shipment], { shipment, completes: decided.completes }));
    return { ok: true, shipment };
  });
  if (added.length > 0) await insertShipments(unit, added);
  await applyToOrders(unit, changes);
  return outcomes;
}

function normalised(slip: Slip): string {
  const checked = checkSlip(slip);
  return checked.ok ? checked.slipNo : slip.slipNo;
}

/** As `countSlips` names them. */
function slipKey(slip: Slip): string {
  return `${slip.carrier} ${normalised(slip)}`;
}

type DecidedSlip = SlipCommand & Pick<ShipmentRow, 'items' | 'amount' | 'warnings'> & { readonly supersedes?: string };

function newShipment(unit: Unit, order: OrderRow, slip: DecidedSlip): ShipmentRow {
  return {
    merchant_id: order.merchant_id,
    id: unit.ids.next('shp'),
    order_id: order.id,
    status: 'slip_registered',
    carrier: slip.carrier,
    service_level: slip.serviceLevel,
    slip_no: slip.slipNo,
    shipped_at: slip.shippedAt,
    registered_at: unit.now,
    delivered_at: null,
    delivered_on: null,
    ship_to_index: slip.shipToIndex ?? null,
    items: slip.items,
    amount: slip.amount,
    warnings: slip.warnings,
    supersedes: slip.supersedes ?? null,
    superseded_by: null,
  };
}

function registeredChange(
  order: OrderRow,
  shipments: readonly ShipmentRow[],
  { shipment, completes }: { shipment: ShipmentRow; completes: boolean },
): OrderChange {
  return {
    merchantId: order.merchant_id,
    orderId: order.id,
    axes: { fulfilment: fulfilmentOf(order.content, shipments) },
    // Once all of it has left, an approval no longer runs out; until then what is left does.
    ...(completes ? { set: { expiresAt: null, dueAt: null } } : {}),
    events: [
      {
        type: 'shipment.registered',
        data: { shipmentId: shipment.id, carrier: shipment.carrier, slipNo: shipment.slip_no, amount: shipment.amount, completes },
      },
    ],
  };
}

/** SF-43: the same goods go out again under a new slip; invoice and due date stay. */
export async function replaceSlip(
  unit: Unit,
  { merchantId, shipmentId, slip }: { merchantId: string; shipmentId: string; slip: Partial<SlipCommand> & { slipNo: string } },
): Promise<ShipmentRow> {
  const { order, shipment } = await lockShipment(unit, merchantId, shipmentId);
  const command = { carrier: shipment.carrier, serviceLevel: shipment.service_level, shippedAt: unit.now, ...slip };
  const slips = await countSlips(unit, merchantId, [normalised(command)]);
  const decided = decideNewSlip(command, { order, shipment, ordersOnSlip: slips.get(slipKey(command)) ?? 0, now: unit.now });
  if (!decided.ok) throw new Refused(decided.refusal);
  const { items, amount, ship_to_index: shipToIndex } = shipment;
  const renewed = newShipment(unit, order, {
    ...command,
    ...decided,
    items,
    amount,
    supersedes: shipment.id,
    ...(shipToIndex === null ? {} : { shipToIndex }),
  });
  await updateShipments(unit, [{ merchant_id: merchantId, id: shipment.id, status: 'superseded', superseded_by: renewed.id }]);
  await insertShipments(unit, [renewed]);
  await applyToOrders(unit, [
    await standing(unit, order, [
      { type: 'shipment.superseded', data: { shipmentId: shipment.id, by: renewed.id, carrier: renewed.carrier, slipNo: renewed.slip_no } },
    ]),
  ]);
  return renewed;
}

/** Takes a slip back while the invoice of its parcel is not issued, which invoicing sees to; after that only a cancel of the order helps. */
export async function voidShipment(unit: Unit, merchantId: string, shipmentId: string): Promise<ShipmentRow> {
  const { order, shipment } = await lockShipment(unit, merchantId, shipmentId);
  if (shipment.status === 'voided') return shipment;
  const refusal = refusalOfVoid({ order, shipment });
  if (refusal) throw new Refused(refusal);
  await updateShipments(unit, [{ merchant_id: merchantId, id: shipment.id, status: 'voided' }]);
  const change = await standing(unit, order, [{ type: 'shipment.voided', data: { shipmentId: shipment.id } }]);
  // All of it had left, and now some has not: that runs out again, or it would hold the buyer's frame for ever.
  const until = order.expires_at === null ? await shipDeadline(unit, merchantId) : undefined;
  await applyToOrders(unit, [until === undefined ? change : { ...change, set: { expiresAt: until, dueAt: until } }]);
  return { ...shipment, status: 'voided' };
}

/** What had not left was taken off: what did leave may be all there is now. */
export async function settleFulfilment(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  for (const { merchantId, resource } of events) {
    await applyToOrders(unit, [await standing(unit, await lockOrder(unit, merchantId, resource.id), [])]);
  }
}

/** STEP7: what carriers report of parcels (着荷確認). Reports on unknown or settled parcels are refused. */
export async function reportFromCarrier(
  unit: Unit,
  { merchantId, shipmentId, report }: { merchantId: string; shipmentId: string; report: CarrierReport },
): Promise<ShipmentRow> {
  const { order, shipment } = await lockShipment(unit, merchantId, shipmentId);
  const decided = decideReport(shipment, report);
  if ('code' in decided) throw new Refused(decided);
  if (!decided.changed) return shipment;
  const delivered = report.kind === 'delivered' ? { delivered_at: unit.now, delivered_on: report.on } : {};
  await updateShipments(unit, [{ merchant_id: merchantId, id: shipment.id, status: decided.status, ...delivered }]);
  await applyToOrders(unit, [
    await standing(unit, order, [{ type: eventOf(report), data: { shipmentId: shipment.id, ...deliveredData(report) } }]),
  ]);
  return { ...shipment, status: decided.status, ...delivered };
}

function eventOf(report: CarrierReport): OrderChange['events'][number]['type'] {
  const types = {
    picked_up: 'in_transit',
    delivered: 'delivered',
    exception: 'exception',
    resumed: 'in_transit',
    returned: 'returned',
  } as const;
  return `shipment.${types[report.kind]}`;
}

function deliveredData(report: CarrierReport): { deliveredOn?: LocalDate } {
  return report.kind === 'delivered' ? { deliveredOn: report.on } : {};
}

async function standing(unit: Unit, order: OrderRow, events: OrderChange['events']): Promise<OrderChange> {
  const shipments = await shipmentsOfOrders(unit, order.merchant_id, [order.id]);
  return { merchantId: order.merchant_id, orderId: order.id, axes: { fulfilment: fulfilmentOf(order.content, shipments) }, events };
}

/** The order is locked first, then its shipment is read: commands on one order come one by one. */
async function lockShipment(unit: Unit, merchantId: string, shipmentId: string): Promise<{ order: OrderRow; shipment: ShipmentRow }> {
  const found = await findShipment(unit, merchantId, shipmentId);
  if (!found) throw new Refused({ code: 'not_found' });
  const order = await lockOrder(unit, merchantId, found.order_id);
  const [shipment] = await findShipments(unit, merchantId, [shipmentId]);
  if (!shipment) throw new Refused({ code: 'not_found' });
  return { order, shipment };
}
