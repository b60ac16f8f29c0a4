import type { BuyerInput, DestinationInput } from '@atobarai/sdk/contract';
import { Complaints, mapAddress, type Owner } from './map-address';
import { dayInJapan, momentOf } from './moment';
import type { AddressRecord, CartRecord, CustomerRecord, Metadata } from './order-record';
import { problem, type Problems } from './problems';
import { cut, textOf } from './text';

export type People = { readonly buyer: BuyerInput; readonly shipTo?: [DestinationInput] };

/** Who is billed and where the goods go. The goods' address is left out when it is the buyer's own. */
export function mapPeople(cart: CartRecord): ({ readonly ok: true } & People) | Problems {
  const complaints = new Complaints();
  const email = complaints.need(firstText(cart.email, cart.customer?.email), 'email');
  const people = peopleIn(cart, complaints);
  if (!people || complaints.problems.length > 0) return { ok: false, problems: complaints.problems };
  const { orderer, recipient, billing } = people;
  const buyer: BuyerInput = { ...buyerPart(billing, cart), ...orderer, ...given('email', email) };
  return isSameDoor(orderer, recipient) ? { ok: true, buyer } : { ok: true, buyer, shipTo: [recipient] };
}

type Found = { readonly orderer: Person; readonly recipient: Person; readonly billing: AddressRecord };

function peopleIn(cart: CartRecord, complaints: Complaints): Found | undefined {
  const billing = cart.billing_address ?? cart.shipping_address;
  const shipping = cart.shipping_address ?? cart.billing_address;
  if (!billing || !shipping) {
    complaints.add(problem('address_missing', { field: 'shipping_address' }));
    return undefined;
  }
  // Checkouts often ask for the phone number once.
  const phone = firstText(billing.phone, shipping.phone, cart.customer?.phone);
  const owner = cart.billing_address ? 'billing_address' : 'shipping_address';
  const orderer = personOf(billing, { owner, phone, metadata: cart.metadata }, complaints);
  const recipient = personOf(shipping, { owner: 'shipping_address', phone: textOf(shipping.phone) ?? phone }, complaints);
  return orderer && recipient && { orderer, recipient, billing };
}

type Person = Omit<DestinationInput, 'country'>;
type Context = { readonly owner: Owner; readonly phone: string | undefined; readonly metadata?: Metadata | null | undefined };

function personOf(record: AddressRecord, { owner, phone, metadata }: Context, complaints: Complaints): Person | undefined {
  // AD-11: nothing leaves the country; an address that names none is taken for one in Japan.
  if ((textOf(record.country_code) ?? 'jp').toLowerCase() !== 'jp') {
    complaints.add(problem('overseas', { field: owner }));
    return undefined;
  }
  const name = complaints.need(fullName(record), `${owner}.name`);
  const postalCode = complaints.need(textOf(record.postal_code), `${owner}.postal_code`);
  const address = mapAddress(record, owner, complaints);
  const called = complaints.need(phone, `${owner}.phone`);
  if (name === undefined || postalCode === undefined || called === undefined || !address) return undefined;
  return {
    name,
    ...given('nameKana', kanaOf(record.metadata) ?? kanaOf(metadata)),
    ...given('company', limited(record.company)),
    ...given('department', limited(record.metadata?.['department'])),
    postalCode,
    address,
    phone: called,
  };
}

/** What only a buyer has. A parcel may go to somebody's office: only metadata makes the buyer a company. */
function buyerPart(
  { metadata, company }: AddressRecord,
  cart: CartRecord,
): Pick<BuyerInput, 'kind' | 'corporateNumber' | 'birthDate' | 'member'> {
  const said = (key: string) => textOf(metadata?.[key]) ?? textOf(cart.metadata?.[`atobarai_${key}`]);
  const corporateNumber = said('corporate_number');
  const isCompany = textOf(company) !== undefined && (said('buyer_kind') === 'company' || corporateNumber !== undefined);
  const birthDate = said('birth_date');
  return {
    kind: isCompany ? 'company' : 'consumer',
    ...(isCompany ? given('corporateNumber', corporateNumber) : {}),
    ...given('birthDate', birthDate !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(birthDate) ? birthDate : undefined),
    ...memberOf(cart.customer),
  };
}

/** A customer with an account is somebody the shop knows. */
function memberOf(customer: CustomerRecord | null | undefined): Pick<BuyerInput, 'member'> {
  if (!customer?.id || customer.has_account !== true) return {};
  const since = momentOf(customer.created_at);
  return { member: { id: customer.id, ...given('since', since && dayInJapan(since)) } };
}

function fullName({ last_name: last, first_name: first }: AddressRecord): string | undefined {
  return joined([last, first]);
}

function kanaOf(metadata: Metadata | null | undefined): string | undefined {
  const read = (key: string) => firstText(metadata?.[key], metadata?.[`atobarai_${key}`]);
  return read('name_kana') ?? joined([read('last_name_kana'), read('first_name_kana')]);
}

function joined(parts: readonly unknown[]): string | undefined {
  return textOf(parts.flatMap((part) => textOf(part) ?? []).join(' '));
}

function firstText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const text = textOf(value);
    if (text !== undefined) return text;
  }
  return undefined;
}

function isSameDoor(one: Person, other: Person): boolean {
  const door = ({ name, postalCode, phone, address }: Person) =>
    JSON.stringify([name, postalCode, phone, address.prefecture, address.city, address.line1, address.line2 ?? '']);
  return door(one) === door(other);
}

function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}

// Both fields hold 35 characters; a longer name is the shop's to shorten, not a reason to refuse the order.
function limited(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : cut(text, 35);
}
