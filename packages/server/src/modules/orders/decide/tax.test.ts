import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billedTotal, netTotal, type TaxableLine, type TaxRate, taxSummary } from './tax.ts';

const line = (unitPrice: number, taxRate: TaxRate = 10, more: Partial<TaxableLine> = {}): TaxableLine => ({
  kind: 'goods',
  quantity: 1,
  taxIncluded: true,
  unitPrice,
  taxRate,
  ...more,
});
const discount = (unitPrice: number, taxRate: TaxRate = 10, more: Partial<TaxableLine> = {}) =>
  line(unitPrice, taxRate, { kind: 'discount', ...more });

describe('tax per rate, floored once per rate (formats.md 6)', () => {
  it.each<[number, TaxRate, number]>([
    [18_590, 10, 1_690],
    [24_160, 8, 1_789],
    [109, 10, 9],
    [110, 10, 10],
    [54_000, 10, 4_909],
    [10_000, 0, 0],
  ])('%i yen at %i %% hold %i yen of tax', (amount, rate, tax) => {
    expect(taxSummary([line(amount, rate)])).toEqual([{ rate, amount, tax }]);
  });

  it('rounds the sum of the lines and not each line', () => {
    // Ten lines of 9 yen of tax each would make 90; the rate as a whole holds 99.
    expect(taxSummary(Array.from({ length: 10 }, () => line(109)))).toEqual([{ rate: 10, amount: 1_090, tax: 99 }]);
  });

  it('puts tax on prices without it once per rate, too', () => {
    const lines = [line(105, 10, { taxIncluded: false, quantity: 3 }), line(33, 8, { taxIncluded: false })];
    expect(taxSummary(lines)).toEqual([
      { rate: 10, amount: 346, tax: 31 },
      { rate: 8, amount: 35, tax: 2 },
    ]);
  });

  it('gives back, of a price without tax, exactly that price', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: 1, max: 9_999 }),
        fc.constantFrom<TaxRate>(10, 8, 0),
        (unitPrice, quantity, rate) => {
          const summary = taxSummary([line(unitPrice, rate, { quantity, taxIncluded: false })]);
          expect(netTotal(summary)).toBe(unitPrice * quantity);
          expect(billedTotal(summary)).toBe(unitPrice * quantity + Math.floor((unitPrice * quantity * rate) / 100));
        },
      ),
    );
  });

  it('leaves a rate out at which nothing was bought', () => {
    expect(taxSummary([line(1_080, 8), line(0, 10, { kind: 'shipping' })])).toEqual([{ rate: 8, amount: 1_080, tax: 80 }]);
    expect(taxSummary([])).toEqual([]);
  });
});

describe('discounts (formats.md 6: split by rate pro rata)', () => {
  it.each<[string, TaxRate]>([
    ['10 %', 10],
    ['8 %', 8],
    ['0 %', 0],
  ])('takes 2 yen off 2,970 and 1,080 as one yen each, whatever rate the discount names: %s', (_, rate) => {
    const summary = taxSummary([line(2_970, 10), line(1_080, 8), discount(-2, rate)]);
    expect(summary).toEqual([
      { rate: 10, amount: 2_969, tax: 269 },
      { rate: 8, amount: 1_079, tax: 79 },
    ]);
    expect(billedTotal(summary)).toBe(4_048);
  });

  it('takes it all off the one rate there is', () => {
    expect(taxSummary([line(3_300, 8), discount(-300, 10)])).toEqual([{ rate: 8, amount: 3_000, tax: 222 }]);
  });

  it('splits a discount without tax before tax is put on', () => {
    const summary = taxSummary([line(1_000, 10, { taxIncluded: false }), discount(-100, 10, { taxIncluded: false })]);
    expect(summary).toEqual([{ rate: 10, amount: 990, tax: 90 }]);
  });

  it('stays where it is when nothing was bought, and loses no yen', () => {
    expect(billedTotal(taxSummary([discount(-100, 8)]))).toBe(-100);
  });
});

describe('the net amount that the cap is measured by', () => {
  it.each<[string, readonly TaxableLine[], number]>([
    ['55,000 at 10 %', [line(55_000)], 50_000],
    ['55,001 at 10 %', [line(55_001)], 50_001],
    ['54,000 at 8 %', [line(54_000, 8)], 50_000],
    ['27,500 at 10 % and 27,000 at 8 %', [line(27_500), line(27_000, 8)], 50_000],
  ])('WX-07: %s is %i yen without tax', (_, lines, net) => {
    expect(netTotal(taxSummary(lines))).toBe(net);
  });
});

describe('for any lines of an order', () => {
  const rate = fc.constantFrom<TaxRate>(10, 8, 0);
  const bought = fc.record({
    kind: fc.constantFrom('goods', 'shipping', 'fee', 'tax_adjust'),
    quantity: fc.integer({ min: 1, max: 9_999 }),
    unitPrice: fc.integer({ min: -999_999, max: 999_999 }),
    taxRate: rate,
    taxIncluded: fc.boolean(),
  });
  const off = fc.record({
    kind: fc.constant('discount'),
    quantity: fc.integer({ min: 1, max: 99 }),
    unitPrice: fc.integer({ min: -999_999, max: 0 }),
    taxRate: rate,
    taxIncluded: fc.boolean(),
  });
  const lines = fc.array(fc.oneof({ weight: 3, arbitrary: bought }, off), { maxLength: 12 });

  it('the totals are whole yen, do not depend on the order of the lines, and each rate stands once', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const summary = taxSummary(some);
        for (const { amount, tax } of summary) expect([Number.isSafeInteger(amount), Number.isSafeInteger(tax)]).toEqual([true, true]);
        expect(new Set(summary.map((total) => total.rate)).size).toBe(summary.length);
        expect(taxSummary(some.toReversed())).toEqual(summary);
      }),
    );
  });

  it('with prices that hold their tax, the totals are the sum of the lines to the yen', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const included = some.map((one) => ({ ...one, taxIncluded: true }));
        expect(billedTotal(taxSummary(included))).toBe(included.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0));
      }),
    );
  });

  it('tax and net differ from the exact share by less than a yen per rate', () => {
    fc.assert(
      fc.property(lines, (some) => {
        for (const total of taxSummary(some)) {
          const exact = (total.amount * total.rate) / (100 + total.rate);
          expect(exact - total.tax).toBeGreaterThanOrEqual(-1e-3);
          expect(exact - total.tax).toBeLessThan(1 + 1e-3);
        }
      }),
    );
  });
});
