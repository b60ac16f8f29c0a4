import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyInputOf, readYen } from './money.ts';

describe('amounts of Shopify are whole yen or are refused (shopify.md 1.6)', () => {
  it.each([
    ['8800', 8800],
    ['8800.0', 8800],
    ['8800.00', 8800],
    ['0', 0],
    ['-500', -500],
    [' 1200 ', 1200],
    [9007199254740991, 9007199254740991],
  ])('reads %s', (amount, yen) => {
    expect(readYen(amount)).toEqual({ ok: true, yen });
  });

  it.each(['8800.5', '8800.01', '8,800', '¥8800', '１２００', '', 'NaN', '1e3', '8800.', '.5', '9007199254740993', 'Infinity', 8800.5])(
    'refuses %s by name, and guesses nothing',
    (amount) => {
      expect(readYen(amount)).toEqual({ ok: false, amount: String(amount).trim() });
    },
  );

  it('gives back every yen it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('', '.0', '.00'), (yen, zeros) => {
        expect(readYen(`${moneyInputOf(yen).amount}${zeros}`)).toEqual({ ok: true, yen: yen === 0 ? 0 : yen });
      }),
    );
  });

  it('never turns a fraction of a yen into money', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 99 }), (yen, sen) => {
        expect(readYen(`${yen}.${String(sen).padStart(2, '0')}`).ok).toBe(false);
      }),
    );
  });
});
