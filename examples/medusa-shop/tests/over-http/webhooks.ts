import { signWebhook } from '@atobarai/sdk/webhooks';
import type { Event } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { remoteOrder } from '../support/remote.ts';
import type { RunningShop } from '../support/running-shop.ts';
import { until } from '../support/until.ts';
import { pack, ship } from '../support/warehouse.ts';

/** What the service tells, as often and in whatever order it arrives. */
export function webhooks(shop: () => RunningShop): void {
  const post = async (event: Event, secret: string, at = Date.now()) => {
    const { body, headers } = await signWebhook(event, secret, { now: () => at });
    return fetch(shop().webhook.url, { method: 'POST', body, headers });
  };

  const eventsOf = async (orderId: string): Promise<Event[]> => {
    const events: Event[] = [];
    for await (const event of shop().service.client.orders.events(orderId)) events.push(event);
    return events;
  };

  describe('webhooks', () => {
    it('a person of the service approves: Medusa hears of it and the order may be packed', async () => {
      const { counter, client, service } = shop();
      const placed = await counter.placeOrder({ magicName: 'review' });
      expect(placed.payment_status).toBe('awaiting');
      const packing = await client.admin<{ message: string }>('POST', `/orders/${placed.id}/fulfillments`, {
        items: placed.items.map(({ id, quantity }) => ({ id, quantity })),
      });
      expect(packing.status).toBe(400);
      expect(packing.body.message).toMatch(/後払い/);
      const { id } = await remoteOrder(service.client, placed);
      await service.operator.decideReview(id, { result: 'approved', reason: '確認済み' });
      const order = await until(
        () => client.order(placed.id),
        ({ payment_status: status }) => status === 'authorized',
      );
      await pack(client, order);
    });

    it('G16: each event three times and in any order changes nothing any more, and is answered 200', async () => {
      const { counter, client, service, webhook } = shop();
      const order = await counter.placeApproved();
      await ship(client, order, { fulfillmentId: await pack(client, order) });
      const before = await until(
        () => client.order(order.id),
        ({ payment_status: status }) => status === 'captured',
      );
      const remote = await remoteOrder(service.client, order);
      const events = await eventsOf(remote.id);
      expect(events.length).toBeGreaterThan(2);
      const shuffled = [...events, ...events, ...events].toSorted((a, b) => (a.id + b.type).localeCompare(b.id + a.type)).toReversed();
      const answers = await Promise.all(shuffled.map((event) => post(event, webhook.secret)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      const after = await client.order(order.id);
      expect(after.payment_collections).toEqual(before.payment_collections);
      expect((await remoteOrder(service.client, order)).version).toBe(remote.version);
    });

    it('G16: what is forged or too old is answered 401 and changes nothing', async () => {
      const { counter, client, service, webhook } = shop();
      const order = await counter.placeOrder({ magicName: 'review' });
      const remote = await remoteOrder(service.client, order);
      const [event] = await eventsOf(remote.id);
      if (!event) throw new Error('The service told nothing of this order.');
      const approved = { ...event, id: `${event.id.slice(0, -1)}0`, type: 'order.approved' } as Event;
      const otherSecret = `whsec_${Buffer.from('another secret of thirty-two byte').toString('base64')}`;
      expect((await post(approved, otherSecret)).status).toBe(401);
      const anHourAgo = Date.now() - 3_600_000;
      expect((await post(approved, webhook.secret, anHourAgo)).status).toBe(401);
      expect((await fetch(webhook.url, { method: 'POST', body: '{' })).status).toBe(401);
      expect((await client.order(order.id)).payment_status).toBe('awaiting');
    });

    it('G16: an event that says more than the service will confirm changes nothing', async () => {
      const { counter, client, service, webhook } = shop();
      const order = await counter.placeOrder({ magicName: 'review' });
      const remote = await remoteOrder(service.client, order);
      const [event] = await eventsOf(remote.id);
      if (!event) throw new Error('The service told nothing of this order.');
      const answer = await post({ ...event, id: `${event.id.slice(0, -1)}1`, type: 'order.approved' } as Event, webhook.secret);
      expect(answer.status).toBe(200);
      expect((await client.order(order.id)).payment_status).toBe('awaiting');
    });
  });
}
