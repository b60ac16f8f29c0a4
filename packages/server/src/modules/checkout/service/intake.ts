import type { AuthorizationRequest, BuyerInput, RegisterOrder } from '@atobarai/sdk/contract';
import type { Mode } from '../../../core/database.ts';
import { inWordsOf } from '../../../core/result.ts';
import { dayInJapan, type Instant } from '../../../core/time.ts';
import type { Intake, PreparedOrder } from '../../registration/index.ts';

export type From = { readonly mode: Mode; readonly merchantId: string; readonly now: Instant };

/** Stands where an order has its number: there is no order yet. */
const noNumber = 'checkout';

/** Holds what a page sent against all rules of an order, and makes it ready to be screened. */
export async function prepareCheckout(intake: Intake, request: AuthorizationRequest, from: From): Promise<PreparedOrder> {
  const { amount, items, buyer, shipTo, consent, invoice } = request;
  const order: RegisterOrder = {
    shopOrderId: noNumber,
    orderDate: dayInJapan(from.now),
    channel: 'ec',
    billedAmount: amount,
    items,
    buyer,
    shipTo,
    consent,
    invoice,
  };
  return inWordsOf(pageWords, () => intake.prepare(order, from));
}

/** The keys of a buyer whom a shop's server names, by the rules for a buyer of an order; blanks between them. */
export async function personKeyOf(intake: Intake, buyer: BuyerInput, from: From): Promise<string> {
  const order: RegisterOrder = {
    shopOrderId: noNumber,
    orderDate: dayInJapan(from.now),
    channel: 'ec',
    billedAmount: 1,
    items: [{ name: '-', quantity: 1, unitPrice: 1, taxRate: 0 }],
    buyer,
    consent: { termsVersion: '-', acceptedAt: from.now, method: 'web' },
  };
  const { personKeys } = await intake.prepare(order, { ...from, unasked: true });
  return personKeys.join(' ');
}

/** A page says `amount` where an order says `billedAmount`. */
function pageWords(path: string): string {
  return path === 'billedAmount' ? 'amount' : path;
}
