/** The rates there are in Japan: 10 %, 8 % for food and newspapers, 0 for what is not taxed. */
export type TaxRate = 10 | 8 | 0;

type RateLine = { readonly ratePercentage: number | null };

/**
 * The rate of a line, from its tax lines; undefined for a rate that Japan does not have. A taxable line
 * without any falls back on the order's only rate, since old and imported orders keep it there alone.
 */
export function taxRateOf(lines: readonly RateLine[], taxable: boolean, ofOrder: readonly RateLine[]): TaxRate | undefined {
  if (!taxable) return 0;
  if (lines.length > 0) return knownRate(lines.reduce((sum, { ratePercentage }) => sum + (ratePercentage ?? 0), 0));
  const rates = new Set(ofOrder.map(({ ratePercentage }) => ratePercentage ?? 0));
  const [only = 0] = rates;
  return rates.size <= 1 ? knownRate(only) : 0;
}

function knownRate(percentage: number): TaxRate | undefined {
  const rounded = Math.round(percentage * 1_000) / 1_000;
  return rounded === 10 || rounded === 8 || rounded === 0 ? rounded : undefined;
}
