import type { WarningCode } from '@atobarai/sdk/contract';
import type { Refusal } from '../../../core/result.ts';
import { carriers, carrierTerms, type SlipRule } from '../policy.ts';

export type Slip = { readonly carrier: string; readonly serviceLevel: string; readonly slipNo: string };

export type SlipCheck =
  | { readonly ok: true; readonly slipNo: string; readonly warnings: readonly WarningCode[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Whether a slip can be one of this carrier's (AD-09, AD-10, formats.md 4), in the order of domain.md
 * 4.7: carrier, service, form, check digit. The number comes back folded: digits alone.
 */
export function checkSlip({ carrier, serviceLevel, slipNo }: Slip): SlipCheck {
  const terms = carrierTerms(carrier);
  if (!terms) return refuse('carrier_not_allowed', 'carrier', { carrier, allowed: Object.keys(carriers).join(', ') });
  const service = Object.hasOwn(terms.services, serviceLevel) ? terms.services[serviceLevel] : undefined;
  if (!service)
    return refuse('service_not_allowed', 'serviceLevel', {
      carrier,
      service: serviceLevel,
      allowed: Object.keys(terms.services).join(', '),
    });
  const folded = slipNo
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐‑‒–—―−ー-]/g, '');
  // An international parcel has a number of its own kind, and nothing is shipped abroad (AD-11).
  if (carrier === 'japan_post' && isInternational(folded)) return refuse('overseas_not_supported', 'slipNo');
  const digits = readDigits(folded, service.slip);
  if (digits !== undefined) return checkDigits(digits, service.slip);
  const { least, most } = service.slip.digits;
  return refuse('slip_format', 'slipNo', { carrier, digits: least === most ? String(most) : `${least}-${most}` });
}

function refuse(code: Refusal['code'], path: string, values?: Refusal['values']): SlipCheck {
  return { ok: false, refusal: values ? { code, path, values } : { code, path } };
}

function readDigits(folded: string, { digits: { least, most }, paddedTo = most }: SlipRule): string | undefined {
  if (!/^\d+$/.test(folded) || folded.length > paddedTo) return undefined;
  const digits = folded.length > most && /^0+$/.test(folded.slice(0, -most)) ? folded.slice(-most) : folded;
  return digits.length >= least && digits.length <= most ? digits : undefined;
}

function checkDigits(digits: string, { checkDigit }: SlipRule): SlipCheck {
  if (checkDigit === 'none' || endsInRestOfSeven(digits)) return { ok: true, slipNo: digits, warnings: [] };
  return checkDigit === 'reject' ? refuse('slip_check_digit', 'slipNo') : { ok: true, slipNo: digits, warnings: ['slip_unverified'] };
}

/** 7DR: the last digit is the number before it, divided by 7, what is left. */
export function endsInRestOfSeven(digits: string): boolean {
  let rest = 0;
  for (const digit of digits.slice(0, -1)) rest = (rest * 10 + Number(digit)) % 7;
  return rest === Number(digits.at(-1));
}

const internationalWeights = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/** S10, the numbers of EMS and registered mail abroad: two letters, eight digits, a check digit, a country. */
export function isInternational(folded: string): boolean {
  if (!/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(folded)) return false;
  const sum = internationalWeights.reduce((total, weight, index) => total + weight * Number(folded[index + 2]), 0);
  const check = 11 - (sum % 11);
  return Number(folded[10]) === (check === 10 ? 0 : check === 11 ? 5 : check);
}
