import { BigNumber } from '@medusajs/framework/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, amountOrZero, wholeYen } from './amounts';

describe('an amount of Medusa', () => {
  it.each([
    ['a number', 1188],
    ['a numeric text', '1188'],
    ['the value of a column', { value: '1188', precision: 20 }],
    ["Medusa's number class", new BigNumber(1188)],
    ["Medusa's number class made of a column", new BigNumber({ value: '1188', precision: 20 })],
    ['a column kept beside its number', { raw: { value: '1188' } }],
  ])('is read from %s', (_, value) => {
    expect(amountOf(value)).toBe(1188);
  });

  it.each([undefined, null, '', '  ', 'abc', {}, [], true, Number.NaN])('is not made up from %j', (value) => {
    expect(amountOf(value)).toBeNaN();
    expect(wholeYen(value, 'floor')).toBeUndefined();
  });

  it('counts as nothing where nothing is there', () => {
    expect(amountOrZero(null)).toBe(0);
    expect(amountOrZero(undefined)).toBe(0);
    expect(amountOrZero('550')).toBe(550);
  });

  it('is whole when only a division of tax made it otherwise', () => {
    expect(wholeYen('1079.99999999999999999', 'floor')).toBe(1080);
    expect(wholeYen('1080.00000000000000001', 'ceil')).toBe(1080);
    expect(wholeYen('1080.00000000000000001', 'reject')).toBe(1080);
  });
});

describe('the rounding policy', () => {
  it.each([
    ['floor', 3866],
    ['round', 3867],
    ['ceil', 3867],
    ['reject', undefined],
  ] as const)('%s makes 3,866.5 yen %s', (rounding, expected) => {
    expect(wholeYen(3866.5, rounding)).toBe(expected);
  });

  it('never moves an amount by a yen or more, and leaves whole yen alone under every policy', () => {
    const policy = fc.constantFrom('floor', 'round', 'ceil', 'reject' as const);
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 0, max: 999 }),
        policy,
        (yen, thousandths, rounding) => {
          const whole = wholeYen(`${yen}.${String(thousandths).padStart(3, '0')}`, rounding as 'floor');
          if (thousandths === 0) expect(whole).toBe(yen);
          else if (rounding === 'reject') expect(whole).toBeUndefined();
          else expect(Math.abs((whole ?? Number.NaN) - yen)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
