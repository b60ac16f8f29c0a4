import type { ItemInput } from '@atobarai/sdk/contract';
import type { Flag } from '../reconcile/flags.ts';
import type { ClaimMoney } from '../reconcile/model.ts';
import type { AdminOrder } from '../reconcile/ports.ts';
import type { YenReader } from './claim-money.ts';
import { discountsByRate, type Sold } from './discounts.ts';
import { type TaxRate, taxRateOf } from './tax-rate.ts';
import { cutTo } from './text.ts';

type ShopifyOrder = AdminOrder['order'];
type ShopifyLine = ShopifyOrder['lineItems']['nodes'][number];
type Item = ItemInput & { readonly taxRate: TaxRate };

/** The lines of the claim, and the Shopify line each of them stands for. */
export type ClaimItems = {
  readonly items: readonly Item[];
  readonly lines: readonly (string | null)[];
  readonly flags: readonly Flag[];
};

const longestName = 150;
const mostItems = 100;
const rates: readonly TaxRate[] = [10, 8, 0];

type Claimed = Pick<ClaimMoney, 'claim' | 'refunded'>;

/**
 * The lines that add up to the claim exactly, to the yen: goods at their price before discounts,
 * shipping, duties and fees; then the discounts, one line for what other gateways paid, and one for refunds
 * beyond lines that were removed.
 * With prices without tax (`taxesIncluded: false`) the service puts the tax on top, once per rate.
 */
export function claimItemsOf(order: ShopifyOrder, { claim, refunded }: Claimed, reader: YenReader): ClaimItems {
  const lines = order.lineItems.nodes.filter(({ currentQuantity }) => currentQuantity > 0);
  const unknown = lines.find((line) => rateOf(line, order) === undefined);
  const goods = lines.map((line) => goodsItem(line, order, reader));
  const charges = chargesOf(order, reader);
  const listed = [...goods, ...charges];
  const total = reader.read('currentTotalPrice', order.currentTotalPriceSet);
  const difference = total - totalWithTax(listed);
  const sold = lines.map((line) => ({ line, taxRate: rateOf(line, order) ?? 0 }));
  const discount = mixedDiscounts(difference, { sold, listed, order }) ?? differenceItem(difference, listed, order);
  const items = [
    ...listed,
    ...(discount ?? []),
    ...paidElsewhere(total - claim - refunded, order, listed),
    ...refundItem(refunded, listed),
  ];
  return {
    items,
    lines: items.map((_, index) => lines[index]?.id ?? null),
    flags: [
      ...(unknown === undefined ? [] : [{ code: 'tax_rate_unknown', values: { line: unknown.title } } as const]),
      ...(items.length > mostItems ? [{ code: 'lines_too_many', values: { lines: items.length, most: mostItems } } as const] : []),
      // Nothing is billed that no line explains; what the reader could not read is told of by itself.
      ...(discount === undefined && reader.fraction === undefined
        ? [{ code: 'amount_not_explained', values: { difference } } as const]
        : []),
    ],
  };
}

function rateOf({ taxLines, taxable }: ShopifyLine, order: ShopifyOrder): TaxRate | undefined {
  return taxRateOf(taxLines, taxable, order.currentTaxLines);
}

function goodsItem(line: ShopifyLine, order: ShopifyOrder, reader: YenReader): Item {
  return {
    name: lineName(line),
    quantity: line.currentQuantity,
    unitPrice: reader.read('lineItems.originalUnitPrice', line.originalUnitPriceSet),
    kind: 'goods',
    taxRate: rateOf(line, order) ?? 0,
    taxIncluded: order.taxesIncluded,
    // AD-03: what is money's worth cannot be bought on deferred payment.
    ...(line.isGiftCard ? { category: 'gift_certificate' } : {}),
  };
}

/** The variant tells one size from another; products without variants carry a word that says nothing. */
export function lineName({ title, variantTitle }: Pick<ShopifyLine, 'title' | 'variantTitle'>): string {
  const variant = variantTitle === null || variantTitle === 'Default Title' || variantTitle === '' ? '' : ` ${variantTitle}`;
  return (
    cutTo(
      `${title}${variant}`
        .normalize('NFC')
        .replace(/\p{Cc}+/gu, ' ')
        .trim(),
      longestName,
    ) || '商品'
  );
}

type Charge = { readonly name: string; readonly kind: string; readonly unitPrice: number; readonly taxRate: TaxRate };

