import { describe, expect, it } from 'vitest';
import { delivery, orderOf, tea } from '../../fixtures/order';
import { amountOf } from './amounts';
import { type Line } from './line';
import { mapItems } from './map-items';
import type { AdjustmentRecord, ItemRecord, OrderRecord } from './order-record';

function linesOf(order: OrderRecord, rounding: 'floor' | 'round' | 'ceil' | 'reject' = 'floor') {
  const mapped = mapItems(order, rounding);
  if (!mapped.ok) throw new Error(mapped.problems.map(({ messageEn }) => messageEn).join());
  return mapped;
}

function problemsOf(order: OrderRecord, rounding: 'floor' | 'reject' = 'floor') {
  const mapped = mapItems(order, rounding);
  return mapped.ok ? [] : mapped.problems.map(({ code, field }) => ({ code, field }));
}

const shown = (lines: readonly Line[]) =>
  lines.map(
    ({ kind, name, quantity, unitPrice, taxRate, taxIncluded }) =>
      `${kind} ${name} ${quantity}×${unitPrice} ${taxRate}%${taxIncluded ? '込' : '抜'}`,
  );

describe('the lines of an order', () => {
  it('keep price, quantity and rate, and the shipping fee is a line of its own', () => {
    const { lines, amount, taxSummary } = linesOf(orderOf());
    expect(shown(lines)).toEqual(['goods 緑茶 / 100g 2×1080 8%込', 'shipping ヤマト運輸 1×550 10%込']);
    expect(amount).toBe(2710);
    expect(taxSummary).toEqual([
      { rate: 10, amount: 550, tax: 50 },
      { rate: 8, amount: 2160, tax: 160 },
    ]);
  });

  it('never find the sum without tax by dividing: prices without tax go along as they are (AM-13)', () => {
    // 54,545 yen and 10 % are 59,999.5; no total with tax leads back to 54,545.
    const item = { ...tea, quantity: 1, unit_price: 54_545, is_tax_inclusive: false, tax_lines: [{ rate: 10 }] };
    const { lines, amount, taxSummary } = linesOf(orderOf({ items: [item], shipping_methods: [] }));
    expect(shown(lines)).toEqual(['goods 緑茶 / 100g 1×54545 10%抜']);
    expect(amount).toBe(59_999);
    expect(taxSummary.map(({ amount: billed, tax }) => billed - tax)).toEqual([54_545]);
  });

  it('come in the order of their ids, so that a retry says the same', () => {
    const items = [
      { ...tea, id: 'ordli_B', product_title: 'B' },
      { ...tea, id: 'ordli_A', product_title: 'A' },
    ];
    const turned = linesOf(orderOf({ items: items.toReversed() }));
    expect(linesOf(orderOf({ items }))).toEqual(turned);
    expect(turned.lines.map(({ name }) => name.slice(0, 1))).toEqual(['A', 'B', 'ヤ']);
  });

  it('leave out what an order edit took away and shipping that costs nothing', () => {
    const items = [tea, { ...tea, id: 'ordli_gone', quantity: 0 }];
    expect(linesOf(orderOf({ items, shipping_methods: [{ ...delivery, amount: 0 }] })).lines).toHaveLength(1);
  });

  it('count as goods only if they travel, so that a gift card does not keep an order from being shipped', () => {
    const items = [tea, { ...tea, id: 'ordli_02', product_title: 'ギフト券', requires_shipping: false }];
    expect(linesOf(orderOf({ items })).lines.map(({ kind }) => kind)).toEqual(['goods', 'fee', 'shipping']);
  });

  it('stand as one piece where a price or a quantity has a fraction', () => {
    const items = [{ ...tea, quantity: 3, unit_price: '100.5' }];
    const { lines, amount } = linesOf(orderOf({ items, shipping_methods: [] }), 'ceil');
    expect(shown(lines)).toEqual(['goods 緑茶 / 100g ×3 1×301 8%込', 'tax_adjust 端数調整 1×1 8%込']);
    expect(amount).toBe(302);
  });

  it('carry the category that some goods are refused for (AD-03)', () => {
    const items = [
      { ...tea, product_type: 'food' },
      { ...tea, id: 'ordli_02', metadata: { atobarai_category: 'gift_card' }, product_type: 'x' },
    ];
    expect(linesOf(orderOf({ items })).lines.map(({ category }) => category)).toEqual(['food', 'gift_card', undefined]);
  });

  it('have names the service can take, whatever the product is called', () => {
    const items = [
      { ...tea, product_title: `茶\n${'あ'.repeat(300)}😀`, variant_title: null },
      { ...tea, id: 'ordli_02', product_title: '', title: '  ', variant_title: '' },
    ];
    const [long, none] = linesOf(orderOf({ items })).lines;
    expect(Array.from(long?.name ?? '')).toHaveLength(150);
    expect(long?.name).toMatch(/^茶 あ/);
    expect(none?.name).toBe('商品');
  });
});

