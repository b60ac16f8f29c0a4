import { magicBuyers } from '@atobarai/sdk/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './programs.ts';
import { openWorld, type World } from './world.ts';

// Nothing here is embedded: the reference server, the adapter and PostgreSQL are processes, and all speak
// HTTP over sockets. Only Shopify is ours: see `unproven` of the testing module.
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world?.close();
});

/** Twelve digits with the check digit of Yamato. */
function slipNo(count: number): string {
  const digits = 51_254_751_000 + count;
  return `${digits}${digits % 7}`;
}

const ordersOf = async (gid: string) => (await world.client.orders.list({ shopOrderId: gid.slice(gid.lastIndexOf('/') + 1) }).page()).data;
const registered = async (gid: string) => (await ordersOf(gid))[0];

/** Waits for it while deliveries come in; an adapter that was killed is started again. */
async function come<Value>(what: string, ask: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  const work = until(what, async () => {
    await world.revive();
    return await ask();
  });
  return await world.whileDelivering(work).catch((problem: unknown) => {
    throw new Error(`${String(problem)}, killed at ${world.killedAt().join()}\n${world.adapterText()}`);
  });
}

const tagged = (gid: string, tag: string) => (world.shop.order(gid)?.tags.has(tag) === true ? true : undefined);
const holds = (gid: string) => world.shop.order(gid)?.fulfillmentOrders.flatMap((one) => one.holds) ?? [];
const paid = (gid: string) =>
  (world.shop.order(gid)?.transactions ?? []).reduce((sum, { status, amount }) => sum + (status === 'SUCCESS' ? amount : 0), 0);

describe('an order’s whole life over three hosts', () => {
  it('goes from checkout to the payout, though the adapter is killed at each of its writes', async () => {
    const { shop, client, operator } = world;
    const writes = ['POST /v1/orders', 'AtobaraiHold', 'AtobaraiRelease', 'AtobaraiSetState', 'AtobaraiMarkPaid'];
    for (const request of writes) world.killAt(request);
    const gid = shop.placeOrder({ email: magicBuyers.review });
    // Routed before the adapter looks: there is something to hold.
    shop.staff.route(gid);
    await come('the order waits for a person, and is held', () =>
      tagged(gid, 'atobarai:review') && holds(gid).length === 1 ? true : undefined,
    );
    expect(() => shop.staff.fulfil(gid)).toThrow('on hold');
    await operator.decideReview((await ordersOf(gid))[0]!.id, { result: 'approved', reason: 'The buyer answered the phone.' });
    await come('the order is approved and may ship', () => (tagged(gid, 'atobarai:ok') && holds(gid).length === 0 ? true : undefined));
    const order = await come('the service knows the order', () => registered(gid));
    expect((await client.orders.get(order.id)).billedAmount).toBe(8800);

    world.killAt(`POST /v1/orders/${order.id}/shipments`);
    shop.staff.fulfil(gid, { company: 'Yamato (JA)', numbers: [slipNo(1)] });
    const shipment = await come('the slip is reported', async () => (await client.orders.get(order.id)).shipments[0]);
    expect([shipment.carrier, shipment.slipNo]).toEqual(['yamato', slipNo(1)]);

    await client.sandbox.deliver({ shipmentId: shipment.id, outcome: 'delivered' });
    await client.sandbox.advance({ days: 14 });
    const payout = (await client.payouts.list().page()).data.find(({ status }) => status === 'completed');
    expect(payout?.net).toBeGreaterThan(0);
    await come('the shop shows the order as paid once we have advanced the money', () => (paid(gid) > 0 ? true : undefined));
    expect(paid(gid)).toBe(8800);

    const invoice = (await client.invoices.list({ orderId: order.id }).page()).data[0];
    await client.sandbox.payAtKonbini({ invoiceId: invoice!.id, stage: 'kakuho' });
    expect((await client.orders.get(order.id)).status).toBe('completed');
    expect([...world.killedAt()].sort()).toEqual([...writes, `POST /v1/orders/${order.id}/shipments`].sort());
    // Nothing was done twice: one order at the service, one parcel, one payment in the shop. And nobody need look at it.
    expect(await ordersOf(gid)).toHaveLength(1);
    expect((await client.orders.get(order.id)).shipments).toHaveLength(1);
    expect(tagged(gid, 'atobarai:attention')).toBeUndefined();
  }, 240_000);

  it('keeps what is refused from shipping, and what is cancelled out of the service', async () => {
    const { shop } = world;
    const refused = shop.placeOrder({ email: magicBuyers.reject });
    await come('the staff see that it was refused', () => tagged(refused, 'atobarai:ng'));
    await come('it is held, late as its fulfilment order came', () => (holds(refused).length > 0 ? true : undefined));
    expect(holds(refused).map(({ handle }) => handle)).toEqual(['atobarai-screening']);

    const cancelled = shop.placeOrder({ email: magicBuyers.approve });
    await come('the order is approved', () => tagged(cancelled, 'atobarai:ok'));
    shop.staff.cancel(cancelled);
    await come('the service has cancelled it', async () => ((await registered(cancelled))?.status === 'cancelled' ? true : undefined));
    expect(await ordersOf(cancelled)).toHaveLength(1);
  }, 240_000);
});
