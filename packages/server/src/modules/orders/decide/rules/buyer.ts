import type { LocalDate } from '../../../../core/time.ts';
import { type Phone, readCorporateNumber, readEmail } from '../../../buyers/index.ts';
import { present, readField } from './fields.ts';
import type { Check } from './findings.ts';
import type { CheckedBuyer } from '../../model.ts';
import type { Draft } from './model.ts';
import { checkPerson } from './persons.ts';
import { bounds } from './policy.ts';

type BuyerDraft = NonNullable<Draft['buyer']>;

export type FoundBuyer = { readonly buyer: CheckedBuyer; readonly phone: Phone };

/** The orderer (buyer.*). Undefined when something was refused or missing. */
export function checkBuyer(check: Check): FoundBuyer | undefined {
  const draft = check.draft.buyer;
  if (!draft) return undefined;
  const { found } = check;
  refuseMissing(draft, check);
  const person = checkPerson(draft, 'buyer', check);
  const corporateNumber = readField(draft.corporateNumber, readCorporateNumber, () =>
    found.refuse('corporate_number_invalid', 'buyer.corporateNumber'),
  );
  const email = readField(draft.email, readEmail, () => found.refuse('email_invalid', 'buyer.email'));
  // Carriers gave such addresses out for years, and they work.
  if (email?.legacy) found.warn('email_legacy_form');
  const birthDate = checkBirthDate(draft, check);
  return person && { phone: person.phone, buyer: { ...person.checked, ...present({ corporateNumber, email: email?.address, birthDate }) } };
}

/** What some orders must have and others need not. */
function refuseMissing({ kind, company, nameKana, email }: BuyerDraft, { draft, facts, found }: Check): void {
  if (kind === 'company' && company === undefined) found.refuse('company_required', 'buyer.company'); // SF-02
  if (facts.kanaRequired && nameKana === undefined) found.refuse('required', 'buyer.nameKana');
  if (draft.channel === 'ec' && email === undefined) found.refuse('required', 'buyer.email');
}

function checkBirthDate({ birthDate }: BuyerDraft, { facts: { today }, found }: Check): LocalDate | undefined {
  if (birthDate === undefined) return undefined;
  if (birthDate > today) {
    found.refuse('date_range', 'buyer.birthDate');
    return undefined;
  }
  const year = String(Number(birthDate.slice(0, 4)) + bounds.adultAge).padStart(4, '0');
  if (`${year}${birthDate.slice(4)}` > today) found.warn('minor');
  return birthDate as LocalDate; // The contract lets only calendar days through.
}
