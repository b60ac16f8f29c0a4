// Tax as the service reckons it (AM-13): floored once per rate, over what was sold at that rate.

export const taxRates = [10, 8, 0] as const;

export type TaxRate = (typeof taxRates)[number];

/** A line in whole yen; `taxIncluded` false means that the tax still goes on top. */
export type TaxedLine = {
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxRate: TaxRate;
  readonly taxIncluded: boolean;
};

/** Yen with tax at one rate, and the tax in it: what is left is the sum without tax, never found by dividing a total. */
export type RateTotal = { rate: TaxRate; amount: number; tax: number };

/** What lines come to, rate by rate; rates that come to nothing are left out. */
export function taxSummary(lines: readonly TaxedLine[]): RateTotal[] {
  return taxRates.map((rate) => rateTotal(rate, lines)).filter(({ amount }) => amount !== 0);
}

function rateTotal(rate: TaxRate, lines: readonly TaxedLine[]): RateTotal {
  const sumOf = (taxIncluded: boolean) =>
    lines
      .filter((line) => line.taxRate === rate && line.taxIncluded === taxIncluded)
      .reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const excluded = sumOf(false);
  const amount = sumOf(true) + excluded + Math.floor((excluded * rate) / 100);
  return { rate, amount, tax: Math.floor((amount * rate) / (100 + rate)) };
}
