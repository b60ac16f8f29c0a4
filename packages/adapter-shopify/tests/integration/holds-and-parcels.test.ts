import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdsOn, hourMs } from '../support/end-of.ts';
import { openService, openStage, slipNo, type Stage, type StageOptions } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

describe('holds that others touch', () => {
  it('is not placed again once staff released it while the screening was open', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    stage.shop.staff.releaseHolds(gid);
    await stage.settle();
    await stage.pass({ ms: 2 * hourMs });
    expect(holdsOn(stage, gid)).toEqual([[]]);
    expect(await stage.flags(gid)).toContain('hold_overridden');
    expect(await stage.record(gid)).toMatchObject({ override: true });
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(3)] });
    await stage.settle();
    expect(await stage.flags(gid)).toContain('shipped_unapproved');
  });

  it('is placed on what was split off, too', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    stage.shop.staff.split(gid);
    await stage.settle();
    expect(holdsOn(stage, gid)).toEqual([['atobarai-screening'], ['atobarai-screening']]);
  });

  it('leaves the hold of another app where it is', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    stage.shop.staff.holdByOtherApp(gid);
    await stage.operator.decideReview((await stage.atService(gid)).id, { result: 'approved', reason: 'The buyer answered the phone.' });
    await stage.pass({ ms: 60_000 });
    expect(holdsOn(stage, gid)).toEqual([['other-app']]);
  });
});

describe('parcels', () => {
  it('reports several parcels with their own lines, and a slip that was changed as the one in its place', async () => {
    const stage = await openStage(service);
    const gid = stage.order({
      lines: [
        { quantity: 2, unitPrice: 2_000 },
        { quantity: 1, unitPrice: 1_500 },
      ],
    });
    await stage.settle();
    const second = stage.shop.staff.split(gid);
    const first = stage.shop.staff.fulfil(gid, { numbers: [slipNo(4)], company: '佐川急便' });
    await stage.settle();
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(5)], fulfillmentOrderGid: second });
    await stage.settle();
    const { shipments, billedAmount } = await stage.atService(gid);
    expect(shipments.map(({ carrier, slipNo: slip }) => [carrier, slip])).toEqual([
      ['sagawa', slipNo(4)],
      ['yamato', slipNo(5)],
    ]);
    expect(shipments.map(({ items }) => items)).toEqual([
      [
        { itemIndex: 0, quantity: 1 },
        { itemIndex: 1, quantity: 1 },
      ],
      [{ itemIndex: 0, quantity: 1 }],
    ]);
    expect(shipments.reduce((sum, { amount }) => sum + amount, 0)).toBe(billedAmount);
    stage.shop.staff.changeTracking(gid, { fulfillmentGid: first, numbers: [slipNo(6)], company: '佐川急便' });
    await stage.settle();
    const standing = (await stage.atService(gid)).shipments.filter(({ status }) => status !== 'superseded');
    expect(standing.map(({ slipNo: slip }) => slip).sort()).toEqual([slipNo(5), slipNo(6)]);
  });

  it('withdraws what was reported when the fulfilment is cancelled, and reports the next one', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    const first = stage.shop.staff.fulfil(gid, { numbers: [slipNo(7)] });
    await stage.settle();
    stage.shop.staff.cancelFulfillment(gid, first);
    await stage.settle();
    expect((await stage.atService(gid)).shipments.map(({ status }) => status)).toEqual(['voided']);
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(8)] });
    await stage.settle();
    expect((await stage.atService(gid)).shipments.map(({ status }) => status)).toEqual(['voided', 'slip_registered']);
  });

  it('tells the staff of an unknown carrier, a missing number and a number that cannot be; the fulfilment mended, it is reported', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    const fulfillmentGid = stage.shop.staff.fulfil(gid, { company: '自社便', numbers: [slipNo(9)] });
    await stage.settle();
    expect(await stage.flags(gid)).toEqual(['carrier_unknown']);
    stage.shop.staff.changeTracking(gid, { fulfillmentGid, numbers: [] });
    await stage.settle();
    expect(await stage.flags(gid)).toEqual(['tracking_missing']);
    stage.shop.staff.changeTracking(gid, { fulfillmentGid, numbers: ['512547510000'] });
    await stage.settle();
    expect(await stage.flags(gid)).toEqual(['slip_refused']);
    stage.shop.staff.changeTracking(gid, { fulfillmentGid, numbers: [slipNo(9)] });
    await stage.settle();
    expect(await stage.flags(gid)).toEqual([]);
    expect((await stage.atService(gid)).shipments).toMatchObject([{ slipNo: slipNo(9) }]);
  });

  it('is billed under the number it left by: a gift that was added later and goes first takes nothing along', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ lines: [{ quantity: 2, unitPrice: 2_000 }] });
    await stage.settle();
    const waiting = stage.shop.staff.split(gid);
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(10)] });
    await stage.settle();
    const given = addGift(stage, gid);
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(11)], fulfillmentOrderGid: given });
    await stage.settle();
    expect((await stage.atService(gid)).shipments.map(({ slipNo: slip }) => slip)).toEqual([slipNo(10)]);
    expect(await stage.flags(gid)).toEqual(['parcel_not_registered']);
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(12)], fulfillmentOrderGid: waiting });
    await stage.settle();
    expect((await stage.atService(gid)).shipments.map(({ slipNo: slip, items }) => [slip, items])).toEqual([
      [slipNo(10), [{ itemIndex: 0, quantity: 1 }]],
      [slipNo(12), [{ itemIndex: 0, quantity: 1 }]],
    ]);
  });
});

