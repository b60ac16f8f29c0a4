/** Whole yen, or nothing: an amount with a fraction of a yen is never guessed at. */
export type YenReading = { readonly ok: true; readonly yen: number } | { readonly ok: false; readonly amount: string };

const wholeYen = /^-?\d+(?:\.0+)?$/;

/**
 * Reads a decimal amount as yen. Webhooks write `8800`, the Admin API `8800.0` (shopify.md 1.6); a
 * fraction, an exponent or a number too large to be exact is refused.
 */
export function readYen(amount: string | number): YenReading {
  const text = String(amount).trim();
  const yen = wholeYen.test(text) ? Number(text.replace(/\..*$/, '')) : Number.NaN;
  // No yen is -0: the two would differ as JSON.
  return Number.isSafeInteger(yen) ? { ok: true, yen: yen === 0 ? 0 : yen } : { ok: false, amount: text };
}

/** The amount as the Admin API takes it in a `MoneyInput`. */
export function moneyInputOf(yen: number): { readonly amount: string; readonly currencyCode: 'JPY' } {
  if (!Number.isSafeInteger(yen)) throw new RangeError(`not a whole yen amount: ${yen}`);
  return { amount: String(yen), currencyCode: 'JPY' };
}
