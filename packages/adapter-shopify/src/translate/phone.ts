/** Everything people put between the digits of a number. */
const separators = /[\s()\-‐‑‒–—―−ー./・]/g;

/**
 * A Japanese number in its national form, digits alone: 09012345678 for `+81 90-1234-5678`. Undefined for
 * what cannot be one; which of these reach a person, the service decides.
 */
export function nationalPhoneOf(text: string): string | undefined {
  const typed = text.normalize('NFKC').replace(separators, '');
  // +81(0)90 carries the trunk zero that belongs to the national form only.
  const digits = typed.replace(/^(?:\+|00)81(?=\d{9,11}$)0?/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : undefined;
}
