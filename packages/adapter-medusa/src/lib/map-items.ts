import { amountOf, amountOrZero, type Rounding, wholeYen } from './amounts';
import type { Discount, Line, Sold } from './line';
import { discountLines } from './map-discounts';
import {
  type AdjustmentRecord,
  type CartRecord,
  type ItemRecord,
  present,
  type ShippingMethodRecord,
  type TaxLineRecord,
} from './order-record';
import { type OrderProblem, problem, type Problems } from './problems';
import { type RateTotal, taxRates, taxSummary } from './tax';
import { cut, textOf } from './text';

/** An order's lines in whole yen: they come to `amount` exactly. */
export type Priced = { readonly lines: readonly Line[]; readonly amount: number; readonly taxSummary: readonly RateTotal[] };

const mostLines = 100;
const mostQuantity = 9_999;
const longestName = 150;

// Medusa divides with 20 digits and we with 16: a hundredth of a yen is neither's mistake.
const tolerated = 0.01;

/**
 * The lines of a cart or an order, and what they come to in whole yen by the shop's rounding. Where
 * Medusa's total has a fraction, or tax is floored once per rate, a 端数調整 line makes up for it.
 */
export function mapItems(cart: CartRecord, rounding: Rounding): ({ readonly ok: true } & Priced) | Problems {
  const problems: OrderProblem[] = [];
  const sold = [
    ...byId(cart.items).flatMap((item) => soldItem(item, problems)),
    ...byId(cart.shipping_methods).flatMap((each) => soldShipping(each, problems)),
  ];
  if (problems.length === 0 && sold.length === 0) problems.push(problem('items_missing', { field: 'items' }));
  const amount = wholeTotal(cart, rounding, problems);
  if (problems.length > 0 || amount === undefined) return { ok: false, problems };
  const credit = amountOrZero(cart.credit_line_total);
  const exact = sold.reduce((sum, each) => sum + each.exact, 0) - credit;
  const total = amountOf(cart.total);
  if (!(Math.abs(exact - total) <= tolerated))
    return { ok: false, problems: [problem('total_differs', { field: 'total', values: { lines: Math.round(exact * 100) / 100, total } })] };
  const lines = [
    ...sold.map(({ line }) => line),
    ...discountLines(
      sold.flatMap(({ discounts }) => discounts),
      { credit, sold },
    ),
  ];
  const adjusted = withAdjustment(lines, amount);
  if (adjusted.length > mostLines)
    return { ok: false, problems: [problem('items_too_many', { field: 'items', values: { count: adjusted.length } })] };
  return { ok: true, lines: adjusted, amount, taxSummary: taxSummary(adjusted) };
}

/** What was put into the cart, in the order and with the indexes it is registered with; totals do not matter here. */
export function cartLines(cart: Pick<CartRecord, 'items'>): Line[] {
  return byId(cart.items).flatMap((item) => soldItem(item, []).map(({ line }) => line));
}

/** The ids of those lines, to be kept with the registration: an order edit changes the lines, and the service counts as before. */
export function lineIdsOf(cart: Pick<CartRecord, 'items'>): string[] {
  return cartLines(cart).map(({ lineItemId }) => lineItemId ?? '');
}

function wholeTotal(cart: CartRecord, rounding: Rounding, problems: OrderProblem[]): number | undefined {
  const amount = wholeYen(cart.total, rounding);
  if (amount !== undefined) return amount;
  const total = amountOf(cart.total);
  problems.push(
    Number.isFinite(total)
      ? problem('total_fraction', { field: 'total', values: { total } })
      : problem('amount_missing', { field: 'total' }),
  );
  return undefined;
}

function soldItem(item: ItemRecord, problems: OrderProblem[]): Sold[] {
  const name = nameOf(item);
  const quantity = amountOf(item.quantity ?? item.detail?.quantity);
  const unitPrice = amountOf(item.unit_price);
  if (quantity === 0) return []; // Taken out by an order edit.
  if (!(quantity > 0) || !Number.isFinite(unitPrice)) {
    problems.push(problem('quantity', { field: `items.${item.id}`, values: { name } }));
    return [];
  }
  const category = textOf(item.metadata?.['atobarai_category']) ?? textOf(item.product_type);
  // What is not sent in a parcel must not keep the order from counting as shipped.
  const kind = item.requires_shipping === false ? 'fee' : 'goods';
  const line = { kind, lineItemId: item.id, ...(category === undefined ? {} : { category: cut(category, 100) }) } as const;
  return sell({ ...line, name, quantity, unitPrice, taxIncluded: item.is_tax_inclusive === true }, item, problems);
}

