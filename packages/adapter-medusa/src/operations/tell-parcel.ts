import type { Client, Order } from '@atobarai/sdk';
import { type ParcelToTell, requestOf } from '../lib/map-shipment';
import { isAllTold, isTold, parcelsUnder } from '../lib/told-parcels';

/** What is needed of the service to tell it of a parcel. */
type Slips = { readonly shipments: Pick<Client['shipments'], 'register'> };

/** Registers a parcel at the service, unless it is there under its number. */
export async function tellParcel(
  client: Slips,
  remote: Pick<Order, 'id' | 'shipments'>,
  { toTell, idempotencyKey }: { readonly toTell: ParcelToTell; readonly idempotencyKey: string },
): Promise<void> {
  const { id, shipments } = remote;
  if (!isTold(shipments, toTell)) await client.shipments.register(id, requestOf(toTell, shipments), { idempotencyKey });
}

/** Registers all that is left under one slip, unless nothing is left and the slip is there. */
export async function tellRest(
  client: Slips,
  { id, items, shipments }: Pick<Order, 'id' | 'items' | 'shipments'>,
  { slip, idempotencyKey }: { readonly slip: ParcelToTell['slip']; readonly idempotencyKey: string },
): Promise<void> {
  const isKnown = parcelsUnder(shipments, slip.slipNo).length > 0 && isAllTold({ items, shipments });
  if (!isKnown) await client.shipments.register(id, slip, { idempotencyKey });
}