describe('discounts', () => {
  const off = (amount: number, code: string | null = 'AKI10', included = true): AdjustmentRecord => ({
    amount,
    code,
    is_tax_inclusive: included,
  });

  it('are a line of their own, named after the promotion', () => {
    const items = [{ ...tea, adjustments: [off(160)] }];
    const { lines, amount } = linesOf(orderOf({ items, shipping_methods: [] }));
    expect(shown(lines)).toEqual(['goods 緑茶 / 100g 2×1080 8%込', 'discount 割引 AKI10 1×-160 8%込']);
    expect(amount).toBe(2000);
  });

  it('stay at the rate of the goods they are for when an order has several', () => {
    const items = [
      { ...tea, adjustments: [off(160)] },
      { ...tea, id: 'ordli_02', product_title: '急須', unit_price: 3300, quantity: 1, tax_lines: [{ rate: 10 }] },
    ];
    const { lines, taxSummary } = linesOf(orderOf({ items }));
    expect(shown(lines)).toContain('fee 割引 AKI10(8%対象) 1×-160 8%込');
    expect(taxSummary).toEqual([
      { rate: 10, amount: 3850, tax: 350 },
      { rate: 8, amount: 2000, tax: 148 },
    ]);
  });

  it('without tax on a price with tax take off what Medusa takes off', () => {
    const items = [{ ...tea, tax_lines: [{ rate: 10 }], adjustments: [off(100, null, false)] }];
    const { amount, lines } = linesOf(orderOf({ items, shipping_methods: [] }));
    expect(amount).toBe(2050);
    expect(shown(lines)).toContain('discount 割引 1×-110 10%込');
  });

  it('of a promotion in per cent leave a fraction, which the 端数調整 line evens out', () => {
    const items = [
      { ...tea, quantity: 3, unit_price: 1005, is_tax_inclusive: false, tax_lines: [{ rate: 10 }], adjustments: [off(994.95, 'A', false)] },
    ];
    const order = orderOf({ items, shipping_methods: [] });
    expect(amountOf(order.total)).toBe(2222.055);
    const { lines, amount } = linesOf(order, 'ceil');
    expect(amount).toBe(2223);
    expect(shown(lines)).toEqual(['goods 緑茶 / 100g 3×1005 10%抜', 'discount 割引 A 1×-995 10%抜', 'tax_adjust 端数調整 1×1 10%込']);
  });

  it('of store credit are shared among the rates', () => {
    const order = orderOf({ credit_lines: [{ amount: 1000 }] });
    const { lines, amount } = linesOf(order);
    expect(amount).toBe(1710);
    expect(shown(lines).filter((line) => line.includes('クレジット'))).toEqual([
      'fee ストアクレジット(10%対象) 1×-202 10%込',
      'fee ストアクレジット(8%対象) 1×-798 8%込',
    ]);
  });
});

describe('what cannot be carried over', () => {
  it('is a tax rate that Japan does not have', () => {
    expect(problemsOf(orderOf({ items: [{ ...tea, tax_lines: [{ rate: 20 }] }] }))).toEqual([{ code: 'tax_rate', field: 'ordli_01TEA' }]);
  });

  it('is a total with a fraction, if the shop wants to hear of it', () => {
    const items = [{ ...tea, quantity: 1, unit_price: 1005, is_tax_inclusive: false, tax_lines: [{ rate: 10 }] }];
    expect(problemsOf(orderOf({ items }), 'reject')).toEqual([{ code: 'total_fraction', field: 'total' }]);
    expect(problemsOf(orderOf(), 'reject')).toEqual([]);
  });

  it('is a total that the lines do not explain', () => {
    expect(problemsOf({ ...orderOf(), total: 2000 })).toEqual([{ code: 'total_differs', field: 'total' }]);
  });

  it('is an order of nothing, of no total, of no quantity or of more lines than the service takes', () => {
    expect(problemsOf({ ...orderOf({ items: [], shipping_methods: [] }) })).toEqual([{ code: 'items_missing', field: 'items' }]);
    expect(problemsOf({ ...orderOf(), total: null })).toEqual([{ code: 'amount_missing', field: 'total' }]);
    expect(problemsOf({ ...orderOf({ items: [{ ...tea, quantity: 'x' }] }), total: 1 })).toEqual([
      { code: 'quantity', field: 'items.ordli_01TEA' },
    ]);
    const items = Array.from({ length: 101 }, (_, index): ItemRecord => ({ ...tea, id: `ordli_${index}` }));
    expect(problemsOf(orderOf({ items }))).toEqual([{ code: 'items_too_many', field: 'items' }]);
  });
});
