import { createCheckoutClient } from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { remoteOrder, remoteOrders } from '../support/remote.ts';
import type { Authorization, AuthorizationRequest } from '@atobarai/sdk/contract';
import { type AppShop, paymentIs } from './app-shop.ts';

const pageOrigin = 'http://localhost:8000';

export function atCheckout(shop: () => AppShop): void {
  /** What the widget does in the shopper's browser. */
  const authorize = async (cartId: string): Promise<Authorization> => {
    const { client, service } = shop();
    const facts = await client.asShopper<{ checkout: AuthorizationRequest; publishableKey: string; apiUrl: string }>(
      'GET',
      `/atobarai/config?cart_id=${cartId}`,
    );
    await service.client.settings.change({ origins: [pageOrigin] });
    const page = createCheckoutClient({
      apiKey: facts.publishableKey,
      baseUrl: facts.apiUrl,
      fetch: (request) => {
        const sent = new Request(request);
        sent.headers.set('origin', pageOrigin);
        return fetch(sent);
      },
    });
    const { terms } = await page.config();
    return page.authorize({
      ...facts.checkout,
      consent: { termsVersion: terms.version, acceptedAt: new Date().toISOString(), method: 'web' },
    });
  };

  describe('at checkout', () => {
    it('screens the order while the shopper waits, with both tax rates, shipping and the address as it stands', async () => {
      const { counter, service } = shop();
      const order = await counter.placeApproved({ items: { KETTLE: 1, TEA: 2 }, address: { company: '', address_2: '見本ビル101' } });
      const remote = await remoteOrder(service.client, order);
      expect(remote).toMatchObject({ status: 'approved', billedAmount: order.total });
      expect(remote.items.map(({ name, quantity, taxRate, kind }) => [name, quantity, taxRate, kind])).toEqual(
        expect.arrayContaining([
          [expect.stringContaining('電気ケトル'), 1, 10, 'goods'],
          [expect.stringContaining('煎茶'), 2, 8, 'goods'],
          [expect.stringContaining('ヤマト'), 1, 10, 'shipping'],
        ]),
      );
      expect(remote.buyer.address).toMatchObject({ prefecture: '東京都', city: '千代田区', line2: '見本ビル101' });
    });

    it('takes the decision that the widget got, and asks for no second one', async () => {
      const { counter, service, client } = shop();
      const cart = await counter.fillCart({ items: { CUP: 1, TEA: 1 } });
      const { decision, authorizationToken: token } = await authorize(cart.id);
      expect(decision).toBe('approved');
      await counter.choosePayment(cart, { data: { authorization_token: token } });
      const { body } = await counter.complete(cart.id);
      const order = await paymentIs(shop(), body.order?.id ?? '', 'authorized');
      expect(await remoteOrder(service.client, order)).toMatchObject({ status: 'approved', billedAmount: order.total });
      const shown = await client.asShopper<{ order: unknown }>('GET', `/orders/${order.id}`);
      expect(JSON.stringify(shown)).not.toContain(String(token));
    });

    it('a rejected shopper reads why to choose another way to pay, and the cart is kept', async () => {
      const { counter, client } = shop();
      const cart = await counter.readyCart({ magicName: 'reject' });
      const { status, body } = await counter.complete(cart.id);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        type: 'cart',
        error: { type: 'payment_authorization_error', message: expect.stringMatching(/お支払い方法/) },
      });
      const again = await counter.complete(cart.id);
      expect(again.body).toMatchObject({ type: 'cart', error: { message: body.error?.message } });
      const { cart: kept } = await client.asShopper<{ cart: { id: string; total: number; items: unknown[] } }>('GET', `/carts/${cart.id}`);
      expect(kept).toMatchObject({ total: cart.total, items: [{}] });
      await counter.choosePayment(cart, { provider: 'pp_system_default' });
      expect((await counter.complete(cart.id)).body.type).toBe('order');
    });

    it('a shopper who was held mends the phone number and the same cart is approved', async () => {
      const { counter, client, service } = shop();
      const order = await counter.placeOrder({ magicName: 'hold-phone' });
      expect(order.payment_status).toBe('awaiting');
      expect(await remoteOrder(service.client, order)).toMatchObject({ status: 'on_hold' });
      const { shipping_address: address } = (
        await client.asStaff<{ order: { shipping_address: Record<string, unknown> } }>(
          'GET',
          `/orders/${order.id}?fields=*shipping_address`,
        )
      ).order;
      const { id: _, customer_id: _customer, created_at: __, updated_at: ___, deleted_at: ____, ...rest } = address;
      const mended = { ...rest, phone: '03-1234-5678' };
      await client.asStaff('POST', `/orders/${order.id}`, { shipping_address: mended, billing_address: mended });
      await paymentIs(shop(), order.id, 'authorized');
    });

    it('nothing is registered before the shopper places the order', async () => {
      const { counter, service } = shop();
      const cart = await counter.readyCart();
      expect(await remoteOrders(service.client, cart.session.id)).toEqual([]);
    });
  });
}
