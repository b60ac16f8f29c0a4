import { splitByWeight, sumYen, taxIn, type Yen, yen } from '../../../core/money.ts';
import type { TaxTotal } from '../model.ts';

/** Yen with tax at one rate. */
export type RateAmount = Pick<TaxTotal, 'rate' | 'amount'>;

/** What is left of these totals, rate by rate. */
export function lessTaken(
  totals: readonly { readonly rate: number; readonly amount: number; readonly tax: number }[],
  taken: readonly TaxTotal[],
): TaxTotal[] {
  return totals.map(({ rate, amount, tax }) => {
    const same = taken.filter((each) => each.rate === rate);
    return { rate, amount: yen(amount - sumYen(same.map((each) => each.amount))), tax: yen(tax - sumYen(same.map((each) => each.tax))) };
  });
}

/**
 * A part of what is left, split by weight, none above what there is of its rate. Tax is floored once
 * per rate; whoever takes the last of a rate also takes what flooring left of that rate's tax.
 */
export function partOf(left: readonly TaxTotal[], amount: Yen, weights: readonly number[]): TaxTotal[] {
  const amounts = amountsOf(left, amount, weights);
  return left.flatMap(({ rate, amount: rest, tax }, index): TaxTotal[] => {
    const part = amounts[index] ?? yen(0);
    return part === 0 ? [] : [{ rate, amount: part, tax: part === rest ? tax : taxIn(part, rate) }];
  });
}

/** An amount split by weight over what is left of each rate. */
export function amountsOf(left: readonly TaxTotal[], amount: Yen, weights: readonly number[]): Yen[] {
  return withinLimits(
    amount,
    weights,
    left.map((total) => total.amount),
  );
}

/** Splits an amount by weight, but no part above its limit: what is over goes where there is room. */
function withinLimits(amount: Yen, weights: readonly number[], limits: readonly Yen[]): Yen[] {
  const usable = weights.some((weight) => weight > 0) ? weights : limits.map((limit) => Math.max(0, limit));
  if (usable.every((weight) => weight === 0)) return limits.map(() => yen(0));
  const parts = splitByWeight(amount, usable).map((part, index) => Math.min(part, Math.max(0, limits[index] ?? 0)));
  let over = amount - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => {
    const more = Math.min(over, Math.max(0, (limits[index] ?? 0) - part));
    over -= more;
    return yen(part + more);
  });
}

/** The same totals with another document's added. */
export function plus(totals: readonly TaxTotal[], more: readonly TaxTotal[]): TaxTotal[] {
  const rates = [...new Set([...totals, ...more].map(({ rate }) => rate))];
  return rates.map((rate) => {
    const same = [...totals, ...more].filter((each) => each.rate === rate);
    return { rate, amount: sumYen(same.map(({ amount }) => amount)), tax: sumYen(same.map(({ tax }) => tax)) };
  });
}
