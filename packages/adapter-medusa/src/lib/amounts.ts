/** How a total with a fraction of a yen becomes whole yen. */
export const roundings = ['floor', 'round', 'ceil', 'reject'] as const;

export type Rounding = (typeof roundings)[number];

// Medusa divides tax out of prices with 20 digits, so 1,080 yen may come as 1079.99999999999999999.
// A millionth of a yen is below anything a price can mean and above anything a division can leave.
const partsPerYen = 1_000_000;

/**
 * Reads an amount of Medusa in yen: a number, a numeric text, `{ value, precision }` of a column, or an
 * object of its number class. Exact to a millionth of a yen; NaN when it is none of these.
 */
export function amountOf(value: unknown): number {
  const number = numberOf(value);
  return Math.round(number * partsPerYen) / partsPerYen;
}

/** The same, with 0 for an amount that is not there. */
export function amountOrZero(value: unknown): number {
  return value === null || value === undefined ? 0 : amountOf(value);
}

/** Whole yen by the shop's policy; undefined when there is a fraction and the policy is to refuse it, or no amount at all. */
export function wholeYen(value: unknown, rounding: Rounding): number | undefined {
  const amount = amountOf(value);
  if (!Number.isFinite(amount)) return undefined;
  if (Number.isInteger(amount)) return amount + 0;
  if (rounding === 'reject') return undefined;
  return Math[rounding](amount) + 0; // -0 is no amount.
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value);
  if (typeof value !== 'object' || value === null) return Number.NaN;
  for (const key of ['numeric', 'value', 'raw_', 'raw']) {
    const inner: unknown = Reflect.get(value, key);
    if (inner !== undefined && inner !== null) return numberOf(inner);
  }
  // bignumber.js itself, and anything else that knows its own number.
  const own: unknown = value.valueOf();
  return own === value ? Number.NaN : numberOf(own);
}
