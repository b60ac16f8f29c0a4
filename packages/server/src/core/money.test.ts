import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noYen, scaleFloor, shareFloor, splitByWeight, sumYen, taxIn, yen } from './money.ts';

const most = Number.MAX_SAFE_INTEGER;
/** Down to the next whole number, also below zero. */
const floorOf = (dividend: bigint, divisor: bigint) => {
  const rest = ((dividend % divisor) + divisor) % divisor;
  return Number((dividend - rest) / divisor);
};

describe('yen', () => {
  it('are whole numbers that a number can hold', () => {
    expect([yen(0), yen(-500), yen(most)]).toEqual([0, -500, most]);
    for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, most + 1])
      expect(() => yen(amount)).toThrow(new RangeError(`not a whole yen amount: ${amount}`));
  });

  it('add up, and none of them are nothing', () => {
    expect(sumYen([yen(1_000), yen(-300), yen(5)])).toBe(705);
    expect([sumYen([]), noYen]).toEqual([0, 0]);
    expect(() => sumYen([yen(most), yen(1)])).toThrow(RangeError);
  });
});

describe('a part of an amount', () => {
  it('loses the fraction of a yen', () => {
    expect(scaleFloor(yen(100), 1, 3)).toBe(33);
    expect(scaleFloor(yen(99), 1, 3)).toBe(33);
    expect(scaleFloor(yen(-100), 1, 3)).toBe(-34);
  });

  it('is exact for any amount, below zero and beyond what a number multiplies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -most, max: most }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 3 }),
        (amount, numerator, times) => {
          const denominator = numerator * times + 1;
          const exact = floorOf(BigInt(amount) * BigInt(numerator), BigInt(denominator));
          expect(scaleFloor(yen(amount), numerator, denominator)).toBe(exact);
        },
      ),
    );
    expect(scaleFloor(yen(most), 3, 4)).toBe(6_755_399_441_055_743);
    expect(scaleFloor(yen(-most), 3, 4)).toBe(-6_755_399_441_055_744);
    expect([scaleFloor(yen(most), 4, 4), scaleFloor(yen(-most), 4, 4)]).toEqual([most, -most]);
  });

  it.each([
    [11_000, 10, 1_000],
    [10_999, 10, 999],
    [1_080, 8, 80],
    [1_079, 8, 79],
    [500, 0, 0],
  ])('of %i yen with tax at %i %% is %i yen of tax', (amount, rate, tax) => {
    expect(taxIn(yen(amount), rate)).toBe(tax);
  });

  it.each([
    [10_000, 420],
    [10_001, 420],
    [23, 0],
    [24, 1],
  ])('of %i yen is %i yen at 4.2 %%, which is 420 basis points', (amount, share) => {
    expect(shareFloor(yen(amount), 420)).toBe(share);
  });
});

describe('an amount that is split by weight', () => {
  it('gives the yen that remain to those who lost most, and of equals to the first', () => {
    expect(splitByWeight(yen(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByWeight(yen(101), [1, 1, 1])).toEqual([34, 34, 33]);
    expect(splitByWeight(yen(100), [1, 2])).toEqual([33, 67]);
    expect(splitByWeight(yen(100), [2, 1])).toEqual([67, 33]);
    // The larger share lost less.
    expect(splitByWeight(yen(101), [2, 1])).toEqual([67, 34]);
    expect(splitByWeight(yen(100), [0, 1])).toEqual([0, 100]);
    expect(splitByWeight(yen(10), [0, 5, 5])).toEqual([0, 5, 5]);
    expect(splitByWeight(yen(-100), [1, 1, 1])).toEqual([-33, -33, -34]);
    expect(splitByWeight(yen(0), [1, 2])).toEqual([0, 0]);
  });

  it('loses no yen, and nobody gets or misses a whole one', () => {
    const weights = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 8 }).filter((each) => each.some((weight) => weight > 0));
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 10_000_000 }), weights, (amount, each) => {
        const shares = splitByWeight(yen(amount), each);
        const total = each.reduce((sum, weight) => sum + weight, 0);
        expect(sumYen(shares)).toBe(amount);
        for (const [index, share] of shares.entries()) expect(Math.abs(share - (amount * (each[index] ?? 0)) / total)).toBeLessThan(1);
      }),
    );
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[-5]]])('needs weights that come to something: %j does not', (weights) => {
    expect(() => splitByWeight(yen(100), weights)).toThrow(new RangeError('weights must add up to more than zero'));
  });
});