/** What is charged beside the goods. Duties and tips bear no consumption tax of their own. */
function chargesOf(order: ShopifyOrder, reader: YenReader): Item[] {
  const shipping = order.shippingLines.nodes.map((line) => ({
    name: '送料',
    kind: 'shipping',
    unitPrice: reader.read('shippingLines.currentDiscountedPrice', line.currentDiscountedPriceSet),
    taxRate: taxRateOf(line.taxLines, true, order.currentTaxLines) ?? 0,
  }));
  const charges: readonly Charge[] = [
    ...shipping,
    { name: '関税', kind: 'fee', unitPrice: reader.read('currentTotalDuties', order.currentTotalDutiesSet), taxRate: 0 },
    {
      name: '手数料',
      kind: 'fee',
      unitPrice: reader.read('currentTotalAdditionalFees', order.currentTotalAdditionalFeesSet),
      taxRate: taxRateOf([], true, order.currentTaxLines) ?? 0,
    },
    { name: 'チップ', kind: 'fee', unitPrice: reader.read('totalTipReceived', order.totalTipReceivedSet), taxRate: 0 },
  ];
  return charges.filter(({ unitPrice }) => unitPrice > 0).map((charge) => ({ ...charge, quantity: 1, taxIncluded: order.taxesIncluded }));
}

/** What the service will make of these lines: tax on top is floored once per rate (AM-13). */
export function totalWithTax(items: readonly Item[]): number {
  return rates.reduce<number>((total, rate) => {
    const ofRate = items.filter(({ taxRate }) => taxRate === rate);
    const sum = (included: boolean) =>
      ofRate.filter(({ taxIncluded }) => (taxIncluded ?? true) === included).reduce((yen, item) => yen + item.unitPrice * item.quantity, 0);
    return total + sum(true) + sum(false) + Math.floor((sum(false) * rate) / 100);
  }, 0);
}

type Sale = { readonly sold: readonly Sold[]; readonly listed: readonly Item[]; readonly order: ShopifyOrder };

/** Where an order has several rates, each bears the discounts of its own goods. */
function mixedDiscounts(difference: number, { sold, listed, order }: Sale): Item[] | undefined {
  const isMixed = new Set(listed.map(({ taxRate }) => taxRate)).size > 1;
  return isMixed && order.taxesIncluded && difference < 0 ? discountsByRate(sold, -difference) : undefined;
}

/**
 * The line that makes up for the difference to Shopify's total: what is missing was a discount. Shopify
 * rounds tax per line and the service per rate, so a few yen either way are rounding; more is not.
 */
function differenceItem(difference: number, listed: readonly Item[], order: ShopifyOrder): Item[] | undefined {
  if (difference === 0) return [];
  const taxRate = leadingRate(listed);
  const line = (name: string, kind: string): Item[] => [{ name, quantity: 1, unitPrice: difference, kind, taxRate, taxIncluded: true }];
  const rounding = order.taxesIncluded ? 0 : listed.length;
  if (Math.abs(difference) <= rounding) return line('消費税の端数調整', 'tax_adjust');
  return difference < 0 ? line('値引き', 'discount') : undefined;
}

function paidElsewhere(paid: number, order: ShopifyOrder, listed: readonly Item[]): Item[] {
  if (paid <= 0) return [];
  const hasGiftCard = order.transactions.some(({ gateway, status }) => gateway === 'gift_card' && status === 'SUCCESS');
  const name = hasGiftCard ? 'ギフトカードご利用分' : '他のお支払い方法でのお支払い分';
  return [{ name, quantity: 1, unitPrice: -paid, kind: 'discount', taxRate: leadingRate(listed), taxIncluded: true }];
}

function refundItem(refunded: number, listed: readonly Item[]): Item[] {
  if (refunded <= 0) return [];
  return [{ name: '返金分', quantity: 1, unitPrice: -refunded, kind: 'discount', taxRate: leadingRate(listed), taxIncluded: true }];
}

/** The rate most of the order is taxed at. */
function leadingRate(items: readonly Item[]): TaxRate {
  const worth = (rate: TaxRate) => items.reduce((sum, item) => (item.taxRate === rate ? sum + item.unitPrice * item.quantity : sum), 0);
  return rates.reduce((best, rate) => (worth(rate) > worth(best) ? rate : best));
}
