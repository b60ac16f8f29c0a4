import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advance } from '../model.ts';
import { advanced, bill } from './advance.fixture.ts';
import { reverseAdvance } from './advance.ts';

const back = (advance: Advance, owed: number, others: readonly Advance[]) => {
  const reversal = reverseAdvance(advance, bill(owed), { refundBy: 'provider', others });
  if (!reversal) throw new Error('nothing came back');
  return reversal;
};

describe('the settlement fee of an order in several parcels', () => {
  const parcels = (...amounts: readonly number[]) =>
    amounts.reduce<Advance[]>((others, owed, index) => [...others, advanced({ owed, others, shipmentId: `shp_${index + 1}` }).advance], []);
  const standing = (advances: readonly Advance[]) => ({
    fee: advances.reduce((sum, { fee, feeReturned }) => sum + fee - feeReturned, 0),
    feeTax: advances.reduce((sum, { feeTax, feeTaxReturned }) => sum + feeTax - feeTaxReturned, 0),
  });
  const ofOrder = (billed: number) => {
    const fee = Math.floor((billed * 420) / 10_000);
    return { fee, feeTax: Math.floor(fee / 10) };
  };

  it('is floored once for the order: the last parcel takes the yen that the first one left', () => {
    // 1,023 × 4.2 % = 42.966 each; 2,046 × 4.2 % = 85.932. Tax: 4.2 → 4, 8.5 → 8.
    expect(parcels(1_023, 1_023)).toMatchObject([
      { fee: 42, feeTax: 4 },
      { fee: 43, feeTax: 4 },
    ]);
  });

  it('SF-47: after a return of either parcel is that of the other one alone', () => {
    const [first, second] = parcels(1_023, 1_023) as [Advance, Advance];
    expect(back(first, 0, [second])).toMatchObject({ feeBack: 43, feeTaxBack: 4 });
    expect(back(second, 0, [first])).toMatchObject({ feeBack: 43, feeTaxBack: 4 });
  });

  it('leaves out a parcel that came back before the next one went out', () => {
    const [first] = parcels(1_023) as [Advance];
    const { advance } = back(first, 0, []);
    expect(advanced({ owed: 1_023, others: [advance] }).advance).toMatchObject({ fee: 42, feeTax: 4 });
  });

  it('takes nothing back that was charged parcel by parcel and too little', () => {
    const [first, second] = parcels(1_023, 1_023) as [Advance, Advance];
    const older = { ...second, fee: first.fee };
    expect(back(first, 1_022, [older])).toMatchObject({ clawback: 1, feeBack: 0 });
  });

  it('AD-20: is the share of what stands billed, in however many parcels and whatever came back', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 6 });
    const returns = fc.array(fc.record({ of: fc.nat({ max: 5 }), keep: fc.constantFrom(0, 0.25, 0.9) }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, returns, (billed, steps) => {
        const advances = parcels(...billed);
        expect(standing(advances)).toEqual(ofOrder(billed.reduce((sum, amount) => sum + amount, 0)));
        for (const { of, keep } of steps) {
          const index = of % advances.length;
          const advance = advances[index] as Advance;
          const others = advances.filter((_, place) => place !== index);
          const reversal = reverseAdvance(advance, bill(Math.floor((advance.amount - advance.returned) * keep)), {
            refundBy: 'provider',
            others,
          });
          if (reversal) advances[index] = reversal.advance;
          expect(reversal?.feeBack ?? 0).toBeGreaterThanOrEqual(0);
          expect(standing(advances)).toEqual(ofOrder(advances.reduce((sum, { amount, returned }) => sum + amount - returned, 0)));
        }
      }),
    );
  });
});
