import type { ItemInput } from '@atobarai/sdk/contract';
import type { AdminOrder } from '../reconcile/ports.ts';
import { readYen } from './money.ts';
import type { TaxRate } from './tax-rate.ts';

type ShopifyLine = AdminOrder['order']['lineItems']['nodes'][number];

/** A line of the Shopify order that is still bought, at the rate it is taxed at. */
export type Sold = { readonly line: ShopifyLine; readonly taxRate: TaxRate };

/**
 * The discounts of an order of several rates, each a line that stays at the rate of its goods: the service
 * spreads lines of kind `discount` over all rates. Undefined where what Shopify allocated does not come to
 * the yen that are missing.
 */
export function discountsByRate(sold: readonly Sold[], missing: number): (ItemInput & { readonly taxRate: TaxRate })[] | undefined {
  const exact = new Map<TaxRate, number>();
  for (const { line, taxRate } of sold) exact.set(taxRate, (exact.get(taxRate) ?? 0) + takenOff(line));
  const sum = [...exact.values()].reduce((total, yen) => total + yen, 0);
  // An allocation is for the quantity that was ordered: the share of what is left may have a fraction of a yen.
  if (Number.isNaN(sum) || Math.abs(sum - missing) >= sold.length) return undefined;
  const [most, ...others] = [...exact].sort(([, one], [, other]) => other - one);
  if (most === undefined) return undefined;
  const floored = others.map(([taxRate, yen]) => ({ taxRate, yen: Math.floor(yen) }));
  const rest = missing - floored.reduce((total, { yen }) => total + yen, 0);
  if (rest < 0) return undefined;
  return [{ taxRate: most[0], yen: rest }, ...floored]
    .filter(({ yen }) => yen > 0)
    .map(({ taxRate, yen }) => ({
      name: `値引き(${taxRate}%対象)`,
      quantity: 1,
      unitPrice: -yen,
      kind: 'fee',
      taxRate,
      taxIncluded: true,
    }));
}

/** Yen off the pieces that are still bought; not a number where an allocation is not whole yen. */
function takenOff({ discountAllocations, quantity, currentQuantity }: ShopifyLine): number {
  const allocated = discountAllocations.reduce((sum, { allocatedAmountSet }) => {
    const reading = readYen(allocatedAmountSet.shopMoney.amount);
    return sum + (reading.ok ? reading.yen : Number.NaN);
  }, 0);
  return quantity === 0 ? 0 : (allocated * currentQuantity) / quantity;
}
