import { noYen, type Yen, yen } from '../../../core/money.ts';
import type { Invoice } from '../model.ts';
import { counts } from './billing.ts';

/**
 * What an invoice holds of its buyer's frame, ex-tax: all of it but what was credited, rate by rate,
 * until nothing more is owed on it. A part payment gives back nothing, a write-off neither (I5).
 */
export function netHeld(invoice: Pick<Invoice, 'status' | 'netAmount' | 'creditedTax'>): Yen {
  const { status, netAmount, creditedTax } = invoice;
  if (!counts(invoice) || status === 'paid' || status === 'paid_after_write_off') return noYen;
  // A note over a yen may be all tax, where flooring left some on the document.
  return yen(creditedTax.reduce<number>((net, { amount, tax }) => net - Math.max(0, amount - tax), netAmount));
}
