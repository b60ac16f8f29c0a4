import { describe, expect, it } from 'vitest';
import { pack, ship } from '../support/warehouse.ts';
import { remoteOrder, remoteOrders, sessionOf } from '../support/remote.ts';
import type { RunningShop } from '../support/running-shop.ts';
import { until } from '../support/until.ts';

/** What goes wrong between two machines, and that nothing is lost or done twice. */
export function faults(shop: () => RunningShop): void {
  const registrations = () => shop().proxy.calls.filter(({ method, path }) => method === 'POST' && path === '/v1/orders');
  const authorized = (id: string) =>
    until(
      () => shop().client.order(id),
      (order) => order.payment_status === 'authorized',
    );

  const captured = (id: string) =>
    until(
      () => shop().client.order(id),
      (order) => order.payment_status === 'captured',
    );

  describe('when something fails on the way', () => {
    it('G17: the service is down at checkout: the order is placed, waits, and is screened when the service is back', async () => {
      const { proxy, counter, client, service } = shop();
      proxy.spoil('unreachable');
      const placed = await counter.placeOrder();
      expect(placed.payment_status).toBe('awaiting');
      expect(await remoteOrders(service.client, sessionOf(placed).id)).toEqual([]);
      proxy.spoil(undefined);
      const order = await authorized(placed.id);
      expect(await remoteOrder(service.client, order)).toMatchObject({ status: 'approved', billedAmount: order.total });
      expect((await client.order(placed.id)).payment_collections).toHaveLength(1);
    });

    it('G17: the answer to the registration is lost: the same order is found again, not made twice', async () => {
      const { proxy, counter, service } = shop();
      proxy.forget();
      proxy.spoil('answer lost', (method, path) => method === 'POST' && path === '/v1/orders');
      const placed = await counter.placeOrder();
      expect(placed.payment_status).toBe('awaiting');
      proxy.spoil(undefined);
      const order = await authorized(placed.id);
      await remoteOrder(service.client, order);
      const keys = new Set(registrations().map(({ key }) => key));
      expect([...keys]).toEqual([`ord_${sessionOf(order).id}`]);
      expect(registrations().length).toBeGreaterThan(1);
    });

    it('the service is overloaded at shipment: the slip arrives later, once, and the payment is captured', async () => {
      const { proxy, counter, client, service } = shop();
      const order = await counter.placeApproved();
      const fulfillmentId = await pack(client, order);
      proxy.spoil('unavailable');
      await ship(client, order, { fulfillmentId });
      expect((await client.order(order.id)).payment_status).toBe('authorized');
      proxy.spoil(undefined);
      await captured(order.id);
      const { shipments } = await remoteOrder(service.client, order);
      expect(shipments).toHaveLength(1);
    });

    it('the answer to the shipment is lost: one slip at the service, and the payment is captured', async () => {
      const { proxy, counter, client, service } = shop();
      const order = await counter.placeApproved();
      const fulfillmentId = await pack(client, order);
      proxy.spoil('answer lost', (method, path) => method === 'POST' && path.endsWith('/shipments'));
      await ship(client, order, { fulfillmentId });
      await until(
        async () => proxy.calls.filter(({ path }) => path.endsWith('/shipments')).length,
        (count) => count > 0,
      );
      proxy.spoil(undefined);
      await captured(order.id);
      expect((await remoteOrder(service.client, order)).shipments).toHaveLength(1);
    });

    it('forged data in the payment session is worth nothing', async () => {
      const { counter, service, client } = shop();
      const approved = await counter.placeApproved();
      const stolen = await remoteOrder(service.client, approved);
      const { session_id: sessionId, atobarai } = sessionOf(approved).data;
      const forged = {
        session_id: sessionId,
        atobarai: { ...(atobarai as object), order_id: stolen.id, status: 'approved' },
        status: 'authorized',
      };
      const cart = await counter.readyCart({ magicName: 'reject', data: forged });
      expect(JSON.stringify(cart.session.data)).not.toContain(stolen.id);
      const { body } = await counter.complete(cart.id);
      expect(body.type).toBe('cart');
      expect((await client.order(approved.id)).payment_status).toBe('authorized');
    });

    it('five completions at once make one order and one registration', async () => {
      const { counter, proxy, service } = shop();
      const cart = await counter.readyCart();
      proxy.forget();
      const replies = await Promise.all(Array.from({ length: 5 }, () => counter.complete(cart.id)));
      const orders = new Set(replies.flatMap(({ body }) => body.order?.id ?? []));
      expect(orders.size).toBe(1);
      expect(await remoteOrders(service.client, cart.session.id)).toHaveLength(1);
      expect(new Set(registrations().map(({ key }) => key)).size).toBe(1);
    });

    it('Medusa is killed between order, shipment and their tasks: after a restart both are told all the same, once', async () => {
      const { client, counter, proxy, service, medusa, restart } = shop();
      const packed = await counter.placeApproved();
      const fulfillmentId = await pack(client, packed);
      proxy.spoil('unreachable');
      const placed = await counter.placeOrder();
      await ship(client, packed, { fulfillmentId });
      await medusa().stop('SIGKILL');
      proxy.spoil(undefined);
      expect(await remoteOrders(service.client, sessionOf(placed).id)).toEqual([]);
      expect((await remoteOrder(service.client, packed)).shipments).toEqual([]);
      await restart();
      const order = await authorized(placed.id);
      expect(await remoteOrder(service.client, order)).toMatchObject({ status: 'approved' });
      await captured(packed.id);
      expect((await remoteOrder(service.client, packed)).shipments).toHaveLength(1);
    });

    it('Medusa is killed while the service decides: the cart is still there, and completing it again makes one order', async () => {
      const { counter, proxy, service, medusa, restart } = shop();
      const cart = await counter.readyCart();
      proxy.forget();
      proxy.spoil('answer late', (method, path) => method === 'POST' && path === '/v1/orders');
      const completing = counter.complete(cart.id).catch(() => undefined);
      await until(
        async () => registrations().length,
        (count) => count > 0,
      );
      await medusa().stop('SIGKILL');
      await completing;
      proxy.spoil(undefined);
      await restart();
      const { body } = await counter.complete(cart.id);
      expect(body.type).toBe('order');
      const order = await authorized(body.order?.id ?? '');
      expect(await remoteOrder(service.client, order)).toMatchObject({ status: 'approved' });
    });
  });
}
