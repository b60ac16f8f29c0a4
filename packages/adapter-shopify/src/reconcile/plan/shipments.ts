import type { Order, Shipment } from '@atobarai/sdk';
import type { RegisterShipment } from '@atobarai/sdk/contract';
import { digestOf, shipKey } from '../digest.ts';
import type { FulfillmentFacts, OrderRecord, ReportedShipment, ShopifyFacts, SlipReading } from '../model.ts';
import { ask, flagged, nothing, type Part, together } from './part.ts';
import { isPaidOtherwise, type Registered } from './claimed.ts';

// Every fulfilment that stands is one parcel under one slip: the invoice and the advance wait for it.

type Slip = Extract<SlipReading, { kind: 'slip' }>;

export function shipmentsPart(facts: Registered): Part {
  const inOrder = [...facts.shopify.fulfillments].sort(byTime);
  const standing = inOrder.filter(({ stands }) => stands);
  if (!facts.atobarai.shipAllowed) {
    const isLoss = standing.length > 0 && !isOver(facts.atobarai) && !isPaidOtherwise(facts);
    return isLoss ? flagged({ code: 'shipped_unapproved' }) : nothing;
  }
  // One parcel a round: what is left to ship is known anew after each.
  const reports = standing.map((fulfillment) => parcel(facts, fulfillment));
  const first = reports.findIndex(({ actions }) => actions.length > 0);
  return together(...reports.filter(({ actions }, index) => actions.length === 0 || index === first));
}

export function byTime(one: FulfillmentFacts, other: FulfillmentFacts): number {
  const order = Date.parse(one.shippedAt) - Date.parse(other.shippedAt);
  return order === 0 ? (one.gid < other.gid ? -1 : 1) : order;
}

const isOver = ({ axes }: Order): boolean => axes.credit === 'cancelled';

function parcel(facts: Registered, fulfillment: FulfillmentFacts): Part {
  const { slip } = fulfillment;
  if (slip.kind === 'unreadable') return flagged(slip.flag);
  const extra =
    slip.more.length > 0 ? flagged({ code: 'tracking_extra', values: { slipNo: slip.slipNo, more: slip.more.length } }) : nothing;
  const reported = facts.record.shipments[fulfillment.gid];
  const digest = digestOfSlip(slip);
  if (reported?.digest === digest) return extra;
  return together(
    extra,
    reported ? replaceSlip(facts, fulfillment, { slip, digest, reported }) : report(facts, fulfillment, { slip, digest }),
  );
}

/** What makes a slip the same: where it goes by, and its numbers. */
export function digestOfSlip({ carrier, serviceLevel, slipNo, more }: Slip): string {
  return digestOf({ carrier, serviceLevel, numbers: [slipNo, ...more] });
}

type ToReport = { readonly slip: Slip; readonly digest: string };

function report(facts: Registered, { gid, lines, shippedAt }: FulfillmentFacts, { slip, digest }: ToReport): Part {
  const { record, atobarai } = facts;
  const items = itemsOf(lines, record, atobarai);
  const { carrier, serviceLevel, slipNo } = slip;
  // A gift that came later, or goods sent twice: its number is of nothing the buyer is billed for.
  if (items?.length === 0) return flagged({ code: 'parcel_not_registered', values: { slipNo } });
  return ask(facts, {
    do: 'report_shipment',
    slot: `ship:${gid}`,
    digest,
    key: shipKey(record, gid, { carrier, numbers: [slipNo, ...slip.more] }),
    orderId: atobarai.id,
    fulfillmentGid: gid,
    shipment: { carrier, serviceLevel, slipNo, shippedAt, ...(items === undefined || isLast(facts, gid) ? {} : { items }) },
  });
}

/** The last parcel is all that is still to be billed: of what was taken out of the order the service may know the amount alone. */
function isLast({ shopify, record }: Registered, gid: string): boolean {
  const others = shopify.fulfillments.filter((other) => other.stands && other.gid !== gid);
  return shopify.fulfilled && others.every((other) => record.shipments[other.gid] !== undefined);
}

function replaceSlip(
  facts: Registered,
  { gid, shippedAt }: FulfillmentFacts,
  { slip, digest, reported }: ToReport & { reported: ReportedShipment },
): Part {
  const { carrier, serviceLevel, slipNo } = slip;
  return ask(facts, {
    do: 'replace_slip',
    slot: `ship:${gid}`,
    digest,
    key: shipKey(facts.record, gid, { carrier, numbers: [slipNo, ...slip.more], replaces: reported.shipmentId }),
    shipmentId: reported.shipmentId,
    fulfillmentGid: gid,
    slip: { carrier, serviceLevel, slipNo, shippedAt },
  });
}

/** Parcels reported under fulfilments that were cancelled since; before amounts, since nothing that came back can be withdrawn. */
export function withdrawalsPart(facts: Registered): Part {
  const { shopify, atobarai, record } = facts;
  if (!atobarai.shipAllowed || shopify.cancelledAt !== null || shopify.claim.kind === 'nothing_due') return nothing;
  const stands = new Set(shopify.fulfillments.flatMap(({ gid, stands: it }) => (it ? [gid] : [])));
  const gone = Object.entries(record.shipments).filter(([gid]) => !stands.has(gid));
  return together(...gone.map(([gid, { shipmentId }]) => withdrawal(facts, gid, shipmentId)));
}

function withdrawal(facts: Registered, fulfillmentGid: string, shipmentId: string): Part {
  return ask(facts, {
    do: 'void_shipment',
    slot: `ship:${fulfillmentGid}`,
    digest: digestOf({ void: shipmentId }),
    key: shipKey(facts.record, fulfillmentGid, { void: shipmentId }),
    shipmentId,
    fulfillmentGid,
  });
}

/** The parcel's lines as the service numbers them; undefined for everything that is left, where nobody knows them. */
function itemsOf(lines: FulfillmentFacts['lines'], record: OrderRecord, order: Order): RegisterShipment['items'] {
  if (lines === null || record.registered === null) return undefined;
  const left = leftOf(record.registered.quantities, reportedIn(order, record));
  return lines.flatMap(({ lineGid, quantity }) => {
    let open = quantity;
    return (record.registered?.lines ?? []).flatMap((gid, itemIndex) => {
      const take = gid === lineGid ? Math.min(open, left[itemIndex] ?? 0) : 0;
      if (take <= 0) return [];
      open -= take;
      left[itemIndex] = (left[itemIndex] ?? 0) - take;
      return [{ itemIndex, quantity: take }];
    });
  });
}

/** Only what is known to be another parcel: the same key must carry the same body when its answer was lost. */
function reportedIn({ shipments }: Order, record: OrderRecord): Shipment[] {
  const known = new Set(Object.values(record.shipments).map(({ shipmentId }) => shipmentId));
  return shipments.filter((shipment) => isStanding(shipment) && known.has(shipment.id));
}

export const isStanding = ({ status }: Shipment): boolean => status !== 'voided' && status !== 'superseded';

function leftOf(quantities: readonly number[], shipments: readonly Shipment[]): number[] {
  const left = [...quantities];
  for (const { itemIndex, quantity } of shipments.flatMap(({ items }) => items)) left[itemIndex] = (left[itemIndex] ?? 0) - quantity;
  return left;
}

/** Everything that was to leave has left, as Shopify has it. */
export function hasStanding({ fulfillments }: ShopifyFacts): boolean {
  return fulfillments.some(({ stands }) => stands);
}
