import type { RegisterShipment } from '@atobarai/sdk/contract';
import { amountOf } from './amounts';
import { chooseCarrier, type CarrierOptions } from './carriers';
import type { Line } from './line';
import { cartLines } from './map-items';
import { momentOf } from './moment';
import { type FulfillmentRecord, type LabelRecord, type OrderRecord, present } from './order-record';
import { problem, type Problems } from './problems';
import { textOf } from './text';

/** `request` is null when the fulfilment holds nothing that travels: there is nothing to register. */
export type MappedShipment = { readonly ok: true; readonly request: RegisterShipment | null } | Problems;

export type ShipmentToMap = {
  readonly order: OrderRecord;
  readonly fulfillment: FulfillmentRecord;
  readonly label?: LabelRecord | undefined;
  readonly options: { readonly carriers: CarrierOptions };
};

/** The label that stands for a fulfilment: one slip each, because each slip is an invoice to the buyer. */
export function pickLabel(fulfillment: Pick<FulfillmentRecord, 'labels'>): LabelRecord | undefined {
  return present(fulfillment.labels)
    .filter(({ tracking_number: slipNo }) => slipNo?.trim())
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))[0];
}

/** A fulfilment of Medusa as a shipment of the service, or what keeps it from being one. */
export function mapShipment({ order, fulfillment, label = pickLabel(fulfillment), options }: ShipmentToMap): MappedShipment {
  const parcel = parcelOf(order, fulfillment);
  if (parcel === 'empty') return { ok: true, request: null };
  const slipNo = textOf(label?.tracking_number);
  const chosen = chooseCarrier(fulfillment, options.carriers, label?.tracking_url);
  if (slipNo && chosen.ok) {
    const items = parcel === 'rest' ? {} : { items: parcel };
    return { ok: true, request: { ...chosen.choice, slipNo, shippedAt: shippingMoment(fulfillment), ...items } };
  }
  const unlabelled = slipNo ? [] : [problem('label_missing', { field: 'labels' })];
  return { ok: false, problems: chosen.ok ? unlabelled : [...unlabelled, ...chosen.problems] };
}

function shippingMoment({ shipped_at: shippedAt, created_at: createdAt }: FulfillmentRecord): string {
  return (momentOf(shippedAt) ?? momentOf(createdAt) ?? new Date(0)).toISOString();
}

type Packed = { itemIndex: number; quantity: number };

/** What a fulfilment holds, by the indexes of the lines that were registered; `rest` is all that is not shipped yet. */
export function parcelOf(order: OrderRecord, fulfillment: FulfillmentRecord): Packed[] | 'rest' | 'empty' {
  // Not by the order's total: a return lowers it, and the goods of the next parcel stay what they are.
  const goods = cartLines(order).flatMap((line, itemIndex) => (line.kind === 'goods' ? [{ line, itemIndex }] : []));
  if (goods.length === 0) return 'rest';
  const inParcel = quantities([fulfillment]);
  const packed = goods.flatMap(({ line, itemIndex }) => packedOf(line, itemIndex, { order, fulfillment, inParcel }));
  if (packed.length === 0) return inParcel.size === 0 ? 'rest' : 'empty';
  const soFar = quantities(fulfillmentsUpTo(order, fulfillment));
  const completes = goods.every(({ line }) => (soFar.get(line.lineItemId ?? '') ?? 0) >= quantityOf(line, order));
  return completes ? 'rest' : packed;
}

type Parcel = { readonly order: OrderRecord; readonly fulfillment: FulfillmentRecord; readonly inParcel: ReadonlyMap<string, number> };

function packedOf(line: Line, itemIndex: number, { order, fulfillment, inParcel }: Parcel): Packed[] {
  const quantity = inParcel.get(line.lineItemId ?? '') ?? 0;
  if (quantity <= 0) return [];
  if (!line.whole) return [{ itemIndex, quantity: Math.min(Math.ceil(quantity), line.quantity) }];
  // It cannot be parted, so it travels with the first parcel that has any of it.
  const [first] = fulfillmentsUpTo(order, fulfillment).filter((each) => quantities([each]).has(line.lineItemId ?? ''));
  return !first || first.id === fulfillment.id ? [{ itemIndex, quantity: 1 }] : [];
}

function quantityOf(line: Line, order: OrderRecord): number {
  const item = present(order.items).find(({ id }) => id === line.lineItemId);
  return amountOf(item?.quantity ?? item?.detail?.quantity ?? line.quantity);
}

/** The order's parcels that left before this one, and this one. */
function fulfillmentsUpTo(order: OrderRecord, fulfillment: FulfillmentRecord): FulfillmentRecord[] {
  const others = present(order.fulfillments).filter(
    ({ id, canceled_at: canceledAt, shipped_at: shippedAt }) => id !== fulfillment.id && !canceledAt && shippedAt,
  );
  const leftBefore = others.filter((other) => whenShipped(other) < whenShipped(fulfillment));
  return [...leftBefore.toSorted((one, other) => whenShipped(one) - whenShipped(other)), fulfillment];
}

function whenShipped({ shipped_at: shippedAt, created_at: createdAt }: FulfillmentRecord): number {
  return (momentOf(shippedAt) ?? momentOf(createdAt))?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** How many of each line parcels hold, together. */
function quantities(fulfillments: readonly FulfillmentRecord[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const fulfillment of fulfillments) for (const [id, quantity] of perLine(fulfillment)) sums.set(id, (sums.get(id) ?? 0) + quantity);
  return sums;
}

/** A set stands in a fulfilment as a row for each of its parts, and more of a part where the set has several. */
function perLine({ items }: FulfillmentRecord): Map<string, number> {
  const fewest = new Map<string, number>();
  for (const { line_item_id: id, quantity } of present(items))
    if (id) fewest.set(id, Math.min(fewest.get(id) ?? Number.POSITIVE_INFINITY, amountOf(quantity)));
  return fewest;
}
