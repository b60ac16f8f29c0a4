import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumYen, yen } from '../../../core/money.ts';
import { after, at, inState, issued, pay } from '../invoice.fixture.ts';
import type { InvoiceStatus } from '../model.ts';
import { creditInvoice } from './claim.ts';
import { netHeld } from './frame.ts';

it.each<[InvoiceStatus, number]>([
  ['scheduled', 10_000],
  ['issued', 10_000],
  ['partially_paid', 10_000],
  ['in_collection', 10_000],
  ['written_off', 10_000],
  ['paid', 0],
  ['paid_after_write_off', 0],
  ['dropped', 0],
  ['cancelled', 0],
])('I5: an invoice that is %s holds %i yen of the frame', (status, net) => {
  expect(netHeld(inState(status))).toBe(net);
});

const taxed = (rate: number, amount: number, tax: number) => ({ rate, amount: yen(amount), tax: yen(tax) });

it('I5: goods at ten per cent that come back give back their own net amount, not the share of all', () => {
  const mixed = inState('issued', { amount: yen(21_800), netAmount: yen(20_000), tax: [taxed(10, 11_000, 1_000), taxed(8, 10_800, 800)] });
  const rates = [{ rate: 10, amount: yen(11_000) }];
  expect(netHeld(after(creditInvoice(mixed, { amount: yen(11_000), at, rates })))).toBe(10_000);
});

it('I5: a payment in full gives back what a credit before it has left, a part payment nothing', () => {
  const credited = after(creditInvoice(issued, { amount: yen(1_100), at }));
  expect([netHeld(credited), netHeld(after(pay(credited, 9_000))), netHeld(after(pay(credited, 9_900)))]).toEqual([9_000, 9_000, 0]);
});

it('I5: credits never hold more than before, and all of them hold nothing', () => {
  const part = fc.record({ amount: fc.integer({ min: 1, max: 3_000 }), rate: fc.constantFrom(10, 8, 0) });
  const extra = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), extra, (parts, kept) => {
      const tax = [...Map.groupBy(parts, ({ rate }) => rate)].map(([rate, same]) => {
        const amount = same.reduce((sum, each) => sum + each.amount, 0);
        return taxed(rate, amount, Math.min(amount, Math.floor((amount * rate) / (100 + rate)) + (rate === 0 ? 0 : kept)));
      });
      const amount = sumYen(tax.map((each) => each.amount));
      let invoice = inState('issued', { amount, netAmount: yen(amount - sumYen(tax.map((each) => each.tax))), tax });
      for (const { amount: some, rate } of parts) {
        const next = after(creditInvoice(invoice, { amount: yen(some), at, rates: [{ rate, amount: yen(some) }] }));
        expect(netHeld(next)).toBeLessThanOrEqual(netHeld(invoice));
        invoice = next;
      }
      expect([invoice.status, netHeld(invoice)]).toEqual(['cancelled', 0]);
    }),
  );
});
