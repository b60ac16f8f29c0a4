import { h, render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { AtobaraiPayment, AuthorizationResult } from '../../src/index.ts';
import '../../src/index.ts';
import { paymentPage } from '../../src/testing/index.ts';
import { buyerOf } from '../support/scenes.ts';

afterEach(() => {
  render(null, document.body);
  document.body.replaceChildren();
});

const payment = paymentPage(page);

it('a page drawn by Preact gives properties, changes and takes them back, and hears the events', async () => {
  const told: AuthorizationResult[] = [];
  let element: AtobaraiPayment | null = null;
  const draw = (amount: number | null, shipTo: readonly unknown[] | null) =>
    render(
      h('atobarai-payment', {
        'publishable-key': 'pk_test_sample',
        'base-url': `${location.origin}/shop/plain`,
        locale: 'ja',
        amount,
        items: [{ name: '電気ケトル', quantity: 1, unitPrice: amount ?? 0, taxRate: 10 }],
        buyer: buyerOf('approve'),
        methods: [{ id: 'card', label: 'クレジットカード' }],
        shipTo,
        buyerToken: null,
        'onatobarai-authorized': ({ detail }: HTMLElementEventMap['atobarai-authorized']) => told.push(detail),
        ref: (one: AtobaraiPayment | null) => {
          element = one;
        },
      } as object),
      document.body,
    );
  draw(5_500, null);
  await payment.choosePayLater();
  draw(7_000, [{ ...buyerOf('approve'), country: 'US' }]);
  await expect.element(payment.payLater).toHaveAccessibleDescription('後払いは、お届け先が日本国内の場合にご利用いただけます');
  draw(7_000, null);
  await expect.element(payment.box.getByText('7,330円', { exact: true })).toBeVisible();
  await (element as AtobaraiPayment | null)?.authorize();
  expect(told).toMatchObject([{ decision: 'approved', amount: 7_000, shipTo: null }]);
});
