import { itemKinds } from '@atobarai/sdk/contract';
import { characterCount } from '../../../buyers/index.ts';
import type { OrderItem } from '../../model.ts';
import { billedTotal, type RateTotal, taxSummary } from '../tax.ts';
import { present } from './fields.ts';
import type { Check } from './findings.ts';
import type { Draft } from './model.ts';
import { bounds } from './policy.ts';

type ItemDraft = NonNullable<NonNullable<Draft['items']>[number]>;

/** The lines of an order and what they come to. */
export type PricedItems = { readonly items: readonly OrderItem[]; readonly summary: readonly RateTotal[] };

/** Checks the lines, and when all can be reckoned with, their sum and tax against what was sent. */
export function checkItems(check: Check): PricedItems | undefined {
  const { billedAmount, items: drafts } = check.draft;
  checkBilledAmount(check);
  if (!drafts) return undefined;
  const items = drafts.map((item, index) => item && checkItem(item, `items[${index}]`, check)).filter((item) => item !== undefined);
  if (items.length < drafts.length) return undefined;
  const summary = taxSummary(items);
  const total = billedTotal(summary);
  // Exactly: a tolerance would let a shop bill what no line explains (domain.md 2.2, KURO).
  if (billedAmount !== undefined && billedAmount !== total) {
    check.found.refuse('amount_mismatch', 'billedAmount', { billed: billedAmount, total, difference: billedAmount - total });
  }
  checkTaxSummary(summary, check);
  return { items, summary };
}

function checkBilledAmount({ draft: { billedAmount, buyer }, found }: Check): void {
  if (billedAmount === undefined) return;
  const most = bounds.billedAmount[buyer?.kind ?? 'company'];
  if (billedAmount >= 1 && billedAmount <= most) return;
  found.refuse('amount_mismatch', 'billedAmount', { billed: billedAmount, most });
}

/** A line that can be reckoned with; its name and category may still have been refused. */
function checkItem(draft: ItemDraft, path: string, check: Check): OrderItem | undefined {
  checkGoods(draft, path, check);
  const quantity = checkQuantity(draft.quantity, path, check);
  const unitPrice = checkUnitPrice(draft.unitPrice, path, check);
  const kind = checkKind(draft.kind, path, check);
  const taxRate = checkTaxRate(draft.taxRate, path, check);
  if (quantity === undefined || unitPrice === undefined || kind === undefined || taxRate === undefined) return undefined;
  if (kind === 'discount' && unitPrice > 0) {
    check.found.refuse('item_discount_sign', `${path}.unitPrice`);
    return undefined;
  }
  const { name = '', category, taxIncluded = true } = draft;
  return { kind, name, quantity, unitPrice, taxRate, taxIncluded, ...present({ category }) };
}

function checkGoods({ name = '', category }: ItemDraft, path: string, { found, facts }: Check): void {
  if (characterCount(name) > bounds.itemNameLongest) found.refuse('item_name', `${path}.name`);
  // AD-03: goods that cannot be sold this way, by the shop's own category.
  const folded = category?.normalize('NFKC').toLowerCase();
  if (category !== undefined && facts.merchant.prohibitedCategories.some((code) => code === folded)) {
    found.refuse('prohibited_goods', `${path}.category`, { category });
  }
}

function checkQuantity(quantity: number | undefined, path: string, { found }: Check): number | undefined {
  if (quantity === undefined) return undefined;
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= bounds.quantityMost) return quantity;
  found.refuse('item_quantity', `${path}.quantity`);
  return undefined;
}

function checkUnitPrice(unitPrice: number | undefined, path: string, { found }: Check): number | undefined {
  if (unitPrice === undefined) return undefined;
  if (Number.isInteger(unitPrice) && Math.abs(unitPrice) <= bounds.unitPriceMost) return unitPrice;
  found.refuse('item_unit_price', `${path}.unitPrice`);
  return undefined;
}

function checkKind(kind: string | undefined, path: string, { found }: Check): OrderItem['kind'] | undefined {
  const known = itemKinds.find((name) => name === (kind ?? 'goods'));
  if (!known) found.refuse('item_kind', `${path}.kind`);
  return known;
}

const taxRates = [10, 8, 0] as const;

function checkTaxRate(taxRate: number | undefined, path: string, { found }: Check): OrderItem['taxRate'] | undefined {
  if (taxRate === undefined) return undefined;
  const known = taxRates.find((rate) => rate === taxRate);
  if (known === undefined) found.refuse('item_tax_rate', `${path}.taxRate`);
  return known;
}

/** If a shop sends its own tax, it must be ours; rates that come to nothing may be sent or left out. */
function checkTaxSummary(summary: readonly RateTotal[], { draft, found }: Check): void {
  const sent = draft.taxSummary?.filter((line) => line !== undefined && (line.amount !== 0 || line.tax !== 0));
  if (!sent) return;
  const ours = summary.find(
    ({ rate, amount, tax }) => !sent.some((line) => line?.rate === rate && line.amount === amount && line.tax === tax),
  );
  if (ours) found.refuse('tax_mismatch', 'taxSummary', { rate: ours.rate, expected: ours.tax });
  else if (sent.length > summary.length) found.refuse('tax_mismatch', 'taxSummary');
}
