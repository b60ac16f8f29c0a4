import { setupWorker } from 'msw/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '@atobarai/sdk';
import { RegisterOrder } from '@atobarai/sdk/contract';
import { embeddedServer, type EmbeddedServer, exampleOf, magicBuyers } from '@atobarai/sdk/testing';

describe('the true server in a browser tab', () => {
  let server: EmbeddedServer;
  let network: ReturnType<typeof setupWorker>;

  beforeAll(async () => {
    server = await embeddedServer({ now: '2026-10-01T12:00:00+09:00' });
    network = setupWorker(...server.handlers);
    await network.start({ quiet: true, onUnhandledFrame: 'bypass' });
  });
  afterAll(async () => {
    network.stop();
    await server.close();
  });

  it('takes an order from its registration to its payout when the clock is moved', async () => {
    const client = createClient(server.clientOptions);
    const order = await client.orders.register({
      ...exampleOf(RegisterOrder),
      buyer: { ...exampleOf(RegisterOrder).buyer, email: magicBuyers.approve },
    });
    expect(order).toMatchObject({ status: 'approved', shipAllowed: true });
    const parcel = await client.shipments.register(order.id, {
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: '512547510020',
      shippedAt: server.clock.now(),
    });
    await server.clock.advance({ days: 1 });
    await client.sandbox.deliver({ shipmentId: parcel.id, outcome: 'delivered' });
    const { days } = await server.clock.advance({ days: 14 });
    expect(days.flatMap(({ ran }) => ran.map(({ task }) => task))).toContain('payouts.send');
    const { data: payouts } = await client.payouts.list({ status: 'completed' }).page();
    expect(payouts.map(({ net }) => net)).toEqual([4_707]);
    const { difference } = await client.ledger.trialBalance();
    expect(difference).toBe(0);
  });
});
