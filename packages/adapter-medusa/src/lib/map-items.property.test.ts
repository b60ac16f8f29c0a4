import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billedTotal, netTotal, taxSummary as taxOfServer } from '../../../server/src/modules/orders/decide/tax';
import { delivery, orderOf, tea } from '../../fixtures/order';
import { amountOf } from './amounts';
import { mapItems } from './map-items';
import type { OrderRecord } from './order-record';

function linesOf(order: OrderRecord, rounding: 'floor' | 'round' | 'ceil' = 'floor') {
  const mapped = mapItems(order, rounding);
  if (!mapped.ok) throw new Error(mapped.problems.map(({ messageEn }) => messageEn).join());
  return mapped;
}

describe('for any order', () => {
  const amount = fc.oneof(
    fc.integer({ min: 1, max: 30_000 }),
    fc.integer({ min: 1, max: 3_000_000 }).map((hundredths) => hundredths / 100),
  );
  const rate = fc.constantFrom(10, 8, 0);
  const cart = fc.record({
    items: fc.array(
      fc.record({
        unit_price: amount,
        quantity: fc.integer({ min: 1, max: 9 }),
        rate,
        included: fc.boolean(),
        off: fc.nat(99),
        offIncluded: fc.boolean(),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    shipping: fc.record({ amount: fc.integer({ min: 0, max: 1_500 }), rate, included: fc.boolean() }),
    credit: fc.nat(200),
  });

  function orderFrom({ items, shipping, credit }: typeof cart extends fc.Arbitrary<infer T> ? T : never): OrderRecord {
    return orderOf({
      items: items.map((item, index) => ({
        ...tea,
        id: `ordli_${index}`,
        unit_price: item.unit_price,
        quantity: item.quantity,
        is_tax_inclusive: item.included,
        tax_lines: [{ rate: item.rate }],
        adjustments: [{ amount: (item.unit_price * item.quantity * item.off) / 150, is_tax_inclusive: item.offIncluded, code: 'P' }],
      })),
      shipping_methods: [
        { ...delivery, amount: shipping.amount, is_tax_inclusive: shipping.included, tax_lines: [{ rate: shipping.rate }] },
      ],
      credit_lines: [{ amount: credit }],
    });
  }

  const roundings = ['floor', 'round', 'ceil'] as const;

  it('the service comes to the same yen and the same tax per rate, and to Medusa’s total rounded by the policy', () => {
    fc.assert(
      fc.property(cart, fc.constantFrom(...roundings), (parts, rounding) => {
        const order = orderFrom(parts);
        const total = amountOf(order.total);
        fc.pre(total >= 1);
        const mapped = linesOf(order, rounding);
        const served = taxOfServer(mapped.lines);
        expect(served).toEqual(mapped.taxSummary);
        expect(billedTotal(served)).toBe(mapped.amount);
        expect(mapped.amount).toBe(Math[rounding](total));
        // Of goods below a yen, flooring may leave a rate a yen below nothing; its tax is then below nothing, too.
        for (const { amount: billed, tax } of served) expect(billed < 0 ? tax <= 0 : tax >= 0 && tax <= billed).toBe(true);
        if (served.every(({ amount: billed }) => billed >= 0)) expect(netTotal(served)).toBeLessThanOrEqual(mapped.amount);
      }),
      { numRuns: 500 },
    );
  });

  it('the 端数調整 line stays below a yen for each line and rate, and its sum is what the other lines lack', () => {
    fc.assert(
      fc.property(cart, fc.constantFrom(...roundings), (parts, rounding) => {
        const order = orderFrom(parts);
        fc.pre(amountOf(order.total) >= 1);
        const { lines } = linesOf(order, rounding);
        const adjustments = lines.filter(({ kind }) => kind === 'tax_adjust');
        expect(adjustments.length).toBeLessThanOrEqual(1);
        for (const { unitPrice } of adjustments) expect(Math.abs(unitPrice)).toBeLessThanOrEqual(lines.length + 3);
      }),
    );
  });

  it('every line is whole yen in a whole quantity, and no discount raises the price', () => {
    fc.assert(
      fc.property(cart, (parts) => {
        const order = orderFrom(parts);
        fc.pre(amountOf(order.total) >= 1);
        for (const { kind, quantity, unitPrice } of linesOf(order).lines) {
          expect(Number.isInteger(quantity) && Number.isInteger(unitPrice) && quantity >= 1).toBe(true);
          if (kind === 'discount') expect(unitPrice).toBeLessThan(0);
        }
      }),
    );
  });
});
