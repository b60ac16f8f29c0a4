import type { Crypto } from '../../../core/crypto.ts';
import { addressKey } from './address.ts';
import { bankKana } from './kana.ts';
import type { Person, PersonKeys } from '../model.ts';
import { matchingText } from './text.ts';

/**
 * The keys a person is found by in every shop (domain.md 4.7, One person; AM-13; docs/decisions/0029). They
 * are keyed hashes: nobody reads a name out of them, and all spellings of one person give the same ones.
 */
export function personKeys(crypto: Crypto, person: Person): PersonKeys {
  const where = addressKey(person.address);
  const keysOf = (who: string) =>
    [crypto.blindIndex('person-phone', `${who}\n${person.phone}`), crypto.blindIndex('person-address', `${who}\n${where}`)].toSorted();
  return {
    keys: [...new Set(whoOrders(person).flatMap(keysOf))],
    phoneHash: crypto.blindIndex('phone', person.phone),
    addressHash: crypto.blindIndex('address', where),
    payerHash: payerHash(crypto, person.nameKana ?? person.company ?? person.name),
  };
}

/** The hash of a payer's name as it stands on a bank's record, to look for its invoices by. */
export function payerHash(crypto: Crypto, name: string): string {
  return crypto.blindIndex('payer', payerName(name));
}

/** Half-width kana without spaces, as banks write it; a name that has no such form is at least itself. */
export function payerName(name: string): string {
  return bankKana(name)?.replaceAll(' ', '') ?? matchingText(name);
}

const legalForms = { '(株)': '株式会社', '(有)': '有限会社', '(同)': '合同会社' } as const;

/** ㈱ and (株) are 株式会社; where it stands belongs to the name, 前株 and 後株 are two companies. */
function companyText(company: string): string {
  return matchingText(company).replace(/\([株有同]\)/g, (short) => legalForms[short as keyof typeof legalForms]);
}

/** The reading first, then the name as it is written: whoever leaves the reading out is found by that. */
function whoOrders({ name, nameKana, company }: Person): readonly string[] {
  if (company !== undefined) return [`company:${companyText(company)}`];
  return [nameKana, name].flatMap((spelled) => (spelled === undefined ? [] : [payerName(spelled).replaceAll('.', '')]));
}
