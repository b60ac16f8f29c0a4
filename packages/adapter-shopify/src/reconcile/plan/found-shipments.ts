import type { Order, Shipment } from '@atobarai/sdk';
import type { FulfillmentFacts, OrderRecord, ReportedShipment } from '../model.ts';
import type { Registered } from './claimed.ts';
import { byTime, digestOfSlip, isStanding } from './shipments.ts';

// An answer may be lost, and the adapter may die before it keeps one. What the service has under a
// parcel's number is that parcel: its later corrections and its withdrawal must find it.

type Reported = OrderRecord['shipments'];

/** What the record says of shipments, with what the service knows beyond it. */
export function foundShipments({ shopify, atobarai, record }: Registered): Reported {
  const standingFirst = [...shopify.fulfillments].sort((one, other) => Number(other.stands) - Number(one.stands) || byTime(one, other));
  return standingFirst.reduce<Reported>((reported, fulfillment) => {
    const known = reported[fulfillment.gid];
    const found = known ? replaced(known, fulfillment, atobarai) : unrecorded(reported, fulfillment, atobarai);
    return found === undefined ? reported : { ...reported, [fulfillment.gid]: found };
  }, record.shipments);
}

/** The slip that took the place of the one that is recorded. */
function replaced(known: ReportedShipment, fulfillment: FulfillmentFacts, { shipments }: Order): ReportedShipment | undefined {
  const byId = new Map(shipments.map((shipment) => [shipment.id, shipment]));
  let last = byId.get(known.shipmentId);
  for (let next = last; next !== undefined; next = byId.get(next.supersededBy ?? '')) last = next;
  if (last === undefined || last.id === known.shipmentId) return undefined;
  // A number that staff gave at the service is theirs: as long as Shopify's stays the same, so does it.
  return { shipmentId: last.id, digest: digestUnder(fulfillment, last) ?? known.digest };
}

function unrecorded(reported: Reported, fulfillment: FulfillmentFacts, { shipments }: Order): ReportedShipment | undefined {
  const known = new Set(Object.values(reported).map(({ shipmentId }) => shipmentId));
  const same = shipments.filter(({ id }) => !known.has(id)).filter((shipment) => digestUnder(fulfillment, shipment) !== null);
  // What was withdrawn once and stands again was registered by staff.
  if (!fulfillment.stands && same.some(({ status }) => status === 'voided')) return undefined;
  const found = same.find(isStanding);
  const digest = found && digestUnder(fulfillment, found);
  return found && digest ? { shipmentId: found.id, digest } : undefined;
}

/** Digest of the parcel's slip where the shipment bears its number; null where it bears another. */
function digestUnder({ slip }: FulfillmentFacts, { carrier, slipNo }: Shipment): string | null {
  return slip.kind === 'slip' && slip.carrier === carrier && slip.slipNo === slipNo ? digestOfSlip(slip) : null;
}
