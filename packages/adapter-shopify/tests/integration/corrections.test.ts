import { createClient } from '@atobarai/sdk';
import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registered } from '../support/end-of.ts';
import { openService, openStage, slipNo } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

describe('an order that is corrected', () => {
  it('after a rejection is registered anew, and shipped once that is approved', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ lines: [{ quantity: 20 }] });
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'rejected', revision: 1 });
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'approved', revision: 2, flags: [] });
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 4_800 });
    expect(stage.inShopify(gid).fulfillmentOrders[0]?.holds).toEqual([]);
  });

  it('is not screened without end: after five revisions it is left to a person', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ lines: [{ quantity: 30 }] });
    await stage.settle();
    for (const quantity of [29, 28, 27, 26, 25, 24]) {
      stage.shop.staff.editQuantity(gid, { line: 0, quantity });
      await stage.settle();
    }
    expect(await stage.record(gid)).toMatchObject({ state: 'rejected', revision: 5 });
    expect(await registered(stage)).toHaveLength(5);
  });

  it('while a person screens it makes room for its correction: the old transaction is cancelled, the new one screened', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    const first = await stage.atService(gid);
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    expect(await stage.client.orders.get(first.id)).toMatchObject({ status: 'cancelled' });
    expect(await stage.atService(gid)).toMatchObject({ status: 'manual_review', billedAmount: 4_800 });
    expect(await stage.record(gid)).toMatchObject({ revision: 2, renewing: false });
  });

  it('upwards is left to a person where the shop said so', async () => {
    const stage = await openStage(service, { policy: { amountIncrease: 'review' } });
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 3 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 8_800 });
    expect(await stage.flags(gid)).toEqual(['increase_to_review']);
  });

  it('upwards after its parcel left is not billed, and a person is told', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(1)] });
    await stage.settle();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 3 });
    await stage.settle();
    expect(await stage.flags(gid)).toEqual(['increase_after_invoice']);
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 8_800, returnedAmount: 0 });
  });

  it('to nothing at all is cancelled, and its goods are no longer held', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp', shippingPrice: 0 });
    await stage.settle();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 0 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'cancelled' });
    expect(stage.inShopify(gid).fulfillmentOrders[0]?.holds).toEqual([]);
  });
});

describe('a transaction that others touch', () => {
  it('and cancel at the service is not registered again by itself', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    await stage.client.orders.cancel((await stage.atService(gid)).id);
    await stage.pass({ ms: 60_000 });
    expect(await stage.flags(gid)).toEqual(['transaction_cancelled_elsewhere']);
    expect(await registered(stage)).toHaveLength(1);
  });

  it('and that another shop’s key cannot see is not registered a second time', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    const [, other] = service.shops;
    if (other === undefined) throw new Error('there is one sample shop');
    const strange = createClient({ apiKey: other.apiKey, baseUrl: other.baseUrl, fetch: service.fetch, retry: false });
    Object.assign(stage.client, { orders: strange.orders });
    await stage.adapter.reconcileOrder(stage.shop.domain, gid);
    expect(await stage.flags(gid)).toEqual(['transaction_missing']);
    expect((await strange.orders.list().page()).data).toEqual([]);
  });

  it('and that Shopify no longer shows after 60 days stands, and a person is told that it is not followed', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    await stage.clock.advance(61 * 86_400_000);
    await stage.settle();
    expect(await stage.flags(gid)).toEqual(['out_of_window']);
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved' });
  });
});
