import { describe, expect, it } from 'vitest';
import { median, quantile, spreadOf } from './statistics.ts';

describe('the middle of some figures', () => {
  it('is the one in the middle, or halfway between two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('of none is not a number', () => {
    expect(median([])).toBeNaN();
  });

  it('lies between where 10 and 90 % of them lie', () => {
    expect(spreadOf([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])).toEqual({ median: 50, low: 10, high: 90 });
    expect(quantile([7], 0.9)).toBe(7);
  });
});
