import { describe, expect, it } from 'vitest';
import { remoteOrder } from '../support/remote.ts';
import type { ShopOrder } from '../support/shop-client.ts';
import { until } from '../support/until.ts';
import { pack, ship } from '../support/warehouse.ts';
import { type AppShop, paymentIs } from './app-shop.ts';

export function afterTheOrder(shop: () => AppShop): void {
  const shipped = async (wish = {}): Promise<ShopOrder> => {
    const { client, counter } = shop();
    const order = await counter.placeApproved(wish);
    await ship(client, order, { fulfillmentId: await pack(client, order) });
    return paymentIs(shop(), order.id, 'captured');
  };

  const remoteBecomes = (order: ShopOrder, isRight: (remote: Awaited<ReturnType<typeof remoteOrder>>) => boolean) =>
    until(() => remoteOrder(shop().service.client, order), isRight);

  /** Changes the quantity of the first line, as the staff do in the admin. */
  const editQuantity = async (order: ShopOrder, quantity: number) => {
    const { client } = shop();
    await client.asStaff('POST', '/order-edits', { order_id: order.id });
    await client.asStaff('POST', `/order-edits/${order.id}/items/item/${order.items[0]?.id}`, { quantity });
    await client.asStaff('POST', `/order-edits/${order.id}/request`, {});
    await client.asStaff('POST', `/order-edits/${order.id}/confirm`, {});
  };

  const paymentOf = (order: ShopOrder) => {
    const payment = order.payment_collections.flatMap(({ payments }) => payments).find(({ canceled_at: canceled }) => !canceled);
    if (!payment) throw new Error('The order has no payment.');
    return payment;
  };

  describe('after the order', () => {
    it('the payment cannot be captured before the parcel has left, and the staff read why', async () => {
      const { client, counter } = shop();
      const order = await counter.placeApproved();
      const { status, body } = await client.admin<{ message: string }>('POST', `/payments/${paymentOf(order).id}/capture`, {});
      expect(status).toBe(400);
      expect(body.message).toMatch(/送り状/);
    });

    it('a shipped order is told with its slip, and the payment is captured', async () => {
      const order = await shipped({ carrier: 'yupack' });
      const [parcel] = (await remoteOrder(shop().service.client, order)).shipments;
      expect(parcel).toMatchObject({
        carrier: 'japan_post',
        serviceLevel: 'yupack',
        slipNo: order.fulfillments[0]?.labels[0]?.tracking_number,
      });
    });

    it('an order in two parcels is told with two slips, together the whole amount', async () => {
      const { client, counter } = shop();
      const order = await counter.placeApproved({ items: { KETTLE: 1, CUP: 1 } });
      for (const item of order.items) {
        const items = [{ id: item.id, quantity: item.quantity }];
        const fulfillmentId = await pack(client, order, items);
        await ship(client, order, { fulfillmentId, items });
      }
      const { shipments, invoices } = await remoteBecomes(order, (remote) => remote.shipments.length === 2);
      expect(shipments).toHaveLength(2);
      expect(invoices.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.total);
    });

    it('what Medusa marks as delivered does no harm to what the carrier reports', async () => {
      const { client, service } = shop();
      const order = await shipped();
      await client.asStaff('POST', `/orders/${order.id}/fulfillments/${order.fulfillments[0]?.id}/mark-as-delivered`, {});
      const [parcel] = (await remoteOrder(service.client, order)).shipments;
      await service.client.sandbox.deliver({ shipmentId: parcel?.id ?? '', outcome: 'delivered' });
      await remoteBecomes(order, ({ axes }) => axes.fulfilment === 'delivered');
      expect((await client.order(order.id)).fulfillment_status).toBe('delivered');
    });

    it('a cancelled order is cancelled at the service', async () => {
      const { client, counter } = shop();
      const order = await counter.placeApproved();
      await client.asStaff('POST', `/orders/${order.id}/cancel`, {});
      expect(await remoteBecomes(order, ({ status }) => status === 'cancelled')).toMatchObject({ axes: { credit: 'cancelled' } });
    });

    it('an order that waits for its decision is cancelled at the service, too', async () => {
      const { client, counter } = shop();
      const order = await counter.placeOrder({ magicName: 'review' });
      await client.asStaff('POST', `/orders/${order.id}/cancel`, {});
      await remoteBecomes(order, ({ status }) => status === 'cancelled');
    });

    it('a part refunded after shipment lowers what the buyer owes', async () => {
      const { client } = shop();
      const order = await shipped();
      await client.asStaff('POST', `/payments/${paymentOf(order).id}/refund`, { amount: 1_000 });
      await remoteBecomes(order, (remote) => remote.returnedAmount === 1_000);
      await client.asStaff('POST', `/payments/${paymentOf(order).id}/refund`, { amount: 500 });
      await remoteBecomes(order, (remote) => remote.returnedAmount === 1_500);
    });

    it('all refunded after shipment: the order is cancelled at the service', async () => {
      const { client } = shop();
      const order = await shipped();
      await client.asStaff('POST', `/payments/${paymentOf(order).id}/refund`, { amount: order.total });
      await remoteBecomes(order, ({ status }) => status === 'cancelled' || status === 'returned');
    });

    it('a return that was received lowers what the buyer owes by just that, also when it is refunded afterwards', async () => {
      const { client } = shop();
      const order = await shipped({ items: { CUP: 3 } });
      const returned = 1_650;
      const { stock_locations: places } = await client.asStaff<{ stock_locations: { id: string }[] }>('GET', '/stock-locations');
      const { return: started } = await client.asStaff<{ return: { id: string } }>('POST', '/returns', {
        order_id: order.id,
        location_id: places[0]?.id,
      });
      const path = `/returns/${started.id}`;
      await client.asStaff('POST', `${path}/request-items`, { items: [{ id: order.items[0]?.id, quantity: 1 }] });
      await client.asStaff('POST', `${path}/request`, {});
      await client.asStaff('POST', `${path}/receive`, {});
      const { return: received } = await client.asStaff<{ return: { items: { item_id: string; quantity: number }[] } }>(
        'GET',
        `${path}?fields=*items`,
      );
      await client.asStaff('POST', `${path}/receive-items`, {
        items: received.items.map(({ item_id: id, quantity }) => ({ id, quantity })),
      });
      await client.asStaff('POST', `${path}/receive/confirm`, {});
      await remoteBecomes(order, ({ returnedAmount }) => returnedAmount === returned);
      const { summary } = await client.order(order.id);
      if (summary.pending_difference < 0) {
        await client.asStaff('POST', `/payments/${paymentOf(order).id}/refund`, { amount: -summary.pending_difference });
      }
      expect((await remoteOrder(shop().service.client, order)).returnedAmount).toBe(returned);
    });

    it.each([
      ['down', 3, 1],
      ['up', 1, 2],
    ])('an order edited %s is screened anew with the new amount', async (_, before, after) => {
      const { client, counter, service } = shop();
      const order = await counter.placeApproved({ items: { CUP: before } });
      const first = await remoteOrder(service.client, order);
      await editQuantity(order, after);
      const edited = await until(
        () => client.order(order.id),
        ({ payment_status: status, total }) => status === 'authorized' && total === order.total + (after - before) * 1_650,
      );
      expect(await service.client.orders.get(first.id)).toMatchObject({ status: 'cancelled' });
      expect(await remoteOrder(service.client, edited)).toMatchObject({ status: 'approved', billedAmount: edited.total });
    });
  });
}
