import type { BuyerInput, DestinationInput } from '@atobarai/sdk/contract';
import type { AtobaraiAddressFragment } from '../graphql/types.gen.ts';
import type { Flag, FlagCode } from '../reconcile/flags.ts';
import { nationalPhoneOf } from './phone.ts';
import { postalCodeOf } from './postal-code.ts';
import { prefectureOf } from './prefecture.ts';
import { characterCount, given } from './text.ts';

/** Whose address it is, as a flag names it. */
export type Whose = 'buyer' | 'shipTo';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly flags: readonly Flag[] };

type Person = Omit<BuyerInput, 'kind'>;

const longestCompany = 35;

/** Where else the number may stand when the address has none: a checkout may be set to leave it out. */
type OtherPhones = readonly (string | null | undefined)[];

/** The person at an address: names by their parts, the prefecture by its code, digits folded (shopify.md 1.7). */
export function personOf(address: AtobaraiAddressFragment | null, whose: Whose, otherPhones: OtherPhones): Read<Person> {
  if (address === null) return { ok: false, flags: [flag('address_missing', whose)] };
  // AD-11: nothing leaves the country, and a bill does not either.
  if (address.countryCodeV2 !== null && address.countryCodeV2 !== 'JP') {
    return { ok: false, flags: [{ code: 'overseas', values: { of: whose, country: address.countryCodeV2 } }] };
  }
  return personInJapan(address, whose, otherPhones);
}

function personInJapan(address: AtobaraiAddressFragment, whose: Whose, otherPhones: OtherPhones): Read<Person> {
  const codes: FlagCode[] = [];
  const needed = <T>(value: T | undefined, code: FlagCode): T | undefined => {
    if (value === undefined) codes.push(code);
    return value;
  };
  const zip = given(address.zip);
  const name = needed(nameOf(address), 'name_missing');
  const postalCode = needed(postalCodeOf(zip ?? ''), zip === undefined ? 'address_missing' : 'postal_code_invalid');
  const prefecture = needed(prefectureOf(address.provinceCode, address.province), 'prefecture_unknown');
  const street = needed(streetOf(address, prefecture), 'address_missing');
  const phone = needed(phoneOf([address.phone, ...otherPhones]), 'phone_missing');
  if (!name || !postalCode || !prefecture || !street || !phone) {
    return { ok: false, flags: onceEach(codes.map((code) => flag(code, whose))) };
  }
  return { ok: true, value: { name, ...companyOf(address.company), postalCode, address: { prefecture, ...street }, phone } };
}

/** By its parts: Shopify's own full name puts them in another order in another language. */
function nameOf({ lastName, firstName }: AtobaraiAddressFragment): string | undefined {
  return given([given(lastName), given(firstName)].filter((part) => part !== undefined).join(' '));
}

function flag(code: FlagCode, whose: Whose): Flag {
  return { code, values: { of: whose } };
}

/** One address used for both persons is told of once. */
export function onceEach(flags: readonly Flag[]): Flag[] {
  return flags.filter(({ code }, index) => flags.findIndex((other) => other.code === code) === index);
}

/** City and street; a prefecture typed once more in front of them is taken off. */
function streetOf(
  { city, address1, address2 }: AtobaraiAddressFragment,
  prefecture: string | undefined,
): { city: string; line1: string; line2?: string } | undefined {
  const cityGiven = withoutPrefix(given(city), prefecture);
  const first = given(address1);
  const line1 = first?.startsWith(prefecture ?? '\0') ? withoutPrefix(withoutPrefix(first, prefecture), cityGiven) : first;
  if (cityGiven === undefined || line1 === undefined) return undefined;
  const line2 = given(address2);
  return { city: cityGiven, line1, ...(line2 === undefined ? {} : { line2 }) };
}

function withoutPrefix(text: string | undefined, prefix: string | undefined): string | undefined {
  if (text === undefined || prefix === undefined || !text.startsWith(prefix)) return text;
  return given(text.slice(prefix.length));
}

function phoneOf(candidates: readonly (string | null | undefined)[]): string | undefined {
  return candidates.map((text) => nationalPhoneOf(text ?? '')).find((phone) => phone !== undefined);
}

/** A name too long for one field goes on in the next, at a space, so that the letter still finds its reader. */
function companyOf(text: string | null): { company?: string; department?: string } {
  const company = given(text);
  if (company === undefined) return {};
  if (characterCount(company) <= longestCompany) return { company };
  const words = company.split(/\s+/);
  const fitting = words.findLastIndex((_, index) => characterCount(words.slice(0, index + 1).join(' ')) <= longestCompany) + 1;
  const characters = [...company];
  const [first, rest] =
    fitting > 0
      ? [words.slice(0, fitting).join(' '), words.slice(fitting).join(' ')]
      : [characters.slice(0, longestCompany).join(''), characters.slice(longestCompany).join('')];
  return { company: first, department: [...rest].slice(0, longestCompany).join('') };
}

/** Whether two persons are one at one door: then the parcel needs no address of its own. */
export function isSameDoor(one: DestinationInput, other: DestinationInput): boolean {
  const key = ({ name, company, department, postalCode, address, phone }: DestinationInput) =>
    [name, company, department, postalCode, address.prefecture, address.city, address.line1, address.line2, phone].join('\n');
  return key(one) === key(other);
}
