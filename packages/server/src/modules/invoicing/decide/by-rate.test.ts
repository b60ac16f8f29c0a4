import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { amountsOf, partOf } from './by-rate.ts';

const left = (...amounts: number[]) =>
  amounts.map((amount, index) => ({ rate: [10, 8, 0][index] ?? 0, amount: yen(amount), tax: yen(Math.floor(amount / 11)) }));

describe('an amount split over what is left of each rate', () => {
  it('goes by weight', () => {
    expect(amountsOf(left(3_000, 3_000), yen(900), [2, 1])).toEqual([600, 300]);
  });

  it('never takes more of a rate than there is; what is over goes where there is room', () => {
    expect(amountsOf(left(100, 200, 3_000), yen(900), [1, 1, 1])).toEqual([100, 200, 600]);
    expect(amountsOf(left(1_000, 1_000, 100), yen(900), [0, 0, 1])).toEqual([800, 0, 100]);
  });

  it('goes by what is left where the parcel has no weight of its own', () => {
    expect(amountsOf(left(2_000, 1_000), yen(300), [0, 0])).toEqual([200, 100]);
    expect(amountsOf(left(2_000, 1_000), yen(300), [1, 0])).toEqual([300, 0]);
  });

  it('is nothing where nothing is left', () => {
    expect(amountsOf(left(0, 0), yen(0), [0, 0])).toEqual([0, 0]);
    expect(partOf(left(0, 0), yen(0), [1, 1])).toEqual([]);
  });
});
