import { AtobaraiPayment, type AuthorizationResult, type Buyer, createPaymentWidget, type Item } from '@atobarai/widget';
import type { AtobaraiMessage } from '@atobarai/widget/message';
import { type LocatorLike, type PageLike, paymentPage } from '@atobarai/widget/testing';

type IsAny<T> = 0 extends 1 & T ? true : false;
type Payment = HTMLElementTagNameMap['atobarai-payment'];

/** What a package does not find of its types is `any`, and nobody is told. */
export const areAny: readonly false[] = [
  false satisfies IsAny<AtobaraiPayment>,
  false satisfies IsAny<AtobaraiMessage>,
  false satisfies IsAny<Payment['items']>,
  false satisfies IsAny<Buyer['address']>,
  false satisfies IsAny<AuthorizationResult>,
  false satisfies IsAny<HTMLElementEventMap['atobarai-quote']['detail']>,
];

export function checkout(form: HTMLFormElement, items: readonly Item[]): Promise<AuthorizationResult> {
  const payment = form.querySelector('atobarai-payment') ?? createPaymentWidget({ publishableKey: 'pk_test_x' }).mount(form).element;
  payment.items = items;
  payment.amount = 5_500;
  form.addEventListener('atobarai-authorized', ({ detail }) => {
    const token: string = detail.authorizationToken;
    const to: string = detail.buyer.address.city;
    form.dataset['token'] = token + to;
  });
  payment.addEventListener('atobarai-quote', ({ detail: { reason, billedAmount } }) => {
    if (reason === 'amount_over_limit') form.dataset['billed'] = billedAmount.toFixed();
    // @ts-expect-error: no such reason is ever told.
    if (reason === 'limit_exceeded') form.reset();
  });
  // @ts-expect-error: an amount is a number.
  payment.amount = '5500';
  // @ts-expect-error: what the element keeps to itself is not declared.
  return payment.needsScreening ? payment.authorize() : payment.authorize();
}

export const tag: Payment = new AtobaraiPayment();
export const isOne = (element: Element): element is Payment => element instanceof AtobaraiPayment;
export const banner: AtobaraiMessage = document.createElement('atobarai-message');

export async function tested<L extends LocatorLike<L>>(page: PageLike<L>): Promise<L> {
  const payment = paymentPage(page, { language: 'en' });
  await payment.mend({ phone: '090-1234-5678' });
  return payment.stage('approved');
}
