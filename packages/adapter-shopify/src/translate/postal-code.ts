/** A postal code as seven digits: 〒１５０−０００１ and 150-0001 are 1500001. */
export function postalCodeOf(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[〒\s‐‑‒–—―−ー-]/g, '');
  return /^\d{7}$/.test(digits) ? digits : undefined;
}
