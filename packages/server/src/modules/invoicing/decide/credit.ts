import { taxIn, type Yen, yen } from '../../../core/money.ts';
import type { Invoice, InvoiceLine, TaxTotal } from '../model.ts';
import { amountsOf, lessTaken, type RateAmount } from './by-rate.ts';

type Totals = Pick<Invoice, 'tax' | 'creditedTax'>;

/** What an invoice still bills after its credit notes, by tax rate; a rate of which nothing is left is left out. */
export function taxLeft({ tax, creditedTax }: Totals): TaxTotal[] {
  return lessTaken(tax, creditedTax).filter(({ amount }) => amount !== 0);
}

/**
 * 適格返還請求書: what a credit note takes off, by tax rate (domain.md 4.2). It follows what came back;
 * where only an amount is known, every rate bears its share of what the invoice still bills. The tax of
 * what stays billed is floored once per rate, however many notes there are: a note takes the difference.
 */
export function creditNote(invoice: Totals, amount: Yen, returned: readonly RateAmount[] = []): TaxTotal[] {
  const left = taxLeft(invoice);
  const weightOf = (rate: number) => returned.filter((each) => each.rate === rate).reduce((sum, each) => sum + each.amount, 0);
  const weights = left.map(({ rate, amount: rest }) => (returned.length === 0 ? rest : Math.max(0, weightOf(rate))));
  const parts = amountsOf(left, amount, weights);
  return left.flatMap(({ rate, amount: rest, tax }, index): TaxTotal[] => {
    const part = parts[index] ?? yen(0);
    return part === 0 ? [] : [{ rate, amount: part, tax: within(part, tax - taxIn(yen(rest - part), rate)) }];
  });
}

/** The last invoice of a split order may hold some yen more of tax than its own amount has; a note over a yen takes one of them. */
function within(part: Yen, tax: number): Yen {
  return yen(Math.max(0, Math.min(part, tax)));
}

/** The document's lines with a line for what came off each rate, so that they add up to what is still billed. */
export function linesLeft({ lines, creditedTax }: Pick<Invoice, 'lines' | 'creditedTax'>): InvoiceLine[] {
  const credits = creditedTax.map(({ rate, amount }): InvoiceLine => {
    return { kind: 'discount', name: `返品・値引(${rate}%対象)`, quantity: 1, unitPrice: -amount, amount: -amount, taxRate: rate };
  });
  return [...lines, ...credits];
}
