import type { Order, Shipment } from '@atobarai/sdk/contract';
import type { Packed, Parcel } from './parcel';
import { digitsOf } from './slip-number';

/** A parcel as the service has it. */
export type ToldParcel = Pick<Shipment, 'status' | 'slipNo' | 'items'>;

/** True when the service has so much of each line in parcels that stand. */
export function areTold(parcels: readonly ToldParcel[], packed: readonly Packed[]): boolean {
  const items = parcels.filter(stands).flatMap((parcel) => parcel.items);
  return packed.every(({ itemIndex, quantity }) => {
    const told = items.reduce((sum, item) => (item.itemIndex === itemIndex ? sum + item.quantity : sum), 0);
    return told >= quantity;
  });
}

/** The parcels that carry a number: several of Medusa's fulfilments may travel in one box. */
export function parcelsUnder<Told extends ToldParcel>(parcels: readonly Told[], slipNo: string): Told[] {
  const digits = digitsOf(slipNo);
  return parcels.filter((parcel) => stands(parcel) && digitsOf(parcel.slipNo) === digits);
}

/** True when the service has a parcel under its number already. The number alone does not tell: it may be another's in the same box. */
export function isTold(parcels: readonly ToldParcel[], { slip, parcel }: ParcelWithSlip): boolean {
  const found = parcelsUnder(parcels, slip.slipNo);
  return found.length > 0 && areTold(found, parcel.underNumber);
}

type ParcelWithSlip = { readonly slip: { readonly slipNo: string }; readonly parcel: Pick<Parcel, 'underNumber'> };

/** True when nothing of an order at the service is left to ship. */
export function isAllTold({ items, shipments }: Pick<Order, 'items'> & { readonly shipments: readonly ToldParcel[] }): boolean {
  const lines = items.map(({ kind, quantity }, itemIndex) => ({ kind, itemIndex, quantity }));
  const goods = lines.filter(({ kind }) => kind === 'goods');
  return areTold(shipments, goods.length > 0 ? goods : lines);
}

function stands({ status }: Pick<ToldParcel, 'status'>): boolean {
  return status !== 'voided' && status !== 'superseded';
}
