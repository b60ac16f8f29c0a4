import { noYen, scaleFloor, splitByWeight, sumYen, taxIn, type Yen, yen } from '../../../core/money.ts';

export type TaxRate = 10 | 8 | 0;

/** What tax is computed from; any line of an order is one. */
export type TaxableLine = {
  readonly kind: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxRate: TaxRate;
  readonly taxIncluded: boolean;
};

/** Yen with tax at one rate, and the tax in it. */
export type RateTotal = { readonly rate: TaxRate; readonly amount: Yen; readonly tax: Yen };

const rates: readonly TaxRate[] = [10, 8, 0];

type Sums = { readonly included: Yen; readonly excluded: Yen };

/**
 * Totals per rate, the tax floored once per rate (AM-13, formats.md 6). A discount lowers every rate
 * in proportion to what was bought at it, whatever rate its line names: 2,970 at 10 % and 1,080 at
 * 8 % less 2 yen are 2,969 and 1,079. Rates that come to nothing are left out.
 */
export function taxSummary(lines: readonly TaxableLine[]): RateTotal[] {
  const bought = rates.map((rate) => sumsOf(lines.filter((line) => line.kind !== 'discount' && line.taxRate === rate)));
  const discounts = lines.filter((line) => line.kind === 'discount');
  const discounted = discounts.length === 0 ? bought : discount(bought, discounts);
  return rates
    .map((rate, index) => rateTotal(rate, discounted[index] ?? { included: noYen, excluded: noYen }))
    .filter(({ amount }) => amount !== 0);
}

/** What the lines come to with tax. */
export function billedTotal(summary: readonly RateTotal[]): Yen {
  return sumYen(summary.map(({ amount }) => amount));
}

/** What the lines come to without tax: the figure the cap is measured by (AD-17, WX-07). */
export function netTotal(summary: readonly RateTotal[]): Yen {
  return sumYen(summary.map(({ amount, tax }) => yen(amount - tax)));
}

function sumsOf(lines: readonly TaxableLine[]): Sums {
  let included = 0;
  let excluded = 0;
  for (const { quantity, unitPrice, taxIncluded } of lines) {
    if (taxIncluded) included += quantity * unitPrice;
    else excluded += quantity * unitPrice;
  }
  return { included: yen(included), excluded: yen(excluded) };
}

function discount(bought: readonly Sums[], discounts: readonly TaxableLine[]): Sums[] {
  const off = sumsOf(discounts);
  const weights = bought.map((sums, index) => Math.max(0, rateTotal(rates[index] ?? 0, sums).amount));
  // Where nothing was bought there is no proportion to keep: the discount stays at the rate it names.
  if (weights.every((weight) => weight === 0))
    return bought.map((sums, index) => add(sums, sumsOf(discounts.filter((line) => line.taxRate === rates[index]))));
  const included = splitByWeight(yen(-off.included), weights);
  const excluded = splitByWeight(yen(-off.excluded), weights);
  return bought.map((sums, index) => add(sums, { included: yen(-(included[index] ?? 0)), excluded: yen(-(excluded[index] ?? 0)) }));
}

function add(one: Sums, other: Sums): Sums {
  return { included: yen(one.included + other.included), excluded: yen(one.excluded + other.excluded) };
}

function rateTotal(rate: TaxRate, { included, excluded }: Sums): RateTotal {
  const amount = yen(included + excluded + scaleFloor(excluded, rate, 100));
  // For prices without tax this gives back exactly the tax that was put on top, so one rule serves both.
  return { rate, amount, tax: taxIn(amount, rate) };
}
