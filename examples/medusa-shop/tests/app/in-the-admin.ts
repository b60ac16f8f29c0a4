import { describe, expect, it } from 'vitest';
import { newBuyer } from '../support/checkout.ts';
import { panelText } from '../support/panel.ts';
import { remoteOrder } from '../support/remote.ts';
import { until } from '../support/until.ts';
import { newSlip, pack, ship } from '../support/warehouse.ts';
import { type AppShop, paymentIs } from './app-shop.ts';

export function inTheAdmin(shop: () => AppShop): void {
  describe('in the admin', () => {
    it('the panel shows how the service decided, and the slip once there is one', async () => {
      const { client, counter, service } = shop();
      const order = await counter.placeApproved();
      const remote = await remoteOrder(service.client, order);
      expect(await panelText(client, order.id)).toContain(remote.id);
      const slip = newSlip();
      await ship(client, order, { fulfillmentId: await pack(client, order), slip });
      await paymentIs(shop(), order.id, 'captured');
      expect(await panelText(client, order.id)).toContain(slip);
    });

    it('a parcel that is sent again gets its new slip, at the same amount', async () => {
      const { client, counter, service } = shop();
      const order = await counter.placeApproved();
      await ship(client, order, { fulfillmentId: await pack(client, order) });
      await paymentIs(shop(), order.id, 'captured');
      const [parcel] = (await remoteOrder(service.client, order)).shipments;
      const slip = newSlip();
      await client.asStaff('POST', `/atobarai/orders/${order.id}/shipments/${parcel?.id}`, { carrier: 'sagawa', slipNo: slip });
      const { shipments, billedAmount } = await remoteOrder(service.client, order);
      expect(shipments.find(({ slipNo }) => slipNo === slip)).toMatchObject({ carrier: 'sagawa', supersedes: parcel?.id });
      expect(billedAmount).toBe(order.total);
    });

    it('asked again by hand, Medusa takes over what the service decided', async () => {
      const { client, counter, service } = shop();
      const order = await counter.placeOrder({ magicName: 'review' });
      const { id } = await remoteOrder(service.client, order);
      await service.operator.decideReview(id, { result: 'approved', reason: '確認済み' });
      await client.asStaff('POST', `/atobarai/orders/${order.id}/sync`, {});
      await paymentIs(shop(), order.id, 'authorized');
    });

    it('an order that was rejected after all is not packed, and the staff read why', async () => {
      const { client, counter, service } = shop();
      const order = await counter.placeOrder({ magicName: 'review' });
      const { id } = await remoteOrder(service.client, order);
      await service.operator.decideReview(id, { result: 'rejected', reason: '確認が取れません' });
      await client.asStaff('POST', `/atobarai/orders/${order.id}/sync`, {});
      const items = order.items.map(({ id: item, quantity }) => ({ id: item, quantity }));
      const packing = await until(
        () => client.admin<{ message: string }>('POST', `/orders/${order.id}/fulfillments`, { items }),
        ({ body }) => /承認されなかった/.test(body.message),
      );
      expect(packing.status).toBe(400);
    });

    it('an order on hold: the staff read what to mend, mend it in Medusa, and it is approved', async () => {
      const { client, counter } = shop();
      const { email, address } = newBuyer('hold-phone');
      const order = await counter.placeOrder({ email, address });
      expect(await panelText(client, order.id)).toContain('電話番号');
      const mended = { ...address, phone: '03-1234-5678' };
      await client.asStaff('POST', `/orders/${order.id}`, { shipping_address: mended, billing_address: mended });
      await paymentIs(shop(), order.id, 'authorized');
    });

    it('an order that is paid another way is none of ours', async () => {
      const { client, counter } = shop();
      const order = await counter.placeOrder({ provider: 'pp_system_default' });
      expect((await client.admin('GET', `/atobarai/orders/${order.id}`)).status).toBe(404);
      await pack(client, order);
    });
  });
}
