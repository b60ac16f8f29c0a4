/** Every string and every whole number literal: digits inside of a string or of a fraction are left alone. */
const stringOrNumber = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longInteger = /^-?\d{16,}$/;

/**
 * Reads JSON with integers of 16 digits and more as strings: Shopify's ids have up to 18, and
 * `JSON.parse` alone would turn 820982911946154508 into …500 (shopify.md 1.4).
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function readJsonLosslessly(raw: string): unknown {
  const plain: unknown = JSON.parse(raw);
  if (!/\d{16}/.test(raw)) return plain;
  return JSON.parse(raw.replace(stringOrNumber, (token) => (longInteger.test(token) ? `"${token}"` : token)));
}
