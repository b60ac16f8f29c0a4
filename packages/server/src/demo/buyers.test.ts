import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../core/time.ts';
import { behaviourOf, type IssuedInvoice, paymentsOf, payerNameOf } from './buyers.ts';

const invoice = (number: number, amount = 10_001): IssuedInvoice => ({
  id: `inv_${number}`,
  number,
  reference: '000100000025',
  amount,
  issuedOn: localDate('2026-10-13'),
  dueOn: localDate('2026-10-27'),
});

const steps = (number: number, amount?: number) =>
  paymentsOf(invoice(number, amount), 'ヤマダ タロウ').map((payment) => [
    payment.on,
    payment.channel === 'konbini' ? payment.stage : 'bank',
    payment.amount,
  ]);

describe('the simulated buyers', () => {
  it('are told apart by the invoice number modulo 20', () => {
    const names = Array.from({ length: 20 }, (_, place) => behaviourOf(place + 40));
    expect(names).toEqual([
      ...Array<string>(12).fill('konbini_in_time'),
      ...Array<string>(3).fill('bank_in_time'),
      'konbini_late',
      'konbini_late',
      'half_then_never',
      'half_then_rest',
      'never',
    ]);
  });

  it('pay at a konbini five days after issue: 速報 then, 確報 the next day', () => {
    expect(steps(1)).toEqual([
      ['2026-10-18', 'sokuho', 10_001],
      ['2026-10-19', 'kakuho', 10_001],
    ]);
    expect(steps(20)).toEqual(steps(11));
  });

  it('pay by bank eight days after issue', () => {
    expect(steps(12)).toEqual([['2026-10-21', 'bank', 10_001]]);
    expect(steps(14)).toEqual(steps(12));
  });

  it('pay late at a konbini, seven days after the due date', () => {
    expect(steps(15)).toEqual([
      ['2026-11-03', 'sokuho', 10_001],
      ['2026-11-04', 'kakuho', 10_001],
    ]);
    expect(steps(16)).toEqual(steps(15));
  });

  it('pay half on the due date and the rest never', () => {
    expect(steps(17)).toEqual([['2026-10-27', 'bank', 5_000]]);
  });

  it('pay half on the due date and the rest ten days later', () => {
    expect(steps(18)).toEqual([
      ['2026-10-27', 'bank', 5_000],
      ['2026-11-06', 'bank', 5_001],
    ]);
  });

  it('never pay', () => {
    expect(steps(19)).toEqual([]);
  });

  it('transfer nothing where half of the amount is nothing', () => {
    expect(steps(17, 1)).toEqual([]);
    expect(steps(18, 1)).toEqual([['2026-11-06', 'bank', 1]]);
  });

  it('pay in all what their behaviour says, to the yen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 999_999 }), (number, amount) => {
        const certain = paymentsOf(invoice(number, amount), '').filter(
          (payment) => payment.channel === 'bank' || payment.stage === 'kakuho',
        );
        const sum = certain.reduce((total, payment) => total + payment.amount, 0);
        const wanted = { half_then_never: Math.floor(amount / 2), never: 0 }[behaviourOf(number) as string] ?? amount;
        expect(sum).toBe(wanted);
      }),
    );
  });
});

describe('the payer of a transfer (振込依頼人名)', () => {
  it('writes the reference before the name, in the half-width kana of banks', () => {
    expect(payerNameOf('000100000025', 'ヤマダ ショウタ')).toBe('000100000025 ﾔﾏﾀﾞ ｼﾖｳﾀ');
  });

  it('writes the reference alone where no reading is known', () => {
    expect(payerNameOf('000100000025', '')).toBe('000100000025');
    expect(payerNameOf('000100000025', '山田')).toBe('000100000025');
  });
});
