import type { RegisterShipment } from '@atobarai/sdk/contract';
import { chooseCarrier, type CarrierOptions } from './carriers';
import { momentOf } from './moment';
import type { FulfillmentRecord, LabelRecord } from './order-record';
import { type Parcel, type ParcelToRead, pickLabel, readParcel } from './parcel';
import { problem, type Problems } from './problems';
import { textOf } from './text';
import { areTold, type ToldParcel } from './told-parcels';

/** A slip, and what travels under it. */
export type ParcelToTell = { readonly slip: Omit<RegisterShipment, 'items'>; readonly parcel: Parcel };

/** `toTell` is null when the fulfilment holds nothing that travels: there is nothing to register. */
export type MappedShipment = { readonly ok: true; readonly toTell: ParcelToTell | null } | Problems;

export type ShipmentToMap = Omit<ParcelToRead, 'slipNo'> & {
  readonly label?: LabelRecord | undefined;
  readonly options: { readonly carriers: CarrierOptions };
};

/** A fulfilment of Medusa as a shipment of the service, or what keeps it from being one. */
export function mapShipment({ label: given, options, ...records }: ShipmentToMap): MappedShipment {
  const { fulfillment } = records;
  const label = given ?? pickLabel(fulfillment);
  const slipNo = textOf(label?.tracking_number);
  const parcel = readParcel({ ...records, slipNo: slipNo ?? '' });
  if (parcel === null) return { ok: true, toTell: null };
  const chosen = chooseCarrier(fulfillment, options.carriers, label?.tracking_url);
  if (slipNo && chosen.ok) {
    return { ok: true, toTell: { slip: { ...chosen.choice, slipNo, shippedAt: shippingMoment(fulfillment) }, parcel } };
  }
  const unlabelled = slipNo ? [] : [problem('label_missing', { field: 'labels' })];
  return { ok: false, problems: chosen.ok ? unlabelled : [...unlabelled, ...chosen.problems] };
}

/**
 * What to tell the service of a parcel. The last one takes all that is left there, but not before the
 * service knows those that left earlier: it would take their goods along, and bill them under its own slip.
 */
export function requestOf({ slip, parcel: { packed, before } }: ParcelToTell, told: readonly ToldParcel[]): RegisterShipment {
  return before && areTold(told, before) ? slip : { ...slip, items: packed.map((each) => ({ ...each })) };
}

function shippingMoment({ shipped_at: shippedAt, created_at: createdAt }: FulfillmentRecord): string {
  return (momentOf(shippedAt) ?? momentOf(createdAt) ?? new Date(0)).toISOString();
}
