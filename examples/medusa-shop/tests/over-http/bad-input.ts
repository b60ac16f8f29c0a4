import { describe, expect, it } from 'vitest';
import type { CartWish } from '../support/checkout.ts';
import { panelText, tasksOf } from '../support/panel.ts';
import { remoteOrder, remoteOrders } from '../support/remote.ts';
import type { RunningShop } from '../support/running-shop.ts';
import type { Cart } from '../support/shop-client.ts';
import { inShop, payInShop } from './pay-in-shop.ts';
import { until } from '../support/until.ts';
import { newSlip, pack, ship } from '../support/warehouse.ts';

/** What people leave out or write wrong: whoever can mend it reads how, and the rest of the shop goes on. */
export function badInput(shop: () => RunningShop): void {
  const captured = (id: string) =>
    until(
      () => shop().client.order(id),
      (order) => order.payment_status === 'captured',
    );

  describe('what is missing or wrong in the cart', () => {
    it.each<[string, CartWish, RegExp]>([
      ['no phone number', { address: { phone: '' } }, /電話番号/],
      ['no street', { address: { address_1: '' } }, /番地|住所/],
      ['no prefecture', { address: { province: '' } }, /都道府県/],
      ['a prefecture that does not exist', { address: { province: '東都' } }, /都道府県/],
      ['no postal code', { address: { postal_code: '' } }, /郵便番号/],
      ['no name', { address: { first_name: '', last_name: '' } }, /お?名前|氏名/],
    ])('%s: the shopper reads which, the cart is kept, and another way to pay works', async (_, wish, words) => {
      const { counter, service } = shop();
      const cart = await counter.readyCart(wish);
      const { status, body } = await counter.complete(cart.id);
      expect(status).toBe(200);
      expect(body).toMatchObject({ type: 'cart', error: { message: expect.stringMatching(words) } });
      expect(await remoteOrders(service.client, cart.session.id)).toEqual([]);
      await payInShop(counter, cart);
    });

    it('the address is mended in the same cart, and pay-later goes through', async () => {
      const { counter, client } = shop();
      const cart = await counter.readyCart({ address: { phone: '' } });
      expect((await counter.complete(cart.id)).body.type).toBe('cart');
      const { cart: seen } = await client.asShopper<{ cart: { shipping_address: Record<string, unknown> } }>('GET', `/carts/${cart.id}`);
      const { id: _, ...address } = seen.shipping_address;
      const mended = { ...address, phone: '03-1234-5678' };
      await client.asShopper('POST', `/carts/${cart.id}`, { shipping_address: mended, billing_address: mended });
      expect((await counter.complete(cart.id)).body.type).toBe('order');
    });

    it('another currency: pay-later says that it is for yen, when it is chosen', async () => {
      const { client, counter } = shop();
      const { region } = await client.asStaff<{ region: { id: string } }>('POST', '/regions', {
        name: 'USA',
        currency_code: 'usd',
        countries: ['us'],
        payment_providers: ['pp_atobarai_jp', inShop],
      });
      const { cart } = await client.asShopper<{ cart: Cart }>('POST', '/carts', { region_id: region.id });
      const { status, body } = await counter.choosePayment(cart);
      expect(status).toBe(400);
      expect(body.message).toMatch(/日本円/);
    });

    it('a billing address abroad: the shopper reads that pay-later is for Japan', async () => {
      const { counter } = shop();
      const cart = await counter.readyCart({ billing: { country_code: 'us', province: 'CA' } });
      expect((await counter.complete(cart.id)).body).toMatchObject({ type: 'cart', error: { message: expect.stringMatching(/日本国内/) } });
      await payInShop(counter, cart);
    });

    it('a total with a fraction of a yen is rounded down, in a line of its own', async () => {
      const { client, counter, service } = shop();
      const code = `P33-${Date.now()}`;
      await client.asStaff('POST', '/promotions', {
        code,
        type: 'standard',
        status: 'active',
        application_method: { type: 'percentage', target_type: 'items', allocation: 'across', value: 33, currency_code: 'jpy' },
      });
      const cart = await counter.fillCart({ items: { TEA: 1, CUP: 1 } });
      const { cart: reduced } = await client.asShopper<{ cart: Cart }>('POST', `/carts/${cart.id}`, { promo_codes: [code] });
      expect(Number.isInteger(reduced.total)).toBe(false);
      await counter.choosePayment(reduced);
      const { body } = await counter.complete(cart.id);
      const remote = await remoteOrder(service.client, await client.order(body.order?.id ?? ''));
      expect(remote.billedAmount).toBe(Math.floor(reduced.total));
      expect(remote.items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)).toBe(remote.billedAmount);
    });
  });

  describe('what is missing or wrong at shipment', () => {
    it('no label: the staff read that the slip is missing, enter it, and the payment is captured', async () => {
      const { client, counter, service } = shop();
      const order = await counter.placeApproved();
      const fulfillmentId = await pack(client, order);
      await ship(client, order, { fulfillmentId, slip: null });
      await until(
        () => panelText(client, order.id),
        (text) => /送り状番号のない出荷/.test(text),
      );
      expect((await client.order(order.id)).payment_status).toBe('authorized');
      await client.asStaff('POST', `/atobarai/orders/${order.id}/shipments`, { fulfillmentId, carrier: 'yamato', slipNo: newSlip() });
      await captured(order.id);
      expect((await remoteOrder(service.client, order)).shipments).toHaveLength(1);
      expect((await tasksOf(client, order.id)).filter(({ status }) => status === 'failed')).toEqual([]);
    });

    it('a slip number with a wrong check digit: the staff read why, correct it, and it is told once', async () => {
      const { client, counter, service } = shop();
      const order = await counter.placeApproved();
      const slip = newSlip();
      const wrong = `${slip.slice(0, -1)}${(Number(slip.at(-1)) + 1) % 7}`;
      const fulfillmentId = await pack(client, order);
      await ship(client, order, { fulfillmentId, slip: wrong });
      const [failed] = await until(
        () => tasksOf(client, order.id).then((tasks) => tasks.filter(({ status }) => status === 'failed')),
        ({ length }) => length > 0,
      );
      expect(failed?.kind).toBe('ship');
      expect(failed?.lastError).toMatch(/送り状|slip/);
      await client.asStaff('POST', `/atobarai/orders/${order.id}/shipments`, { fulfillmentId, carrier: 'yamato', slipNo: slip });
      await captured(order.id);
      expect((await remoteOrder(service.client, order)).shipments).toMatchObject([{ slipNo: slip }]);
    });

    it('a carrier nobody knows: the staff read it, choose one, and the payment is captured', async () => {
      const { client, counter, catalogue, service } = shop();
      const { shipping_option: known } = await client.asStaff<{ shipping_option: Record<string, string> }>(
        'GET',
        `/shipping-options/${catalogue.shipping['yamato']}`,
      );
      const { shipping_option: bike } = await client.asStaff<{ shipping_option: { id: string } }>('POST', '/shipping-options', {
        name: '自転車便',
        price_type: 'flat',
        provider_id: 'manual_manual',
        service_zone_id: known['service_zone_id'],
        shipping_profile_id: known['shipping_profile_id'],
        type: { label: '自転車便', description: '当日', code: 'bike' },
        prices: [{ currency_code: 'jpy', amount: 900 }],
        rules: [
          { attribute: 'enabled_in_store', value: 'true', operator: 'eq' },
          { attribute: 'is_return', value: 'false', operator: 'eq' },
        ],
      });
      const cart = await counter.fillCart();
      await client.asShopper('POST', `/carts/${cart.id}/shipping-methods`, { option_id: bike.id });
      await counter.choosePayment(cart);
      const { body } = await counter.complete(cart.id);
      const order = await until(
        () => client.order(body.order?.id ?? ''),
        ({ payment_status: status }) => status === 'authorized',
      );
      const fulfillmentId = await pack(client, order);
      await ship(client, order, { fulfillmentId, slip: '12345678' });
      const text = await until(
        () => panelText(client, order.id),
        (seen) => /運送会社/.test(seen),
      );
      expect(text).toMatch(/運送会社/);
      await client.asStaff('POST', `/atobarai/orders/${order.id}/shipments`, { fulfillmentId, carrier: 'sagawa', slipNo: newSlip() });
      await captured(order.id);
      expect((await remoteOrder(service.client, order)).shipments).toMatchObject([{ carrier: 'sagawa' }]);
    });
  });
}
