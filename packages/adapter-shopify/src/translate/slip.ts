import type { Flag } from '../reconcile/flags.ts';
import type { FulfillmentFacts, SlipReading } from '../reconcile/model.ts';
import type { AdminOrder } from '../reconcile/ports.ts';
import { type CarrierRules, carrierOf } from './carrier.ts';
import { cutTo, given } from './text.ts';

type Fulfillment = AdminOrder['fulfillments'][number];

/** What was reported of a fulfilment in these states is withdrawn; everything else left the shop. */
const fallen: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE']);
/** Nothing has left yet. */
const waiting: ReadonlySet<string> = new Set(['OPEN', 'PENDING']);

/** Reads what has left the shop, parcel by parcel. */
export function fulfillmentFactsOf({ fulfillments }: AdminOrder, rules: CarrierRules): FulfillmentFacts[] {
  return fulfillments
    .filter(({ status }) => !waiting.has(status))
    .map((fulfillment) => ({
      gid: fulfillment.id,
      stands: !fallen.has(fulfillment.status),
      shippedAt: fulfillment.createdAt,
      deliveredAt: fulfillment.deliveredAt,
      slip: slipOf(fulfillment, rules),
      lines: linesIn(fulfillment),
    }));
}

/**
 * The slip of a fulfilment. Several numbers are several parcels of one fulfilment and nobody says what is
 * in which: the first one stands for all of it, the others are told of in `more`.
 */
export function slipOf({ trackingInfo }: Pick<Fulfillment, 'trackingInfo'>, rules: CarrierRules): SlipReading {
  const parcels = trackingInfo.flatMap(({ company, number }) => numbersIn(number).map((slipNo) => ({ company, slipNo })));
  const [first] = parcels;
  if (first === undefined) return { kind: 'unreadable', flag: { code: 'tracking_missing' } };
  const read = carrierOf(first.company, rules);
  if (read.kind !== 'carrier') return { kind: 'unreadable', flag: carrierFlag(first.company) };
  const more = [...new Set(parcels.map(({ slipNo }) => slipNo))].filter((slipNo) => slipNo !== first.slipNo);
  return { kind: 'slip', carrier: read.carrier, serviceLevel: read.serviceLevel, slipNo: first.slipNo, more };
}

function carrierFlag(company: string | null): Flag {
  return { code: 'carrier_unknown', values: { company: cutTo(given(company) ?? '-', 60) } };
}

/** Staff write several numbers into one field; dashes belong to a number, commas and new lines part them. */
function numbersIn(text: string | null): string[] {
  const folded = (text ?? '').normalize('NFKC').replace(/[‐‑‒–—―−ー]/g, '-');
  return folded.split(/[,、;\n\r\t/|]+|\s{2,}|(?<=\d{8})\s+(?=\d)/).flatMap((part) => {
    const number = part.replace(/[\s-]/g, '');
    return number === '' ? [] : [cutTo(number, 60)];
  });
}

/** Which lines of the order are in the parcel; null when Shopify did not tell of all of it. */
function linesIn({ fulfillmentLineItems, totalQuantity }: Fulfillment): FulfillmentFacts['lines'] {
  const lines = fulfillmentLineItems.nodes.map(({ quantity, lineItem }) => ({ lineGid: lineItem.id, quantity: quantity ?? 0 }));
  const told = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return told < totalQuantity || told === 0 ? null : lines.filter(({ quantity }) => quantity > 0);
}
