import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetFor } from './take-off';

describe('what is still to be paid after returns and refunds', () => {
  it.each([
    ['nothing has happened', { orderTotal: 5_500, captured: 5_500, refunded: 0 }, 5_500],
    ['a return was received, and is not refunded yet', { orderTotal: 3_850, captured: 5_500, refunded: 0 }, 3_850],
    ['the return was refunded, too', { orderTotal: 3_850, captured: 5_500, refunded: 1_650 }, 3_850],
    ['something was refunded without a return', { orderTotal: 5_500, captured: 5_500, refunded: 1_000 }, 4_500],
    ['everything was refunded', { orderTotal: 5_500, captured: 5_500, refunded: 5_500 }, 0],
    ['the order was edited up after the capture', { orderTotal: 9_000, captured: 5_500, refunded: 0 }, 5_500],
    ['nothing was captured', { orderTotal: 5_500, captured: 0, refunded: 0 }, 5_500],
  ])('when %s', (_, owed, target) => {
    expect(targetFor(owed, 'floor')).toBe(target);
  });

  it.each([
    ['floor', 6_046, 5_046],
    ['ceil', 6_047, 5_047],
    ['round', 6_047, 5_047],
    ['reject', 6_046, 5_046],
  ] as const)('is whole yen by the rounding %s, and a refund takes off just itself', (rounding, before, after) => {
    expect(targetFor({ orderTotal: 6_046.8, captured: 6_046.8, refunded: 0 }, rounding)).toBe(before);
    expect(targetFor({ orderTotal: 6_046.8, captured: 6_046.8, refunded: 1_000 }, rounding)).toBe(after);
    expect(targetFor({ orderTotal: 6_046.8, captured: 6_046.8, refunded: 6_046.8 }, rounding)).toBe(0);
  });

  it('is never below zero nor above what was captured, and never rises with another refund', () => {
    const yen = fc.integer({ min: 0, max: 999_999 });
    const holds = fc.property(yen, fc.integer({ min: 1, max: 999_999 }), yen, yen, (orderTotal, captured, refunded, more) => {
      const target = targetFor({ orderTotal, captured, refunded }, 'floor');
      expect(target).toBeGreaterThanOrEqual(0);
      expect(target).toBeLessThanOrEqual(captured);
      expect(targetFor({ orderTotal, captured, refunded: refunded + more }, 'floor')).toBeLessThanOrEqual(target);
    });
    fc.assert(holds);
  });
});
