declare const yenBrand: unique symbol;

/** A whole number of Japanese yen. Never a fraction, never NaN. */
export type Yen = number & { readonly [yenBrand]: true };

/** Accepts a number as yen, or throws: a fraction here is always a bug upstream. */
export function yen(amount: number): Yen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole yen amount: ${amount}`);
  return amount as Yen;
}

export const noYen = yen(0);

export function sumYen(amounts: Iterable<Yen>): Yen {
  let total = 0;
  for (const amount of amounts) total += amount;
  return yen(total);
}

/** `amount × numerator ÷ denominator`, the fraction of a yen dropped. Exact for any safe amount. */
export function scaleFloor(amount: Yen, numerator: number, denominator: number): Yen {
  const product = amount * numerator;
  if (Number.isSafeInteger(product)) return yen(Math.floor(product / denominator));
  const exact = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const truncated = exact / divisor;
  return yen(Number(exact < 0n && truncated * divisor !== exact ? truncated - 1n : truncated));
}

/** The tax in an amount with tax at one rate, the fraction of a yen dropped. */
export function taxIn(amount: Yen, rate: number): Yen {
  return scaleFloor(amount, rate, 100 + rate);
}

/** A share of an amount in basis points (4.2 % is 420); the fraction of a yen is dropped. */
export function shareFloor(amount: Yen, basisPoints: number): Yen {
  return scaleFloor(amount, basisPoints, 10_000);
}

/**
 * Splits an amount in proportion to weights without losing a yen: each share is floored, and the
 * yen that remain go one by one to the shares that lost the largest fraction (earlier ones first).
 */
export function splitByWeight(amount: Yen, weights: readonly number[]): Yen[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) throw new RangeError('weights must add up to more than zero');
  const shares = weights.map((weight) => scaleFloor(amount, weight, total));
  let remaining = amount - sumYen(shares);
  const lost = weights
    .map((weight, index) => ({ index, fraction: (amount * weight) / total - (shares[index] ?? 0) }))
    .toSorted((a, b) => b.fraction - a.fraction || a.index - b.index);
  for (const { index } of lost) {
    if (remaining === 0) break;
    shares[index] = yen((shares[index] ?? 0) + 1);
    remaining -= 1;
  }
  return shares;
}
