import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { localDate } from '../../../core/time.ts';
import { type Merchant, planOf, programOf, sampleSettings } from '../../merchants/index.ts';
import { configOf } from './config.ts';
import { type Cart, decideQuote, feeOf, mostAmount } from './quote.ts';

function merchant(profile: keyof typeof sampleSettings): Merchant {
  const settings = sampleSettings[profile];
  const program = programOf(settings.program);
  return {
    id: 'mer_1',
    number: 1,
    name: '見本店',
    effectiveOn: localDate('2026-01-01'),
    settings,
    program,
    plan: planOf(program, settings.plan),
  };
}

/** A sum at 10 % tax. */
function cart(amount: number, shop: Merchant): Cart {
  const billed = amount + feeOf(shop);
  return { amount: yen(amount), netAmount: yen(billed - Math.floor(billed / 11)), prohibited: false };
}

const shops = (['general', 'buyerBearsFee'] as const).map(merchant);

describe('quotes', () => {
  it('AD-17: the largest amount of the configuration is available, and a yen more is not', () => {
    for (const shop of shops) {
      const { most } = configOf(shop, 'test').limits;
      expect(decideQuote(cart(most, shop), { merchant: shop, remaining: null }).available).toBe(true);
      expect(decideQuote(cart(most + 1, shop), { merchant: shop, remaining: null })).toMatchObject({
        available: false,
        reason: 'amount_over_limit',
      });
      expect(most).toBe(mostAmount(shop));
    }
  });

  it('a larger sum is never available where a smaller one is not, and the bill is the sum and the fee', () => {
    const sums = fc.tuple(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 1, max: 70_000 }));
    fc.assert(
      fc.property(sums, fc.constantFrom(...shops), fc.option(fc.integer({ min: 0, max: 50_000 })), ([one, other], shop, remaining) => {
        const facts = { merchant: shop, remaining: remaining === null ? null : yen(remaining) };
        const [small, large] = [Math.min(one, other), Math.max(one, other)].map((amount) => decideQuote(cart(amount, shop), facts));
        expect(Number(large?.available)).toBeLessThanOrEqual(Number(small?.available));
        expect(small?.billedAmount).toBe((small?.amount ?? 0) + (small?.buyerFee ?? 0));
        expect(small?.available).toBe(small?.reason === null);
      }),
    );
  });

  it('tells less of a known buyer’s cart than of anybody’s: over the cap is over the cap', () => {
    const shop = merchant('general');
    expect(decideQuote(cart(60_000, shop), { merchant: shop, remaining: yen(0) }).reason).toBe('amount_over_limit');
  });
});
