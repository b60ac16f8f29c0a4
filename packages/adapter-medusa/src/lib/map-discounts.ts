import { amountOf } from './amounts';
import type { Discount, Line, Sold } from './line';
import { taxRates } from './tax';
import { cut } from './text';

type Bill = { readonly sold: readonly Sold[]; readonly credit: number };

/**
 * Promotions and store credit as lines. The service spreads a `discount` line over all rates of an
 * order, while Medusa knows the very lines a promotion is for: so an order of one rate gets `discount`
 * lines, and one of several rates gets lines that stay at their rate.
 */
export function discountLines(discounts: readonly Discount[], { sold, credit }: Bill): Line[] {
  const mixed = new Set(sold.map(({ line }) => line.taxRate)).size > 1;
  const promotions = taxRates.flatMap((taxRate) =>
    [true, false].flatMap((taxIncluded) => {
      const here = discounts.filter((each) => each.taxRate === taxRate && each.taxIncluded === taxIncluded);
      const amount = here.reduce((sum, each) => sum + each.amount, 0);
      return lineOf({ taxRate, taxIncluded, amount, name: discountName(here) }, mixed);
    }),
  );
  return [...promotions, ...creditLines(sold, credit, mixed)];
}

/** Store credit belongs to no line: every rate bears its share, and the largest what is left over. */
function creditLines(sold: readonly Sold[], credit: number, mixed: boolean): Line[] {
  if (!(credit > 0)) return [];
  const worth = taxRates
    .map((taxRate) => ({ taxRate, exact: sold.filter(({ line }) => line.taxRate === taxRate).reduce((sum, each) => sum + each.exact, 0) }))
    .filter(({ exact }) => exact > 0)
    .toSorted((one, other) => one.exact - other.exact);
  const all = worth.reduce((sum, { exact }) => sum + exact, 0);
  let left = credit;
  return worth.flatMap(({ taxRate, exact }, index) => {
    const amount = index === worth.length - 1 ? left : Math.floor((credit * exact) / all);
    left -= amount;
    return lineOf({ taxRate, taxIncluded: true, amount, name: 'ストアクレジット' }, mixed);
  });
}

function lineOf({ taxRate, taxIncluded, amount, name }: Discount & { readonly name: string }, mixed: boolean): Line[] {
  const unitPrice = -Math.round(amountOf(amount));
  if (!(unitPrice < 0)) return [];
  return [
    {
      kind: mixed ? 'fee' : 'discount',
      name: mixed ? `${name}(${taxRate}%対象)` : name,
      quantity: 1,
      unitPrice,
      taxRate,
      taxIncluded,
    },
  ];
}

const longestCodes = 100;

function discountName(discounts: readonly Discount[]): string {
  const codes = [...new Set(discounts.flatMap(({ code }) => code ?? []))].toSorted();
  const list = cut(codes.join(', '), longestCodes);
  return list === '' ? '割引' : `割引 ${list}`;
}
