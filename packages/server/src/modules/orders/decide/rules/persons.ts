import {
  addressFault,
  type Address,
  foldSpaces,
  isPersonName,
  type Phone,
  readKana,
  readPhone,
  readPostalCode,
} from '../../../buyers/index.ts';
import { present, readField } from './fields.ts';
import type { Check } from './findings.ts';
import type { CheckedPerson } from '../../model.ts';
import type { Draft } from './model.ts';
import { pickupWords } from './policy.ts';

type BuyerDraft = NonNullable<Draft['buyer']>;
type DestinationDraft = NonNullable<NonNullable<Draft['shipTo']>[number]>;
type AddressDraft = NonNullable<DestinationDraft['address']>;

export type FoundPerson = { readonly checked: CheckedPerson; readonly phone: Phone };

/** What the buyer and every destination have in common. Undefined when something was refused or missing. */
export function checkPerson(draft: BuyerDraft | DestinationDraft, path: string, check: Check): FoundPerson | undefined {
  const { found } = check;
  const name = checkName(draft.name, path, check);
  const nameKana = readField(draft.nameKana, readKana, () => found.refuse('kana_invalid', `${path}.nameKana`));
  const postalCode = readField(draft.postalCode, readPostalCode, () => found.refuse('postal_invalid', `${path}.postalCode`));
  const address = checkAddress(draft.address, path, check);
  const phone = readField(draft.phone, readPhone, () => found.refuse('phone_invalid', `${path}.phone`));
  if (postalCode && address) matchPostalCode({ postalCode, address, path }, check);
  if (!name || !postalCode || !address || !phone) return undefined;
  const { company, department } = draft;
  return { phone, checked: { name, ...present({ nameKana, company, department }), postalCode, address, phone: phone.e164 } };
}

/** Where the goods go (shipTo[]), when not to the buyer. */
export function checkDestinations(check: Check): (CheckedPerson | undefined)[] {
  return (check.draft.shipTo ?? []).map((draft, index) => {
    const path = `shipTo[${index}]`;
    // AD-11: nothing leaves the country.
    if (draft?.country !== undefined && draft.country.toUpperCase() !== 'JP')
      check.found.refuse('overseas_not_supported', `${path}.country`);
    return draft && checkPerson(draft, path, check)?.checked;
  });
}

/** A parcel must be handed over at a door: only then is its arrival confirmed (ATODENE terms). */
export function checkPickupPoints(check: Check): void {
  const { shipTo, buyer } = check.draft;
  if (!shipTo?.length) refusePickupPoint(buyer?.address, 'buyer', check);
  for (const [index, destination] of (shipTo ?? []).entries()) refusePickupPoint(destination?.address, `shipTo[${index}]`, check);
}

function refusePickupPoint(address: AddressDraft | undefined, path: string, { found }: Check): void {
  const text = `${address?.city ?? ''}${address?.line1 ?? ''}${address?.line2 ?? ''}`;
  if (pickupWords.test(text.normalize('NFKC').replace(/\s+/g, ''))) found.refuse('pickup_point_not_allowed', `${path}.address`);
}

function checkName(text: string | undefined, path: string, { facts, found }: Check): string | undefined {
  if (text === undefined) return undefined;
  if (isPersonName(text, { live: facts.merchant.mode === 'live' })) return text.replace(/\s+/g, ' ');
  found.refuse('name_invalid', `${path}.name`);
  return undefined;
}

function checkAddress(draft: AddressDraft | undefined, path: string, { found }: Check): Address | undefined {
  if (!draft) return undefined;
  const { prefecture, city, line1, line2 } = draft;
  if (prefecture === undefined || city === undefined || line1 === undefined) return undefined;
  const address = { prefecture: foldSpaces(prefecture), city, line1, ...present({ line2 }) };
  const fault = addressFault(address);
  if (!fault) return address;
  found.refuse(fault.code, `${path}.address.${fault.field}`);
  return undefined;
}

/** Not refused: a new code may be missing in our table, and screening asks the shop (domain.md 4.7). */
function matchPostalCode(
  { postalCode, address, path }: { postalCode: string; address: Address; path: string },
  { facts, found }: Check,
): void {
  const town = facts.postal(postalCode);
  const field = `${path}.postalCode`;
  if (!town) {
    found.warn('postal_unknown');
    found.holdFor('postal_unknown', field);
  } else if (town.prefecture !== address.prefecture && !town.otherPrefectures?.includes(address.prefecture)) {
    found.holdFor('postal_mismatch', field);
  }
}