function soldShipping(method: ShippingMethodRecord, problems: OrderProblem[]): Sold[] {
  const amount = amountOrZero(method.amount);
  if (amount === 0) return [];
  const name = cut(textOf(method.name) ?? '送料', longestName);
  return sell({ kind: 'shipping', name, quantity: 1, unitPrice: amount, taxIncluded: method.is_tax_inclusive === true }, method, problems);
}

type Unrated = Omit<Line, 'taxRate' | 'whole'>;
type Taxed = {
  readonly id: string;
  readonly tax_lines?: readonly (TaxLineRecord | null)[] | null;
  readonly adjustments?: readonly (AdjustmentRecord | null)[] | null;
};

function sell(unrated: Unrated, { id, tax_lines: taxLines, adjustments }: Taxed, problems: OrderProblem[]): Sold[] {
  const rate = present(taxLines).reduce((sum, line) => sum + amountOrZero(line.rate), 0);
  const taxRate = taxRates.find((known) => known === rate);
  if (taxRate === undefined) {
    problems.push(problem('tax_rate', { field: id, values: { name: unrated.name, rate } }));
    return [];
  }
  const { quantity, unitPrice, taxIncluded } = unrated;
  const discounts = present(adjustments).map((each): Discount => discountOf(each, { taxRate, taxIncluded }));
  const price = quantity * unitPrice - discounts.reduce((sum, discount) => sum + discount.amount, 0);
  return [{ line: inWholeYen({ ...unrated, taxRate }), discounts, exact: taxIncluded ? price : (price * (100 + taxRate)) / 100 }];
}

/** Medusa's own rule: a promotion is net of tax unless it says otherwise, whatever the price is. */
function discountOf(adjustment: AdjustmentRecord, bucket: Pick<Discount, 'taxRate' | 'taxIncluded'>): Discount {
  const amount = amountOrZero(adjustment.amount);
  const factor = (100 + bucket.taxRate) / 100;
  const included = adjustment.is_tax_inclusive === true;
  const inPrice = included === bucket.taxIncluded ? amount : included ? amount / factor : amount * factor;
  const code = textOf(adjustment.code);
  return { ...bucket, amount: inPrice, ...(code === undefined ? {} : { code }) };
}

/** Prices and quantities the service cannot hold stand as one piece: 「お茶 ×1.5」. */
function inWholeYen(line: Line): Line {
  const { name, quantity, unitPrice } = line;
  if (Number.isInteger(quantity) && Number.isInteger(unitPrice) && quantity <= mostQuantity) return line;
  const suffix = quantity === 1 ? '' : ` ×${quantity}`;
  const named = `${cut(name, longestName - suffix.length)}${suffix}`;
  return { ...line, name: named, quantity: 1, unitPrice: Math.floor(amountOf(quantity * unitPrice)), whole: true };
}

/** What the total has and the lines have not, at the rate that most was bought at. */
function withAdjustment(lines: readonly Line[], amount: number): readonly Line[] {
  const summary = taxSummary(lines);
  const difference = amount - summary.reduce((sum, total) => sum + total.amount, 0);
  if (difference === 0) return lines;
  const [main] = summary.toSorted((one, other) => other.amount - one.amount);
  const taxRate = main?.rate ?? lines[0]?.taxRate ?? 10;
  return [...lines, { kind: 'tax_adjust', name: '端数調整', quantity: 1, unitPrice: difference, taxRate, taxIncluded: true }];
}

function nameOf({ title, product_title: product, variant_title: variant }: ItemRecord): string {
  const main = textOf(product) ?? textOf(title) ?? '商品';
  const part = textOf(variant);
  return cut(part && part !== main && part !== 'Default variant' ? `${main} / ${part}` : main, longestName);
}

// A retry must say the same to the byte, and the database gives rows in any order.
function byId<T extends { readonly id: string }>(records: readonly (T | null)[] | null | undefined): T[] {
  return present(records).toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
