import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { after, at, done, issued } from '../invoice.fixture.ts';
import type { Invoice, TaxTotal } from '../model.ts';
import { cancelInvoice, creditInvoice } from './claim.ts';
import { creditNote, linesLeft, taxLeft } from './credit.ts';

const total = (rate: number, amount: number, tax: number): TaxTotal => ({ rate, amount: yen(amount), tax: yen(tax) });
const rate = (percent: number, amount: number) => ({ rate: percent, amount: yen(amount) });
const line = (name: string, amount: number, taxRate: number) => ({ kind: 'goods', name, quantity: 1, unitPrice: amount, amount, taxRate });

/** A towel at ten per cent and tea at eight, 7,600 yen. */
const mixed: Invoice = {
  ...issued,
  amount: yen(7_600),
  netAmount: yen(6_963),
  tax: [total(10, 4_400, 400), total(8, 3_200, 237)],
  lines: [line('今治タオル', 4_400, 10), line('有機緑茶', 3_200, 8)],
};
const credit = (invoice: Invoice, amount: number, rates: ReturnType<typeof rate>[] = []) =>
  after(creditInvoice(invoice, { amount: yen(amount), at, rates }));

describe('a credit note (適格返還請求書)', () => {
  it('F55: is told by tax rate: what came back at ten per cent takes nothing off the tea', () => {
    const { invoice, news } = done(creditInvoice(mixed, { amount: yen(2_200), at, rates: [rate(10, 2_200)] }));
    expect(invoice.creditedTax).toEqual([total(10, 2_200, 200)]);
    expect(news).toMatchObject([{ type: 'invoice.credited', data: { amount: 2_200, taxSummary: [total(10, 2_200, 200)] } }]);
  });

  it('is shared by every rate where nobody says what came back; the tax of what stays is floored once per rate', () => {
    // 1,900 of 7,600 is a quarter: 1,100 and 800. 3,300 stay with 300 of tax, and 2,400 with 177.78.
    expect(creditNote(mixed, yen(1_900))).toEqual([total(10, 1_100, 100), total(8, 800, 60)]);
  });

  it('takes what a rate has not from the other', () => {
    expect(creditNote(mixed, yen(5_000), [rate(10, 5_000)])).toEqual([total(10, 4_400, 400), total(8, 600, 45)]);
    expect(creditNote(mixed, yen(1_000), [rate(0, 1_000)])).toEqual([total(10, 579, 53), total(8, 421, 32)]);
  });

  it('takes with the last of a rate all of its tax that is left', () => {
    const odd = { ...mixed, tax: [total(10, 1_005, 91), total(8, 6_595, 488)] };
    const first = credit(odd, 500, [rate(10, 500)]);
    expect(first.creditedTax).toEqual([total(10, 500, 46)]);
    expect(credit(first, 505, [rate(10, 505)]).creditedTax).toEqual([total(10, 1_005, 91)]);
  });

  it('is never more tax than amount, though the last parcel of an order has what flooring left of all of them', () => {
    const last = { ...mixed, amount: yen(1_005), netAmount: yen(912), tax: [total(10, 1_005, 93)] };
    const first = credit(last, 1);
    expect(first.creditedTax).toEqual([total(10, 1, 1)]);
    expect(taxLeft(credit(first, 9))).toEqual([total(10, 995, 90)]);
  });

  it('after many of a few yen each leaves the tax of what stays', () => {
    let invoice = mixed;
    for (let turn = 0; turn < 300; turn += 1) invoice = credit(invoice, 10, [rate(10, 10)]);
    // 1,400 stay at ten per cent: 127.27.
    expect(taxLeft(invoice)).toEqual([total(10, 1_400, 127), total(8, 3_200, 237)]);
  });

  it('for all that was billed is all of it, by rate', () => {
    expect(after(cancelInvoice(credit(mixed, 1_900), at))).toMatchObject({ credited: 7_600, creditedTax: mixed.tax });
  });

  it('leaves the document as it was billed, and what is left of it by rate', () => {
    const credited = credit(mixed, 2_200, [rate(10, 2_200)]);
    expect([credited.lines, credited.tax]).toEqual([mixed.lines, mixed.tax]);
    expect(taxLeft(credited)).toEqual([total(10, 2_200, 200), total(8, 3_200, 237)]);
    expect(linesLeft(credited).slice(2)).toEqual([
      { kind: 'discount', name: '返品・値引(10%対象)', quantity: 1, unitPrice: -2_200, amount: -2_200, taxRate: 10 },
    ]);
    expect(taxLeft(credit(credited, 2_200, [rate(10, 2_200)]))).toEqual([total(8, 3_200, 237)]);
  });

  it('after note adds up to what was credited, and with what is left to what was billed', () => {
    const notes = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 2_500 }), of: fc.constantFrom(10, 8, undefined) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(notes, (steps) => {
        let invoice = mixed;
        for (const { amount, of } of steps) {
          if (amount >= invoice.amount - invoice.credited) break;
          invoice = credit(invoice, amount, of === undefined ? [] : [rate(of, amount)]);
        }
        const { creditedTax, credited, lines } = { ...invoice, lines: linesLeft(invoice) };
        expect(creditedTax.reduce((sum, each) => sum + each.amount, 0)).toBe(credited);
        expect(taxLeft(invoice).reduce((sum, each) => sum + each.amount, 0)).toBe(7_600 - credited);
        expect(lines.reduce((sum, each) => sum + each.amount, 0)).toBe(7_600 - credited);
        for (const left of taxLeft(invoice)) expect(left.tax).toBe(Math.floor((left.amount * left.rate) / (100 + left.rate)));
      }),
    );
  });
});
