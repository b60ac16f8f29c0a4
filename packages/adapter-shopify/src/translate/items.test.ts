import type { ItemInput } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimed, codesOf, ready, sale, totals, withLines, yenBag } from '../../tests/support/recorded-order.ts';
import { billedTotal, type TaxableLine, taxSummary } from '../../../server/src/modules/orders/decide/tax.ts';
import { totalWithTax } from './items.ts';

const asTaxable = (item: ItemInput): TaxableLine => ({
  kind: item.kind ?? 'goods',
  quantity: item.quantity,
  unitPrice: item.unitPrice,
  taxRate: item.taxRate as TaxableLine['taxRate'],
  taxIncluded: item.taxIncluded ?? true,
});

describe('lines add up to the claim, each at its rate', () => {
  const off = (yen: number | string) => ({ discountAllocations: [{ allocatedAmountSet: yenBag(yen) }] });
  const food = { originalUnitPriceSet: yenBag(1080), quantity: 3, currentQuantity: 3, taxLines: [{ rate: 0.08, ratePercentage: 8 }] };

  it('SF-02: food at 8 % beside goods at 10 %, and shipping at its own', () => {
    const { order } = ready(claimed({ ...withLines({}, food), ...totals(8000 + 3240 + 800) }));
    expect(order.items.map(({ taxRate }) => taxRate)).toEqual([10, 8, 10]);
    expect(order.billedAmount).toBe(12_040);
  });

  it('prices without tax go without it, and the tax on top is the one Shopify charges', () => {
    const { order } = ready(claimed({ taxesIncluded: false, ...totals(9680) }));
    expect(order.items.every(({ taxIncluded }) => taxIncluded === false)).toBe(true);
    expect(order.billedAmount).toBe(9680);
  });

  it('a yen or two of rounding is a line of its own; more is not explained and not billed', () => {
    expect(ready(claimed({ taxesIncluded: false, ...totals(9681) })).order.items.at(-1)).toMatchObject({
      kind: 'tax_adjust',
      unitPrice: 1,
    });
    expect(ready(claimed({ taxesIncluded: false, ...totals(9679) })).order.items.at(-1)).toMatchObject({
      kind: 'tax_adjust',
      unitPrice: -1,
    });
    expect(claimed({ taxesIncluded: false, ...totals(9700) })).toMatchObject({
      kind: 'refused',
      flags: [{ code: 'amount_not_explained', values: { difference: 20 } }],
    });
    expect(codesOf(claimed(totals(8801)))).toEqual(['amount_not_explained']);
  });

  it('what is missing was a discount', () => {
    expect(ready(claimed(totals(8000))).order.items.at(-1)).toEqual({
      name: '値引き',
      quantity: 1,
      unitPrice: -800,
      kind: 'discount',
      taxRate: 10,
      taxIncluded: true,
    });
  });

  it('SF-02: a discount on food alone stays at 8 %, and one on both at the rate of each', () => {
    const onFood = ready(claimed({ ...withLines({}, { ...food, ...off(240) }), ...totals(8000 + 3000 + 800) })).order;
    expect(onFood.items.slice(3)).toEqual([
      { name: '値引き(8%対象)', quantity: 1, unitPrice: -240, kind: 'fee', taxRate: 8, taxIncluded: true },
    ]);
    expect(taxSummary(onFood.items.map(asTaxable)).map(({ rate, amount }) => [rate, amount])).toEqual([
      [10, 8800],
      [8, 3000],
    ]);
    const onBoth = ready(claimed({ ...withLines(off(500), { ...food, ...off(240) }), ...totals(7500 + 3000 + 800) })).order;
    expect(taxSummary(onBoth.items.map(asTaxable)).map(({ rate, amount }) => [rate, amount])).toEqual([
      [10, 8300],
      [8, 3000],
    ]);
  });

  it('a discount follows the pieces that are left, and is one line again where the allocations do not explain it', () => {
    const left = { ...food, currentQuantity: 2, ...off(100) };
    expect(ready(claimed({ ...withLines({}, left), ...totals(8000 + 2160 - 67 + 800) })).order.items.slice(3)).toMatchObject([
      { kind: 'fee', unitPrice: -67, taxRate: 8 },
    ]);
    for (const strange of [off(900), off('240.5'), {}]) {
      const order = { ...withLines({}, { ...food, ...strange }), ...totals(8000 + 3000 + 800) };
      expect(ready(claimed(order)).order.items.slice(3)).toMatchObject([{ name: '値引き', kind: 'discount', unitPrice: -240 }]);
    }
  });

  it('duties and tips are lines without tax', () => {
    const { order } = ready(claimed({ ...totals(9600), currentTotalDutiesSet: yenBag(500), totalTipReceivedSet: yenBag(300) }));
    expect(order.items.slice(2)).toEqual([
      expect.objectContaining({ name: '関税', kind: 'fee', unitPrice: 500, taxRate: 0 }),
      expect.objectContaining({ name: 'チップ', kind: 'fee', unitPrice: 300, taxRate: 0 }),
    ]);
  });

  it('removed lines are gone, and the others keep the Shopify line they stand for', () => {
    const edited = { ...withLines({ currentQuantity: 0 }, {}), ...totals(8800) };
    expect(ready(claimed(edited)).lines).toEqual(['gid://shopify/LineItem/2', null]);
  });

  it('AD-03: a gift card that is bought says what it is', () => {
    expect(ready(claimed(withLines({ isGiftCard: true, taxable: false }))).order.items[0]).toMatchObject({
      category: 'gift_certificate',
      taxRate: 0,
    });
  });

  it('a name is shown without the word for having no variant, and cut where it would be too long', () => {
    const { order } = ready(claimed(withLines({ title: 'あ'.repeat(200), variantTitle: 'Default Title' })));
    expect(order.items[0]?.name).toBe('あ'.repeat(150));
  });

  it('whatever is bought, the lines come to the claim to the yen', () => {
    const anyLine = fc.record({
      currentQuantity: fc.integer({ min: 0, max: 20 }),
      price: fc.integer({ min: 0, max: 50_000 }),
      rate: fc.constantFrom(10, 8, 0),
      allocated: fc.nat(400),
    });
    fc.assert(
      fc.property(
        fc.record({
          lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
          included: fc.boolean(),
          discount: fc.nat(500),
          isAllocated: fc.boolean(),
          card: fc.nat(2_000),
        }),
        ({ lines, included, discount, isAllocated, card }) => {
          const nodes = lines.map(({ currentQuantity, price, rate, allocated }) => ({
            currentQuantity,
            quantity: currentQuantity,
            ...off(allocated),
            originalUnitPriceSet: yenBag(price),
            taxLines: [{ rate: rate / 100, ratePercentage: rate }],
          }));
          const bought = lines.map(({ currentQuantity, price, rate }) => ({
            name: '',
            quantity: currentQuantity,
            unitPrice: price,
            taxRate: rate as 10 | 8 | 0,
            taxIncluded: included,
          }));
          const allocated = lines.reduce((sum, line) => sum + (line.currentQuantity > 0 ? line.allocated : 0), 0);
          const total = Math.max(0, totalWithTax(bought) - (isAllocated ? allocated : discount));
          const paid = Math.min(card, total);
          const claim = claimed({
            ...withLines(...nodes),
            ...totals(total, total - paid),
            taxesIncluded: included,
            shippingLines: { nodes: [] },
            transactions: [sale('gift_card', paid, 'SUCCESS')],
          });
          expect(claim.kind).toBe(total === paid ? 'nothing_due' : 'ready');
          if (claim.kind !== 'ready') return;
          const { order } = claim;
          expect(order.billedAmount).toBe(total - paid);
          // What the service itself makes of these lines (packages/server, orders/decide/tax.ts).
          expect(billedTotal(taxSummary(order.items.map(asTaxable)))).toBe(order.billedAmount);
        },
      ),
      { numRuns: 500 },
    );
  });
});
