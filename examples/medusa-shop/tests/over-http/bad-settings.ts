import { describe, expect, it } from 'vitest';
import { remoteOrder, remoteOrders, sessionOf } from '../support/remote.ts';
import type { RunningShop } from '../support/running-shop.ts';
import { until } from '../support/until.ts';
import { payInShop } from './pay-in-shop.ts';

/** What the developer of the shop wrote wrong. Each story starts Medusa anew. */
export function badSettings(shop: () => RunningShop): void {
  let placedWithWrongKey = '';

  describe('what is wrong in the settings', () => {
    it('a wrong key: the order is not lost, the log says which setting, and another way to pay works', async () => {
      const { counter, restart, medusa, service } = shop();
      await restart({ ATOBARAI_KEY: `sk_test_000000000000_${'x'.repeat(43)}` });
      const placed = await counter.placeOrder();
      expect(placed.payment_status).toBe('awaiting');
      await until(
        async () => medusa().text(),
        (text) => /apiKey/.test(text),
      );
      await payInShop(counter, await counter.fillCart());
      expect(await remoteOrders(service.client, sessionOf(placed).id)).toEqual([]);
      placedWithWrongKey = placed.id;
    });

    it('options that contradict each other: the log names them, pay-later is off, and the rest of the shop sells', async () => {
      const { counter, restart, medusa } = shop();
      await restart({ ATOBARAI_OPTIONS: JSON.stringify({ minAmount: 5_000, maxAmount: 100, screening: 'sometimes' }) });
      expect(medusa().text()).toMatch(/screening/);
      const cart = await counter.fillCart();
      const { status, body } = await counter.choosePayment(cart);
      expect(status).toBe(400);
      expect(body.message).toMatch(/別のお支払い方法/);
      await payInShop(counter, cart);
    });

    it('a wrong webhook secret: webhooks are refused, the log says so, and orders are settled all the same', async () => {
      const { client, counter, restart, medusa, service } = shop();
      await restart({ ATOBARAI_WEBHOOK_SECRET: `whsec_${Buffer.from('not the one that the service has').toString('base64')}` });
      const placed = await counter.placeOrder({ magicName: 'review' });
      const remote = await remoteOrder(service.client, placed);
      await service.operator.decideReview(remote.id, { result: 'approved', reason: '確認済み' });
      await until(
        () => client.order(placed.id),
        ({ payment_status: status }) => status === 'authorized',
      );
      await until(
        async () => medusa().text(),
        (text) => /webhookSecrets?|署名|signature/i.test(text),
      );
      // The order that was placed with the wrong key waits for this; a person need not wait for the next try.
      await client.asStaff('POST', `/atobarai/orders/${placedWithWrongKey}/resend`, {});
      await until(
        () => client.order(placedWithWrongKey),
        ({ payment_status: status }) => status === 'authorized',
      );
      await restart();
    });
  });
}
