import { expect } from 'vitest';
import { handle, openShop, pay, type Proofs } from './shop.fixture.ts';

/** Proofs of what happens to orders, by the id of the rule. */
export const orderProofs: Proofs = {
  'late-fulfilment-orders': async () => {
    const { clock, shop, admin } = await openShop({ routingMs: 60_000 });
    const gid = shop.placeOrder();
    expect((await admin.order(gid))?.order.fulfillmentOrders.nodes).toEqual([]);
    await clock.advance(60_000);
    expect((await admin.order(gid))?.order.fulfillmentOrders.nodes).toHaveLength(1);
  },
  'routing-tells-little': async () => {
    const { shop, routed } = await openShop();
    const gid = routed();
    const told = shop.webhooks.pending().find(({ topic }) => topic === 'fulfillment_orders/order_routing_complete');
    expect(JSON.parse(told?.body ?? '')).toEqual({ fulfillment_order: { id: shop.order(gid)?.fulfillmentOrders[0]?.gid, status: 'open' } });
  },
  'hold-handle-once': async () => {
    const { shop, ask, admin, routed, holdOf } = await openShop();
    const gid = routed();
    await admin.hold(holdOf(gid));
    const again = await ask(
      `mutation($id: ID!) { fulfillmentOrderHold(id: $id, fulfillmentHold: { reason: OTHER, handle: "${handle}" }) { userErrors { code } } }`,
      { id: holdOf(gid).fulfillmentOrderGid },
    );
    expect(again.body.data?.fulfillmentOrderHold).toEqual({ userErrors: [{ code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE' }] });
    expect(shop.order(gid)?.fulfillmentOrders[0]?.holds).toHaveLength(1);
  },
  'hold-limit': async () => {
    const { admin, routed, holdOf } = await openShop();
    const gid = routed();
    for (let turn = 0; turn < 10; turn += 1) expect(await admin.hold({ ...holdOf(gid), handle: `hold-${turn}` })).toEqual({ kind: 'done' });
    expect(await admin.hold({ ...holdOf(gid), handle: 'one-more' })).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED' }],
    });
  },
  'release-without-ids': async () => {
    const { shop, ask, admin, routed, holdOf } = await openShop();
    const gid = routed();
    shop.staff.holdByOtherApp(gid);
    await admin.hold(holdOf(gid));
    const holds = () => shop.order(gid)!.fulfillmentOrders[0]!.holds;
    const ours = holds().filter(({ byApp }) => byApp);
    await admin.release({ fulfillmentOrderGid: holdOf(gid).fulfillmentOrderGid, holdGids: ours.map((hold) => hold.gid) });
    expect(holds().map(({ byApp }) => byApp)).toEqual([false]);
    await ask('mutation($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { userErrors { code } } }', {
      id: holdOf(gid).fulfillmentOrderGid,
    });
    expect(holds()).toEqual([]);
  },
  'release-is-told': async () => {
    const { shop, admin, routed, holdOf } = await openShop();
    const gid = routed();
    await admin.hold(holdOf(gid));
    shop.staff.releaseHolds(gid);
    expect(shop.webhooks.pending().filter(({ topic }) => topic === 'fulfillment_holds/released')).toHaveLength(1);
  },
  'held-cannot-ship': async () => {
    const { shop, admin, routed, holdOf } = await openShop();
    const gid = routed();
    await admin.hold(holdOf(gid));
    expect(() => shop.staff.fulfil(gid)).toThrow('on hold');
    shop.staff.releaseHolds(gid);
    expect(shop.staff.fulfil(gid)).toMatch('Fulfillment');
  },
  'split-has-no-hold': async () => {
    const { shop, admin, routed, holdOf } = await openShop();
    const gid = routed();
    await admin.hold(holdOf(gid));
    shop.staff.split(gid);
    const statuses = (await admin.order(gid))?.order.fulfillmentOrders.nodes.map(({ status }) => status);
    expect(statuses).toEqual(['ON_HOLD', 'OPEN']);
  },
  'manual-is-pending': async () => {
    const { admin, routed } = await openShop();
    const transactions = (await admin.order(routed()))?.order.transactions;
    expect(transactions).toMatchObject([
      { kind: 'SALE', status: 'PENDING', manualPaymentGateway: true, manuallyCapturable: true, gateway: '後払い決済' },
    ]);
  },
  'gift-card-split': async () => {
    const { admin, routed } = await openShop();
    const order = (await admin.order(routed({ giftCard: 3000 })))?.order;
    expect(order?.paymentGatewayNames).toEqual(['gift_card', '後払い決済']);
    expect([order?.currentTotalPriceSet.shopMoney.amount, order?.totalOutstandingSet.shopMoney.amount]).toEqual(['8800.0', '5800.0']);
  },
  'mark-paid-once': async () => {
    const { shop, ask, admin, routed } = await openShop();
    const [first, second] = [routed(), routed()];
    expect((await admin.order(first))?.order.canMarkAsPaid).toBe(true);
    await ask(pay, { id: first });
    expect((await admin.order(first))?.order).toMatchObject({ canMarkAsPaid: false, displayFinancialStatus: 'PAID' });
    shop.staff.cancel(second);
    for (const gid of [first, second]) expect((await ask(pay, { id: gid })).body.data?.orderMarkAsPaid).toMatchObject({ userErrors: [{}] });
  },
  'capture-within-parent': async () => {
    const { shop, admin, routed } = await openShop();
    const gid = routed();
    const parentGid = shop.order(gid)!.transactions[0]!.gid;
    expect(await admin.capture({ gid, parentGid, amount: 8801 })).toMatchObject({ kind: 'refused' });
    expect(await admin.capture({ gid, parentGid, amount: 8000 })).toEqual({ kind: 'done' });
    expect((await admin.order(gid))?.order).toMatchObject({
      displayFinancialStatus: 'PARTIALLY_PAID',
      totalOutstandingSet: { shopMoney: { amount: '800.0' } },
    });
    expect(shop.order(gid)?.transactions.map(({ kind, status, amount }) => `${kind} ${status} ${amount}`)).toEqual([
      'SALE PENDING 800',
      'CAPTURE SUCCESS 8000',
    ]);
  },
  'cancel-is-a-job': async () => {
    const { clock, shop, admin, routed } = await openShop({ cancelJobMs: 3000 });
    const [gid, shipped] = [routed(), routed()];
    const started = await admin.cancelOrder({ gid, notifyBuyer: false, note: '与信NG' });
    if (started.kind !== 'started') throw new Error(started.kind);
    expect([await admin.jobIsDone(started.jobGid), shop.order(gid)?.cancelledAt]).toEqual([false, null]);
    await clock.advance(3000);
    expect([await admin.jobIsDone(started.jobGid), shop.order(gid)?.cancelReason]).toEqual([true, 'declined']);
    shop.staff.fulfil(shipped);
    expect(await admin.cancelOrder({ gid: shipped, notifyBuyer: false, note: '与信NG' })).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'INVALID' }],
    });
  },
  'refund-after-payment': async () => {
    const { shop, routed } = await openShop();
    const gid = routed();
    expect(() => shop.staff.refund(gid, 1000)).toThrow('only money received');
    shop.staff.markPaid(gid);
    shop.staff.refund(gid, 1000);
    expect(shop.webhooks.pending().filter(({ topic }) => topic === 'refunds/create')).toHaveLength(1);
  },
  'refund-is-no-debt': async () => {
    const { shop, admin, routed } = await openShop();
    const [given, returned] = [routed(), routed()];
    for (const gid of [given, returned]) shop.staff.markPaid(gid);
    shop.staff.editQuantity(returned, { line: 0, quantity: 1 });
    for (const gid of [given, returned]) shop.staff.refund(gid, 4000);
    for (const [gid, total] of [
      [given, '8800.0'],
      [returned, '4800.0'],
    ] as const) {
      expect((await admin.order(gid))?.order).toMatchObject({
        canMarkAsPaid: false,
        currentTotalPriceSet: { shopMoney: { amount: total } },
        totalOutstandingSet: { shopMoney: { amount: '0.0' } },
        transactions: [
          { kind: 'SALE', status: 'SUCCESS' },
          { kind: 'REFUND', status: 'SUCCESS', amountSet: { shopMoney: { amount: '4000.0' } } },
        ],
      });
    }
  },
  'yen-forms': async () => {
    const { shop, admin, routed } = await openShop();
    const gid = routed();
    const [created] = shop.webhooks.pending();
    expect(JSON.parse(created!.body)).toMatchObject({ total_price: '8800', total_outstanding: '8800' });
    expect((await admin.order(gid))?.order.totalPriceSet.shopMoney.amount).toBe('8800.0');
  },
};
