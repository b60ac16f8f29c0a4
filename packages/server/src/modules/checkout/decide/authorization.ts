import type { AddressSuggestion, Authorization, Code, FieldToFix } from '@atobarai/sdk/contract';
import type { Crypto } from '../../../core/crypto.ts';
import { epochMs, type Instant, inJapan } from '../../../core/time.ts';
import type { Address, PostalLookup } from '../../buyers/model.ts';
import type { PersonalPart } from '../../orders/model.ts';
import type { PreparedOrder } from '../../registration/model.ts';
import type { Decision, Reason } from '../../screening/model.ts';
import type { AuthorizationRow, Bound } from '../model.ts';
import { triesPerDay } from '../policy/limits.ts';
import { dueText, mendAnything, mendWords } from '../policy/words.ts';

/** What a stranger may be told of a decision. Whatever has nothing to mend is rejected, and says no more than that. */
export function tellable(decision: Decision): Decision['result'] {
  if (decision.result !== 'on_hold') return decision.result;
  return decision.reasons.some((reason) => reason.severity === 'hold' && reason.field === undefined) ? 'rejected' : 'on_hold';
}

/**
 * The same order again is for a person to look at (docs/decisions/0014): a rejection would send a shopper who already
 * ordered to another method, to pay twice.
 */
export function withTwinReviewed(decision: Decision): Decision {
  if (decision.result !== 'on_hold') return decision;
  const reasons = decision.reasons.map((reason): Reason => (isTwin(reason) ? { ...reason, severity: 'review' } : reason));
  return { ...decision, reasons, result: reasons.some(({ severity }) => severity === 'hold') ? 'on_hold' : 'manual_review' };
}

const isTwin = ({ code }: Reason): boolean => code === 'duplicate_recent';

/** Somebody who tries one person or one phone number again and again with other sums must not find out what its owner may owe. */
export function withTriesCounted(decision: Decision, { tries, magic }: { readonly tries: number; readonly magic: boolean }): Decision {
  if (magic || tries < triesPerDay) return decision;
  return { ...decision, result: 'rejected', reasons: [...decision.reasons, { code: 'velocity_buyer', severity: 'reject' }] };
}

export type Identified = Pick<PreparedOrder, 'buyerKind' | 'personKeys' | 'phoneHash' | 'addressHash'>;

/** Keyed hash of who buys and where it goes: what an order must have in common with its authorization. */
export function boundTo(crypto: Crypto, identified: Identified, { buyer, shipTo }: PersonalPart): string {
  const place = ({ name, postalCode, address, phone }: PersonalPart['shipTo'][number]) => [
    name,
    postalCode,
    address.prefecture,
    address.city,
    address.line1,
    address.line2 ?? '',
    phone,
  ];
  const own = JSON.stringify(place(buyer));
  // A destination that is the buyer's own door is as good as none.
  const elsewhere = shipTo.map(place).filter((each) => JSON.stringify(each) !== own);
  return crypto.blindIndex(
    'authorization-buyer',
    JSON.stringify([identified.buyerKind, identified.personKeys, identified.phoneHash, identified.addressHash, elsewhere]),
  );
}

export type Use = { readonly bound: Bound; readonly now: Instant };

/** Why an order cannot be confirmed by this authorization; undefined when it can. */
export function refusalOfUse(row: AuthorizationRow | undefined, { bound, now }: Use): Code | undefined {
  if (!row || row.status === 'used' || row.status === 'replaced' || row.status === 'refused') return 'authorization_token_invalid';
  if (row.status === 'expired' || epochMs(row.expires_at) <= epochMs(now)) return 'authorization_token_expired';
  return isSame(row, bound) ? undefined : 'authorization_token_mismatch';
}

function isSame(one: Bound, other: Bound): boolean {
  return (
    one.billed_amount === other.billed_amount &&
    // The same sum at other tax rates would take another part of the frame.
    one.net_amount === other.net_amount &&
    one.bound_to === other.bound_to
  );
}

export type AnswerFacts = {
  readonly prepared: Pick<PreparedOrder, 'billedAmount'> & { readonly content: Pick<PreparedOrder['content'], 'buyerFee' | 'invoice'> };
  readonly personal: PersonalPart;
  readonly result: Decision['result'];
  readonly reasons: readonly Reason[];
  /** Of what is reserved; null when nothing is. */
  readonly reserved: { readonly id: string; readonly expiresAt: Instant } | null;
  readonly postal: PostalLookup;
};

/** The answer without its token: that is put in when it is sent, and is never kept. */
export function authorizationAnswer({ prepared, personal, result, reasons, reserved, postal }: AnswerFacts): Authorization {
  const { buyerFee, invoice } = prepared.content;
  return {
    decision: result,
    authorizationToken: reserved && reserved.id,
    expiresAt: reserved && inJapan(reserved.expiresAt),
    amount: prepared.billedAmount - buyerFee,
    buyerFee,
    billedAmount: prepared.billedAmount,
    due: { days: invoice.dueDays, text: dueText(invoice.dueDays) },
    fields: result === 'on_hold' ? reasons.flatMap((reason) => fieldToFix(reason, personal, postal)) : [],
  };
}

function fieldToFix(reason: Reason, personal: PersonalPart, postal: PostalLookup): FieldToFix[] {
  if (reason.severity !== 'hold' || reason.field === undefined) return [];
  return [
    {
      path: reason.field,
      code: reason.code,
      ...(mendWords[reason.code] ?? mendAnything),
      suggestions: suggestionsFor(reason.field, personal, postal),
    },
  ];
}

/** What the post office says of the postal code, where the address says something else. */
function suggestionsFor(field: string, personal: PersonalPart, postal: PostalLookup): AddressSuggestion[] {
  const [, holder = '', index] = /^(buyer|shipTo)(?:\[(\d+)\])?\.(?:postalCode|address)/.exec(field) ?? [];
  const person = holder === 'buyer' ? personal.buyer : personal.shipTo[Number(index ?? -1)];
  const town = person ? postal(person.postalCode) : null;
  if (!person || !town) return [];
  const { prefecture, city } = town;
  const line1 = lineIn(town, person.address);
  // A door without its number would be worse than what the shopper wrote.
  if (line1 === undefined) return [];
  const address = { ...person.address, prefecture, city, line1 };
  return sameAddress(address, person.address) ? [] : [{ postalCode: person.postalCode, address }];
}

/**
 * From here on a line is the number of the house. A kanji numeral is one only where something is counted, and
 * 麻布十番 and 三番町 are towns: 六本木一丁目2-3 has 一丁目2-3.
 */
const houseNumber = /(?:[0-9０-９]|(?<!麻布)[〇零一二三四五六七八九十百千]+(?:丁目|番(?![町丁街館通])|号)).*$/u;

/** The number of the house is the buyer's; the rest is the post office's, unless it already says so. */
function lineIn({ city, town }: { city: string; town: string }, address: Address): string | undefined {
  if (sameCity(address.city, city) && address.line1.startsWith(town)) return address.line1;
  const number = houseNumber.exec(address.line1)?.[0];
  return number === undefined ? undefined : `${town}${number}`;
}

function sameAddress(one: Address, other: Address): boolean {
  return one.prefecture === other.prefecture && sameCity(one.city, other.city) && one.line1 === other.line1;
}

/** 渋谷 区 is 渋谷区. */
function sameCity(one: string, other: string): boolean {
  return one.replace(/\s/gu, '') === other.replace(/\s/gu, '');
}
