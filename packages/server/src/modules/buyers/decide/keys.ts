import type { Crypto } from '../../../core/crypto.ts';
import { addressKey } from './address.ts';
import { bankKana } from './kana.ts';
import type { Person, PersonKeys } from '../model.ts';
import { matchingText } from './text.ts';

/**
 * The keys a person is found by in every shop (domain.md 4.7, One person; AM-13). They are keyed
 * hashes: nobody reads a name out of them, and all spellings of one person give the same ones.
 */
export function personKeys(crypto: Crypto, person: Person): PersonKeys {
  const who = whoOrders(person);
  const where = addressKey(person.address);
  const keys = new Set([
    crypto.blindIndex('person-phone', `${who}\n${person.phone}`),
    crypto.blindIndex('person-address', `${who}\n${where}`),
  ]);
  return {
    keys: [...keys].toSorted(),
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

function whoOrders({ name, nameKana, company }: Person): string {
  if (company !== undefined) return `company:${companyText(company)}`;
  // Without a reading the name itself must do: it is the same person only while it is written so.
  return payerName(nameKana ?? name).replaceAll('.', '');
}
