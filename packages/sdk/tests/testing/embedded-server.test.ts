import { http } from 'msw/http';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AnyOperation, operations, RegisterOrder } from '../../src/contract/index.ts';
import { createClient } from '../../src/index.ts';
import { contractHandlers, embeddedServer, type EmbeddedServer, exampleOf, magicBuyers } from '../../src/testing/index.ts';
import { verifyWebhook } from '../../src/webhooks/index.ts';
import { live } from './life.ts';
import { shapeDifferences } from './same-shape.ts';

const now = '2026-10-01T12:00:00+09:00';
const faults: unknown[] = [];
let server: EmbeddedServer;

beforeAll(async () => {
  server = await embeddedServer({ now, onFault: (error) => faults.push(error) });
});
beforeEach(() => server.reset());
afterAll(async () => {
  await server.close();
  expect(faults).toEqual([]);
});

const orderOf = (email: string) => {
  const order = exampleOf(RegisterOrder);
  return { ...order, buyer: { ...order.buyer, email } };
};

describe('the true server behind MSW, in Node', () => {
  let network: ReturnType<typeof setupServer>;
  beforeAll(() => {
    network = setupServer(...server.handlers);
    network.listen({ onUnhandledFrame: 'error' });
  });
  afterAll(() => network.close());

  it('takes an order from its registration to its payout when the clock is moved', async () => {
    const client = createClient(server.clientOptions);
    const order = await client.orders.register(orderOf(magicBuyers.approve));
    const shippedAt = server.clock.now();
    const parcel = await client.shipments.register(order.id, {
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: '512547510020',
      shippedAt,
    });
    await server.clock.advance({ days: 1 });
    await client.sandbox.deliver({ shipmentId: parcel.id, outcome: 'delivered' });
    const { days } = await server.clock.advance({ to: '2026-10-10T00:00:00+09:00' });
    expect(days.map(({ day }) => day)).toEqual(['2026-10-05', '2026-10-09']);
    const { data: payouts } = await client.payouts.list().page();
    expect(payouts.map(({ status, net }) => [status, net])).toEqual([['completed', 4_707]]);
    expect((await client.orders.get(order.id)).axes.settlement).toBe('paid_out');
  });

  it.each([
    [magicBuyers.reject, 'rejected'],
    [magicBuyers.review, 'manual_review'],
    [magicBuyers.holdPhone, 'on_hold'],
    [magicBuyers.limit, 'rejected'],
  ])('decides about %s as the sandbox does', async (email, status) => {
    const client = createClient(server.clientOptions);
    expect((await client.orders.register(orderOf(email))).status).toBe(status);
  });

  it('has nothing of before after a reset, stands at its first moment again, and knows its keys', async () => {
    const client = createClient(server.clientOptions);
    await client.orders.register(orderOf(magicBuyers.approve));
    await client.settings.change({ invoiceFeeBorneBy: 'buyer' });
    await server.clock.advance({ days: 40 });
    await server.reset();
    expect(server.clock.now().slice(0, 16)).toBe(now.slice(0, 16));
    expect((await client.orders.list().page()).data).toEqual([]);
    expect((await client.events.list().page()).data).toEqual([]);
    expect(await client.settings.get()).toMatchObject({ invoiceFeeBorneBy: 'merchant', scheduled: [] });
    expect((await client.orders.register(orderOf(magicBuyers.approve))).sequence).toBe(1);
  });

  it('has three shops whose orders do not meet, each with its own keys', async () => {
    const [first, second] = server.shops.map((shop) => createClient(shop));
    await first?.orders.register(orderOf(magicBuyers.approve));
    expect(server.shops.map(({ profile }) => profile)).toEqual(['general', 'buyerBearsFee', 'withoutApi']);
    expect((await second?.orders.list().page())?.data).toEqual([]);
  });

  it('tells the shop by signed webhooks, which MSW can take', async () => {
    const client = createClient(server.clientOptions);
    const heard: string[] = [];
    const receiver = 'https://shop.test/webhooks';
    const { secret } = await client.webhookEndpoints.create({ url: receiver });
    network.use(
      http.post(receiver, async ({ request }) => {
        const event = await verifyWebhook(await request.text(), request.headers, [secret]);
        heard.push(event.type);
        return new Response(null, { status: 204 });
      }),
    );
    await client.orders.register(orderOf(magicBuyers.approve));
    await client.orders.register({ ...orderOf(magicBuyers.reject), shopOrderId: 'A-1002' });
    await server.webhooksSent();
    expect(heard.toSorted()).toEqual(['order.approved', 'order.rejected']);
  });

  it('refuses to move the clock back, and to begin at what is no moment', async () => {
    await expect(server.clock.advance({ to: '2026-09-01T00:00:00+09:00' })).rejects.toThrow('clock_only_forward');
    await expect(embeddedServer({ now: 'tomorrow' })).rejects.toThrow('not a moment in time: tomorrow');
  });
});

describe('the light handlers and the true server', () => {
  /** Calls that nothing in the life gives occasion for: a payout of more than 10,000,000 yen, work that fails. */
  const uncalled = ['approvePayout', 'retryParkedWork'];

  const calls: [string, AnyOperation][] = Object.entries(operations);
  const shapes = calls.map(([name, operation]) => {
    const path = operation.path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+');
    return { name, operation, matches: new RegExp(`^${path}$`) };
  });
  const operationOf = ({ method, url }: Request) =>
    shapes.find(({ operation, matches }) => operation.method === method && matches.test(new URL(url).pathname));

  it('answer the same fields with the same kinds of values, to every call of a life', async () => {
    const receiver = 'https://shop.test/webhooks';
    const network = setupServer(
      http.post(receiver, () => new Response(null, { status: 204 })),
      ...contractHandlers({ baseUrl: 'https://light.test' }),
    );
    network.listen({ onUnhandledFrame: 'error' });
    const differences = new Set<string>();
    const called = new Set<string>();
    const compared = async (request: Request) => {
      const found = operationOf(request);
      const lightRequest = new Request(request.url.replace('https://atobarai.test', 'https://light.test'), request.clone());
      const real = await server.fetch(request);
      if (found === undefined || !real.ok) return real;
      called.add(found.name);
      const light = await fetch(lightRequest);
      if (real.status !== light.status && real.status !== 202) differences.add(`${found.name}: ${light.status} and ${real.status}`);
      const [reply] = Object.values(found.operation.replies);
      if (reply && 'schema' in reply) {
        const pair = { light: (await light.json()) as unknown, real: (await real.clone().json()) as unknown };
        for (const difference of shapeDifferences(reply.schema, pair)) differences.add(`${found.name}${difference}`);
      } else {
        const [lightHeading, realHeading] = [(await light.text()).split('\r\n')[0], (await real.clone().text()).split('\r\n')[0]];
        if (lightHeading !== realHeading) differences.add(`${found.name}: ${lightHeading} and ${realHeading}`);
      }
      return real;
    };
    await live(server, { fetch: compared, receiver });
    await server.webhooksSent();
    network.close();
    expect([...differences]).toEqual([]);
    expect(calls.map(([name]) => name).filter((name) => !called.has(name))).toEqual(uncalled);
  });
});
