import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneKind } from '../model.ts';

export type Phone = { readonly e164: string; readonly kind: PhoneKind };

const separators = /[\s()\-‐‑‒–—―−ー./・]/g;
const abroad = /^(?:\+|00)81/;
const mobile = /^0[6-9]0[1-9]\d{7}$/; // 060 has been given out since 2024; the library knows it, too.
const voip = /^050[1-9]\d{7}$/;
const tenDigits = /^0\d{9}$/;

/**
 * A number in Japan at which a person answers: mobile, fixed line or IP phone. Undefined for anything
 * else: free dial (0120, 0800), navi dial (0570), pagers (020) and what is no number.
 */
export function readPhone(text: string): Phone | undefined {
  const typed = text.normalize('NFKC').replace(separators, '');
  // +81(0)90 and 0081-090 carry the trunk zero that belongs to the national form only.
  const digits = abroad.test(typed) ? `0${typed.replace(abroad, '').replace(/^0/, '')}` : typed;
  const kind = kindOf(digits);
  return kind && { e164: `+81${digits.slice(1)}`, kind };
}

function kindOf(digits: string): PhoneKind | undefined {
  if (mobile.test(digits)) return 'mobile';
  if (voip.test(digits)) return 'voip';
  // Only fixed lines need the numbering plan: it tells 03-1234-5678 from 0120-444-444.
  if (!tenDigits.test(digits)) return undefined;
  return parsePhoneNumberFromString(digits, 'JP')?.getType() === 'FIXED_LINE' ? 'fixed' : undefined;
}

/** A stored number as people in Japan write it: 03-1234-5678. */
export function nationalPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatNational() ?? e164;
}
