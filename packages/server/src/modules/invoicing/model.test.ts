import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReference, referenceOf } from './model.ts';

describe('the reference a buyer quotes', () => {
  it('is four digits of the merchant, seven of the invoice and a check digit', () => {
    expect(referenceOf(1, 1)).toBe('000100000016');
    expect(referenceOf(9_999, 9_999_999)).toBe('999999999993');
    expect(() => referenceOf(10_000, 1)).toThrow(RangeError);
    expect(() => referenceOf(1, 10_000_000)).toThrow(RangeError);
  });

  it('is not taken for one with any single digit wrong', () => {
    const reference = fc
      .tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 9_999_999 }))
      .map(([merchant, number]) => referenceOf(merchant, number));
    fc.assert(
      fc.property(reference, fc.nat({ max: 11 }), fc.integer({ min: 1, max: 9 }), (good, place, shift) => {
        const wrong = [...good].map((digit, index) => (index === place ? String((Number(digit) + shift) % 10) : digit)).join('');
        expect([isReference(good), isReference(wrong)]).toEqual([true, false]);
      }),
    );
  });

  it('is twelve digits and nothing else', () => {
    expect(['00010000001', '0001000000149', '00010000001x', ''].some(isReference)).toBe(false);
  });
});
