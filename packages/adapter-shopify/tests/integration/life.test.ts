import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, openStage, slipNo, type Stage } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

const shownOn = ({ inShopify }: Stage, gid: string) => [...inShopify(gid).tags];
const holdsOn = ({ inShopify }: Stage, gid: string) =>
  inShopify(gid).fulfillmentOrders.map(({ holds }) => holds.map(({ handle }) => handle));

describe('the life of an order', () => {
  it('is registered, screened and released, and tags and a metafield show it to the staff', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'approved', flags: [], revision: 1 });
    const registered = await stage.atService(gid);
    expect(registered).toMatchObject({ status: 'approved', billedAmount: 8_800, shopOrderId: gid.slice(gid.lastIndexOf('/') + 1) });
    expect(shownOn(stage, gid)).toEqual(['atobarai:ok']);
    expect(holdsOn(stage, gid)).toEqual([[]]);
    const field = stage.inShopify(gid).metafields.get('$app:atobarai.transaction') ?? [...stage.inShopify(gid).metafields.values()][0];
    expect(JSON.parse(field?.value ?? '')).toMatchObject({ transaction: registered.id, state: 'approved', amount: 8_800 });
  });

  it('goes on to the payout: shipped with carrier and slip, delivered, advanced, and only then marked as paid', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.fulfil(gid, { company: 'ヤマト運輸', numbers: [slipNo(1)] });
    await stage.settle();
    const [parcel] = (await stage.atService(gid)).shipments;
    expect(parcel).toMatchObject({
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: slipNo(1),
      status: 'slip_registered',
      amount: 8_800,
    });
    await stage.client.sandbox.deliver({ shipmentId: parcel?.id ?? '', outcome: 'delivered' });
    await stage.pass({ days: 1 });
    expect(stage.inShopify(gid).transactions).toMatchObject([{ status: 'PENDING' }]);
    await stage.pass({ days: 14 });
    expect(await stage.atService(gid)).toMatchObject({ axes: { settlement: 'paid_out' } });
    expect(stage.inShopify(gid).transactions).toMatchObject([{ status: 'SUCCESS', amount: 8_800 }]);
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('does nothing more once all is done: a look without news asks for no change', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    expect((await stage.adapter.reconcileOrder(stage.shop.domain, gid)).done).toEqual([]);
  });

  it('holds the goods of an order that a person screens, until the person approves', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    expect(holdsOn(stage, gid)).toEqual([['atobarai-screening']]);
    expect(shownOn(stage, gid)).toEqual(['atobarai:review', 'atobarai:attention']);
    await stage.operator.decideReview((await stage.atService(gid)).id, { result: 'approved', reason: 'The buyer answered the phone.' });
    await stage.pass({ ms: 60_000 });
    expect(holdsOn(stage, gid)).toEqual([[]]);
    expect(shownOn(stage, gid)).toEqual(['atobarai:ok']);
  });

  it('holds what is routed after the order came, as soon as Shopify tells or a look after 5, 15, 60 and 300 seconds finds it', async () => {
    const stage = await openStage(service, { shop: { routingMs: 40_000 } });
    const gid = stage.order({ late: true, email: 'review@example.jp' });
    stage.shop.webhooks.lose(({ topic }) => topic !== 'orders/create');
    await stage.settle();
    expect(stage.inShopify(gid).fulfillmentOrders).toEqual([]);
    await stage.clock.advance(60_000);
    stage.shop.settle();
    stage.shop.webhooks.lose();
    await stage.settle();
    expect(holdsOn(stage, gid)).toEqual([['atobarai-screening']]);
  });

  it('keeps the hold of a rejected order and tells the staff; nothing is cancelled by itself', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'reject@example.jp' });
    await stage.settle();
    await stage.pass({ days: 30 });
    expect(await stage.record(gid)).toMatchObject({ state: 'rejected' });
    expect(await stage.flags(gid)).toEqual(['screening_rejected']);
    expect(holdsOn(stage, gid)).toEqual([['atobarai-screening']]);
    expect(stage.inShopify(gid).cancelledAt).toBeNull();
  });

  it('cancels a rejected order after the hours agreed, where the shop opted for it', async () => {
    const stage = await openStage(service, { policy: { onRejected: 'cancel', cancelAfterHours: 2 } });
    const gid = stage.order({ email: 'reject@example.jp' });
    await stage.settle();
    expect(stage.inShopify(gid).cancelledAt).toBeNull();
    await stage.pass({ ms: 2 * 3_600_000 + 1_000 });
    await stage.pass({ ms: 60_000 });
    expect(stage.inShopify(gid)).toMatchObject({ cancelReason: 'declined' });
  });

  it('cancels the transaction when the shop cancels the order', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.cancel(gid);
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'cancelled' });
    expect(shownOn(stage, gid)).toEqual(['atobarai:cancelled']);
  });

  it('claims what a gift card leaves', async () => {
    const stage = await openStage(service, { policy: { markPaidOn: 'approved' } });
    const gid = stage.order({ giftCard: 3_000 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 5_800 });
    expect(
      stage
        .inShopify(gid)
        .transactions.filter(({ status }) => status === 'SUCCESS')
        .map(({ amount }) => amount),
    ).toEqual([3_000, 5_800]);
  });

  it('carries an edit down over at once, and an edit up after screening the difference', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved', billedAmount: 4_800 });
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 3 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved', billedAmount: 12_800 });
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved', billedAmount: 4_800 });
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('keeps the old approval when an edit up goes over what the buyer may owe, and says so', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 20 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved', billedAmount: 8_800 });
    expect(await stage.flags(gid)).toEqual(['change_refused']);
    expect(shownOn(stage, gid)).toEqual(['atobarai:ok', 'atobarai:attention']);
  });

  it('bills food with a discount of its own at 8 %, and all else at 10 %, as the shop’s receipt has it', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ lines: [{ quantity: 1 }, { quantity: 3, unitPrice: 1_080, taxRate: 8, discount: 240 }] });
    await stage.settle();
    const { status, taxSummary } = await stage.atService(gid);
    expect(status).toBe('approved');
    expect(taxSummary.map(({ rate, amount }) => [rate, amount])).toEqual([
      [10, 4_800],
      [8, 3_000],
    ]);
  });

  it('takes back what is refunded after the goods have left', async () => {
    const stage = await openStage(service, { policy: { markPaidOn: 'shipped' } });
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(2)] });
    await stage.settle();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 8_800, returnedAmount: 4_000 });
  });

  it('takes back once what is refunded without a removed line, and never pays it anew', async () => {
    const stage = await openStage(service, { policy: { markPaidOn: 'shipped' } });
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(3)] });
    await stage.settle();
    stage.shop.staff.refund(gid, 1_000);
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 8_800, returnedAmount: 1_000 });
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    stage.shop.staff.refund(gid, 3_000);
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 8_800, returnedAmount: 4_000 });
    expect(stage.inShopify(gid).transactions.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['SALE', 8_800],
      ['REFUND', 1_000],
      ['REFUND', 3_000],
    ]);
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('is cancelled when all of it is refunded, and lowered when some of it is before the goods leave', async () => {
    const stage = await openStage(service, { policy: { markPaidOn: 'approved' } });
    const gid = stage.order();
    await stage.settle();
    stage.shop.staff.refund(gid, 1_000);
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved', billedAmount: 7_800, returnedAmount: 0 });
    stage.shop.staff.refund(gid, 7_800);
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'cancelled' });
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('registers another address as another order, kept only because it is approved', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    const first = await stage.atService(gid);
    stage.shop.staff.changeAddress(gid, { address2: '別館 102' });
    await stage.settle();
    const second = await stage.atService(gid);
    expect(second).toMatchObject({ status: 'approved', replaces: first.id, shopOrderId: `${first.shopOrderId}-2` });
    expect(await stage.client.orders.get(first.id)).toMatchObject({ status: 'cancelled' });
  });
});