describe('a parcel whose report was carried out, though the answer was lost', () => {
  it('is known at the next look, and followed when its number is corrected', async () => {
    const lost = losing(/\/shipments$/);
    const stage = await openStage(service, { serviceThrough: lost.through });
    const gid = stage.order();
    await stage.settle();
    const fulfillmentGid = stage.shop.staff.fulfil(gid, { numbers: [slipNo(13)] });
    await stage.settle();
    await stage.pass({ ms: 60_000 });
    expect([lost.count(), await stage.flags(gid)]).toEqual([1, []]);
    expect(Object.keys((await stage.record(gid)).shipments)).toEqual([fulfillmentGid]);
    stage.shop.staff.changeTracking(gid, { fulfillmentGid, numbers: [slipNo(14)] });
    await stage.settle();
    expect(await slipsOf(stage, gid)).toEqual([
      [slipNo(13), 'superseded'],
      [slipNo(14), 'slip_registered'],
    ]);
  });

  it('is withdrawn though its fulfilment was cancelled before the next look, and reported when it goes out again', async () => {
    const lost = losing(/\/shipments$/, () => stage.shop.staff.cancelFulfillment(gid, fulfillmentGid));
    const stage = await openStage(service, { serviceThrough: lost.through });
    const gid = stage.order();
    await stage.settle();
    const fulfillmentGid = stage.shop.staff.fulfil(gid, { numbers: [slipNo(15)] });
    await stage.settle();
    await stage.pass({ ms: 60_000 });
    expect([lost.count(), await slipsOf(stage, gid)]).toEqual([1, [[slipNo(15), 'voided']]]);
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(16)] });
    await stage.settle();
    expect(await slipsOf(stage, gid)).toEqual([
      [slipNo(15), 'voided'],
      [slipNo(16), 'slip_registered'],
    ]);
    expect(await stage.flags(gid)).toEqual([]);
  });

  it('is withdrawn under its latest number, though the answer to the correction was lost', async () => {
    const lost = losing(/\/shipments\/[^/]+$/, () => stage.shop.staff.cancelFulfillment(gid, fulfillmentGid));
    const stage = await openStage(service, { serviceThrough: lost.through });
    const gid = stage.order();
    await stage.settle();
    const fulfillmentGid = stage.shop.staff.fulfil(gid, { numbers: [slipNo(17)] });
    await stage.settle();
    stage.shop.staff.changeTracking(gid, { fulfillmentGid, numbers: [slipNo(18)] });
    await stage.settle();
    await stage.pass({ ms: 60_000 });
    expect([lost.count(), await slipsOf(stage, gid)]).toEqual([
      1,
      [
        [slipNo(17), 'superseded'],
        [slipNo(18), 'voided'],
      ],
    ]);
    expect(await stage.flags(gid)).toEqual([]);
  });
});

/** The first such call is carried out, its answer never comes, and `meanwhile` happens before the next look. */
function losing(path: RegExp, meanwhile?: () => void) {
  let count = 0;
  const through: NonNullable<StageOptions['serviceThrough']> = (fetch) => async (request) => {
    const response = await fetch(request);
    if (count > 0 || request.method === 'GET' || !path.test(new URL(request.url).pathname)) return response;
    count += 1;
    meanwhile?.();
    throw new TypeError('the connection broke');
  };
  return { through, count: () => count };
}

const slipsOf = async (stage: Stage, gid: string) =>
  (await stage.atService(gid)).shipments.map(({ slipNo: slip, status }) => [slip, status]);

/** Staff add a free gift by "edit order"; it waits in a fulfilment order of its own. */
function addGift(stage: Stage, orderGid: string): string {
  const { lines, fulfillmentOrders } = stage.inShopify(orderGid);
  const [line] = lines;
  if (line === undefined) throw new Error('the order has no line');
  const gift = { ...line, gid: 'gid://shopify/LineItem/990001', title: 'おまけ', unitPrice: 0, quantity: 1, currentQuantity: 1 };
  lines.push(gift);
  const gid = 'gid://shopify/FulfillmentOrder/990002';
  fulfillmentOrders.push({ gid, orderGid, standing: 'open', parts: [{ lineGid: gift.gid, quantity: 1 }], holds: [] });
  return gid;
}
