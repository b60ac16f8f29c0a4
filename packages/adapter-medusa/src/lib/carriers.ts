import { carrierServices, type Carrier } from '@atobarai/sdk/contract';
import type { FulfillmentRecord } from './order-record';
import { problem, type Problems } from './problems';
import { textOf } from './text';

/** A designated carrier and one of its services (AD-09, AD-10). */
export type CarrierChoice = { readonly carrier: Carrier; readonly serviceLevel: string };

export type CarrierOptions = {
  /** By the id of a shipping option, `so_…`. */
  readonly byOptionId: Readonly<Record<string, CarrierChoice>>;
  /** By the code of a shipping option's type. */
  readonly byTypeCode: Readonly<Record<string, CarrierChoice>>;
  /** For shipping options that say nothing. */
  readonly default?: CarrierChoice | undefined;
};

/** Every designated carrier with its services, for lists to choose from. */
export const carrierList: readonly { readonly carrier: Carrier; readonly services: readonly string[] }[] = Object.entries(
  carrierServices,
).map(([carrier, services]) => ({ carrier: carrier as Carrier, services }));

/** Reads `yamato` or `japan_post/yupacket`; the first service of a carrier is its ordinary parcel. */
export function parseCarrier(text: string): CarrierChoice | undefined {
  const [name = '', service] = text.trim().toLowerCase().replaceAll('-', '_').split('/');
  const known = carrierList.find(({ carrier }) => carrier === name);
  const serviceLevel = service ?? known?.services[0];
  if (!known || serviceLevel === undefined || !known.services.includes(serviceLevel)) return undefined;
  return { carrier: known.carrier, serviceLevel };
}

const trackingHosts: readonly (readonly [host: string, carrier: Carrier])[] = [
  ['kuronekoyamato.co.jp', 'yamato'],
  ['sagawa-exp.co.jp', 'sagawa'],
  ['japanpost.jp', 'japan_post'],
  ['seino.co.jp', 'seino'],
  ['fukutsu.co.jp', 'fukuyama'],
  ['nittsu.co.jp', 'nittsu'],
  ['ecohai.co.jp', 'ecohai'],
];

/** The carrier whose site a tracking link leads to. */
export function carrierOfTracking(url: string | null | undefined): CarrierChoice | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const found = trackingHosts.find(([host]) => hostname === host || hostname.endsWith(`.${host}`));
  return found && parseCarrier(found[1]);
}

export type Chosen = { readonly ok: true; readonly choice: CarrierChoice } | Problems;

/**
 * Who carries a fulfilment. Medusa has no field for it, so in this order: `data.carrier_code` of the
 * shipping option (with `data.service_level`), the code of its type, the shop's `carriers` option, the
 * site of the tracking link, the shop's default.
 */
export function chooseCarrier(fulfillment: Sent, options: CarrierOptions, trackingUrl?: string | null): Chosen {
  const option = fulfillment.shipping_option;
  const said = textOf(option?.data?.['carrier_code']);
  if (said !== undefined) return asked(said, textOf(option?.data?.['service_level']));
  const choice = byOption(fulfillment, options) ?? carrierOfTracking(trackingUrl) ?? options.default;
  return choice ? { ok: true, choice } : { ok: false, problems: [problem('carrier_unset', { field: 'shipping_option' })] };
}

type Sent = Pick<FulfillmentRecord, 'shipping_option' | 'shipping_option_id'>;

function byOption({ shipping_option: option, shipping_option_id: optionId }: Sent, { byOptionId, byTypeCode }: CarrierOptions) {
  const typeCode = option?.type?.code ?? '';
  return parseCarrier(typeCode) ?? byOptionId[option?.id ?? optionId ?? ''] ?? byTypeCode[typeCode];
}

/** A carrier that is named but not designated is a mistake to be told, not one to be guessed around. */
function asked(carrier: string, serviceLevel: string | undefined): Chosen {
  const name = serviceLevel === undefined || carrier.includes('/') ? carrier : `${carrier}/${serviceLevel}`;
  const choice = parseCarrier(name);
  if (choice) return { ok: true, choice };
  return { ok: false, problems: [problem('carrier_unknown', { field: 'shipping_option.data.carrier_code', values: { carrier: name } })] };
}
