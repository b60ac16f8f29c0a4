import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, openStage, slipNo, type Stage, type StageOptions } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

describe('an order that leaves in parts', () => {
  it('of which something is taken out: the last parcel bills all that is still to be paid', async () => {
    const { stage, gid, shipLine, takeOut } = await inParts([5_000, 3_000, 2_000], { shippingPrice: 1_000 });
    await shipLine(0);
    await takeOut(1);
    expect((await stage.atService(gid)).invoices).toMatchObject([{ amount: 5_500, credited: 0 }]);
    await shipLine(2);
    expect(await amounts(stage, gid)).toEqual([5_500, 2_500]);
    expect(await stage.atService(gid)).toMatchObject({ billedAmount: 11_000, returnedAmount: 3_000, axes: { fulfilment: 'shipped' } });
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('of which goods are taken out after the rest left: the staff are told of the shipping fee that no parcel bills', async () => {
    const { stage, gid, shipLine, takeOut } = await inParts([5_000, 5_000], { shippingPrice: 1_000 });
    await shipLine(0);
    expect(await stage.flags(gid)).toEqual([]);
    await takeOut(1);
    expect(await amounts(stage, gid)).toEqual([5_500]);
    expect((await stage.record(gid)).flags).toMatchObject([{ code: 'rest_not_billed', values: { amount: 500 } }]);
  });

  it('is marked as paid when all of it was paid out, and not with the first parcel', async () => {
    const { stage, gid, shipLine } = await inParts([20_000, 20_000]);
    const isPaid = () => stage.inShopify(gid).transactions.some(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS');
    const arrive = async (line: number) => {
      const before = new Set((await stage.atService(gid)).shipments.map(({ id }) => id));
      await shipLine(line);
      const made = (await stage.atService(gid)).shipments.find(({ id }) => !before.has(id));
      await stage.client.sandbox.deliver({ shipmentId: made?.id ?? '', outcome: 'delivered' });
      await stage.pass({ days: 14 });
    };
    await arrive(0);
    expect([(await stage.atService(gid)).axes.settlement, isPaid()]).toEqual(['paid_out', false]);
    await arrive(1);
    expect([(await stage.atService(gid)).axes.settlement, isPaid()]).toEqual(['paid_out', true]);
  });

  it('and whose parcel is taken back after something was taken out: it is billed in full when it leaves again', async () => {
    const { stage, gid, shipLine, takeOut } = await inParts([5_000, 5_000]);
    const first = await shipLine(0);
    await takeOut(1);
    stage.shop.staff.cancelFulfillment(gid, first);
    await stage.settle();
    expect(await stage.flags(gid)).toEqual([]);
    const [line] = stage.inShopify(gid).fulfillmentOrders;
    if (line) line.standing = 'open';
    await shipLine(0);
    expect(await amounts(stage, gid)).toEqual([5_000]);
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('is not taken back twice, when somebody at the service is quicker: what arrived stays billed', async () => {
    let isFirst = true;
    const serviceThrough: StageOptions['serviceThrough'] = (fetch) => async (request) => {
      if (isFirst && new URL(request.url).pathname.endsWith('/returns')) {
        isFirst = false;
        const { id } = await stage.atService(gid);
        await stage.client.orders.returnItems(id, { items: [{ itemIndex: 1, quantity: 1 }], reason: 'buyer_cancel' });
      }
      return fetch(request);
    };
    const { stage, gid, shipLine, takeOut } = await inParts([5_000, 5_000], {}, { serviceThrough });
    await shipLine(0);
    await takeOut(1);
    await stage.pass({ ms: 60_000 });
    expect(isFirst).toBe(false);
    expect(await stage.atService(gid)).toMatchObject({ axes: { credit: 'approved' }, returnedAmount: 5_000 });
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('of which the service takes something off: the staff are told what will not be billed, and not that anything went up', async () => {
    const { stage, gid, shipLine } = await inParts([5_000, 5_000]);
    await shipLine(0);
    const { id } = await stage.atService(gid);
    await stage.client.orders.returnItems(id, { items: [{ itemIndex: 1, quantity: 1 }], reason: 'buyer_cancel' });
    await stage.pass({ ms: 60_000 });
    expect((await stage.record(gid)).flags).toMatchObject([{ code: 'rest_not_billed', values: { amount: 5_000 } }]);
    // It leaves after all: no other number would help.
    await shipLine(1);
    expect(await stage.flags(gid)).toContain('nothing_left_to_bill');
    expect(await amounts(stage, gid)).toEqual([5_000]);
  });
});

/** A registered order whose lines leave each by itself. */
async function inParts(prices: readonly number[], wish: { readonly shippingPrice?: number } = {}, options: StageOptions = {}) {
  const stage = await openStage(service, options);
  const gid = stage.order({ lines: prices.map((unitPrice) => ({ quantity: 1, unitPrice })), shippingPrice: 0, ...wish });
  await stage.settle();
  const { lines, fulfillmentOrders } = stage.inShopify(gid);
  const made = lines.map((line, index) => ({
    gid: `gid://shopify/FulfillmentOrder/99000${index}`,
    orderGid: gid,
    standing: 'open' as const,
    parts: [{ lineGid: line.gid, quantity: 1 }],
    holds: [],
  }));
  fulfillmentOrders.splice(0, fulfillmentOrders.length, ...made);
  let slips = 40;
  return {
    stage,
    gid,
    async shipLine(index: number): Promise<string> {
      const fulfillmentOrderGid = made[index]?.gid ?? '';
      slips += 1;
      const fulfillment = stage.shop.staff.fulfil(gid, { numbers: [slipNo(slips)], fulfillmentOrderGid });
      await stage.settle();
      return fulfillment;
    },
    async takeOut(index: number): Promise<void> {
      const waiting = fulfillmentOrders.find((each) => each.gid === made[index]?.gid);
      if (waiting) waiting.standing = 'cancelled';
      stage.shop.staff.editQuantity(gid, { line: index, quantity: 0 });
      await stage.settle();
    },
  };
}

const amounts = async (stage: Stage, gid: string) =>
  (await stage.atService(gid)).shipments.filter(({ status }) => status !== 'voided').map(({ amount }) => amount);
