import { describe, expect, it } from 'vitest';
import { createFakeShop, createHandClock } from '../testing/index.ts';
import { adminOf, staticToken } from './index.ts';

const handle = 'atobarai-screening';

async function open() {
  const clock = createHandClock(undefined, { skipsWaits: true });
  const shop = createFakeShop({ clock });
  const admin = await adminOf({ tokens: staticToken(shop.tokens.newStaticToken()), clock, fetch: shop.fetch, random: () => 0 })(
    shop.domain,
  );
  const gid = shop.placeOrder();
  shop.staff.route(gid);
  const order = shop.order(gid)!;
  return { clock, shop, admin, gid, order, fulfillmentOrderGid: order.fulfillmentOrders[0]!.gid };
}

describe('what the adapter writes into the shop', () => {
  it('holds under its handle, quietly, and takes a hold that is there for done', async () => {
    const { admin, order, fulfillmentOrderGid } = await open();
    const hold = { fulfillmentOrderGid, handle, notes: '後払い決済の審査中です' };
    expect([await admin.hold(hold), await admin.hold(hold)]).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(order.fulfillmentOrders[0]?.holds).toMatchObject([{ handle, reason: 'AWAITING_PAYMENT', reasonNotes: hold.notes }]);
  });

  it('releases its own holds and never those of another app, not even when it is to release none', async () => {
    const { shop, admin, gid, order, fulfillmentOrderGid } = await open();
    shop.staff.holdByOtherApp(gid);
    await admin.hold({ fulfillmentOrderGid, handle, notes: '' });
    const { calls } = shop.costs;
    await admin.release({ fulfillmentOrderGid, holdGids: [] });
    expect([order.fulfillmentOrders[0]?.holds.length, shop.costs.calls]).toEqual([2, calls]);
    const ours = order.fulfillmentOrders[0]!.holds.filter(({ byApp }) => byApp).map((hold) => hold.gid);
    expect(await admin.release({ fulfillmentOrderGid, holdGids: ours })).toEqual({ kind: 'done' });
    expect(order.fulfillmentOrders[0]?.holds.map(({ byApp }) => byApp)).toEqual([false]);
    expect(await admin.release({ fulfillmentOrderGid, holdGids: ours })).toEqual({ kind: 'done' });
  });

  it('takes an order that was marked as paid meanwhile for done, and a cancelled one for refused', async () => {
    const { shop, admin, gid } = await open();
    shop.staff.markPaid(gid);
    expect(await admin.markPaid(gid)).toEqual({ kind: 'done' });
    const other = shop.placeOrder();
    shop.staff.cancel(other);
    expect(await admin.markPaid(other)).toMatchObject({ kind: 'refused', errors: [{ code: null }] });
  });

  it('takes the part that another gateway has not taken, once', async () => {
    const { shop, admin } = await open();
    const gid = shop.placeOrder({ giftCard: 3000 });
    const parentGid = shop.order(gid)!.transactions.find(({ status }) => status === 'PENDING')!.gid;
    expect(await admin.capture({ gid, parentGid, amount: 5800 })).toEqual({ kind: 'done' });
    expect(await admin.capture({ gid, parentGid, amount: 5800 })).toEqual({ kind: 'done' });
    expect(shop.order(gid)?.transactions.map(({ amount, status }) => `${amount} ${status}`)).toEqual(['3000 SUCCESS', '5800 SUCCESS']);
  });

  it('starts a cancellation once, and takes one that is over for done', async () => {
    const { clock, admin, gid, order } = await open();
    const cancel = { gid, notifyBuyer: false, note: '与信NGのため' };
    const started = await admin.cancelOrder(cancel);
    expect(started.kind).toBe('started');
    await clock.advance(10_000);
    expect(await admin.jobIsDone(started.kind === 'started' ? started.jobGid : '')).toBe(true);
    expect(await admin.cancelOrder(cancel)).toEqual({ kind: 'done' });
    expect(order.cancelReason).toBe('declined');
    expect(await admin.jobIsDone('gid://shopify/Job/1')).toBe(true);
  });

  it('changes only the tags it is told to change', async () => {
    const { shop, admin, gid, order } = await open();
    order.tags.add('VIP').add('atobarai:review');
    await admin.writeTags({ gid, add: ['atobarai:ok'], remove: ['atobarai:review'] });
    expect([...order.tags].sort()).toEqual(['VIP', 'atobarai:ok']);
    const { calls } = shop.costs;
    expect(await admin.writeTags({ gid, add: [], remove: [] })).toEqual({ kind: 'done' });
    expect(shop.costs.calls).toBe(calls);
    await admin.writeTags({ gid, add: [], remove: ['atobarai:ok'] });
    expect([...order.tags]).toEqual(['VIP']);
  });

  it('writes its state only over the state it has read', async () => {
    const { admin, gid } = await open();
    expect(await admin.writeState({ gid, value: '{"rev":1}', compareDigest: null })).toEqual({ kind: 'done' });
    const read = (await admin.order(gid))!.order.atobarai!;
    expect(await admin.writeState({ gid, value: '{"rev":2}', compareDigest: read.compareDigest })).toEqual({ kind: 'done' });
    expect(await admin.writeState({ gid, value: '{"rev":3}', compareDigest: read.compareDigest })).toEqual({ kind: 'stale' });
  });

  it('assesses the risk until the goods are gone', async () => {
    const { shop, admin, gid, order } = await open();
    await admin.assessRisk({ gid, level: 'HIGH' });
    expect([order.risk, (await admin.order(gid))?.order.risk.recommendation]).toEqual(['HIGH', 'CANCEL']);
    shop.staff.fulfil(gid);
    expect(await admin.assessRisk({ gid, level: 'LOW' })).toEqual({ kind: 'done' });
    expect(order.risk).toBe('HIGH');
  });

  it('finds the order of a fulfilment order, and says so when either is gone', async () => {
    const { shop, admin, gid, fulfillmentOrderGid } = await open();
    expect(await admin.orderOfFulfillmentOrder(fulfillmentOrderGid)).toBe(gid);
    shop.staff.deleteOrder(gid);
    expect([await admin.orderOfFulfillmentOrder(fulfillmentOrderGid), await admin.order(gid)]).toEqual([null, null]);
  });

  it('finds every order changed since, old ones too, page by page', async () => {
    const { clock, shop, admin } = await open();
    const gids = Array.from({ length: 120 }, () => shop.placeOrder());
    shop.staff.cancel(gids[3]!);
    await clock.advance(10_000);
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof admin.ordersUpdated>> = await admin.ordersUpdated({ since: '2026-11-20T00:00:00Z', after });
      found.push(...page.orders.map((order) => order.gid));
      after = page.next;
      more = after !== null;
    }
    expect(new Set(found).size).toBe(121);
  });
});
