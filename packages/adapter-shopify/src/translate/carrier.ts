import { type Carrier, carrierServices } from '@atobarai/sdk/contract';
import { carrierRows, unconfirmedServices } from './carrier-words.ts';
import { matchingText } from './text.ts';

/** The shop's own words for carriers, and its services; a part of the policy. */
export type CarrierRules = {
  readonly carrierOverrides: Readonly<Record<string, string>>;
  readonly serviceLevels: Readonly<Record<string, string>>;
};

/** `unknown`: no word for it is known, so the shop is asked. `unconfirmed`: nobody confirms its arrival. */
export type CarrierReading =
  | { readonly kind: 'carrier'; readonly carrier: Carrier; readonly serviceLevel: string }
  | { readonly kind: 'unknown' | 'unconfirmed' };

const words = new Map(
  carrierRows.flatMap(({ carrier, serviceLevel, words: each }) =>
    each.map((word) => [matchingText(word), { carrier, serviceLevel }] as const),
  ),
);
const unconfirmed = new Set(unconfirmedServices.map(matchingText));
/** What follows a carrier's name without changing it: 株式会社, 様, the name of a plan. */
const decoration = /株式会社|有限会社|\(株\)|㈱|様$/g;

/** Which carrier, and which of its services, is meant by the name a shop or an app wrote. */
export function carrierOf(company: string | null | undefined, { carrierOverrides, serviceLevels }: CarrierRules): CarrierReading {
  const written = matchingText((company ?? '').normalize('NFKC').replace(decoration, ''));
  if (written === '') return { kind: 'unknown' };
  const own = Object.entries(carrierOverrides).find(
    ([name]) => matchingText(name.normalize('NFKC').replace(decoration, '')) === written,
  )?.[1];
  if (own !== undefined) return isCarrier(own) ? withService(own, undefined, serviceLevels) : { kind: 'unknown' };
  if (unconfirmed.has(written)) return { kind: 'unconfirmed' };
  const found = words.get(written) ?? namedWithin(written);
  if (found === undefined) return unconfirmedWithin(written) ? { kind: 'unconfirmed' } : { kind: 'unknown' };
  return withService(found.carrier, found.serviceLevel, serviceLevels);
}

/**
 * `ヤマト運輸(宅急便)` names a carrier and a service of it; two carriers are none. A word of two letters
 * stands in another by chance (新潟 is a town, too): it makes a doubt, but never a carrier.
 */
function namedWithin(written: string): { carrier: Carrier; serviceLevel: string } | undefined {
  if (unconfirmedWithin(written)) return undefined;
  const hits = [...words].filter(([word]) => written.includes(word)).toSorted(([one], [other]) => other.length - one.length);
  const standing = hits.filter(([word], index) => !hits.slice(0, index).some(([longer]) => longer.includes(word)));
  const [longest] = standing;
  if (longest === undefined || longest[0].length < 3 || new Set(standing.map(([, { carrier }]) => carrier)).size > 1) return undefined;
  const service = standing.find(([, { carrier, serviceLevel }]) => serviceLevel !== usualService(carrier));
  return (service ?? longest)[1];
}

function unconfirmedWithin(written: string): boolean {
  return [...unconfirmed].some((word) => word.length >= 3 && written.includes(word));
}

function usualService(carrier: Carrier): string {
  return carrierServices[carrier][0];
}

function withService(carrier: Carrier, told: string | undefined, chosen: Readonly<Record<string, string>>): CarrierReading {
  const usual = usualService(carrier);
  // What the name itself tells is more exact than what the shop usually sends.
  const serviceLevel = told !== undefined && told !== usual ? told : (chosen[carrier] ?? usual);
  return { kind: 'carrier', carrier, serviceLevel };
}

function isCarrier(slug: string): slug is Carrier {
  return Object.hasOwn(carrierServices, slug);
}
