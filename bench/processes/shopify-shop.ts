import { createFakeShop, type FakeShop, listenOnLoopback, type Loopback } from '@atobarai/adapter-shopify/testing';
import { answerParent } from '../child.ts';
import { createPacedClock, type Pace, type PacedClock } from '../shopify-clock.ts';

// Shopify's host: the Admin API behind a socket, and the deliveries for the parent to send.
let clock: PacedClock | undefined;
let shop: FakeShop | undefined;
let loopback: Loopback | undefined;

/** Changes of an order that concern nobody: Shopify tells them all the same. */
const idleChanges = 5;

export type ShopOpened = { readonly origin: string; readonly domain: string; readonly clientId: string; readonly clientSecret: string };
export type SignedDelivery = {
  readonly eventId: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
};
export type ShopState = {
  readonly orders: number;
  readonly converged: number;
  readonly costs: FakeShop['costs'];
  readonly heapBytes: number;
};

function opened(): FakeShop {
  if (shop === undefined) throw new Error('the shop is not open yet');
  return shop;
}

async function open(pace: Pace): Promise<ShopOpened> {
  clock = createPacedClock(pace);
  // A shop on the Standard plan: 100 points a second.
  shop = createFakeShop({ clock, settings: { routingMs: 4_000 } });
  loopback = await listenOnLoopback(shop.face);
  return { origin: loopback.origin, domain: shop.domain, ...shop.app };
}

/** Every buyer is another one, or the cap on what one may owe would stop them. */
function place(count: number): void {
  const present = opened();
  const first = present.orders().length;
  for (let turn = 0; turn < count; turn += 1) {
    const number = first + turn;
    const phone = `+8190${String(10_000_000 + number)}`;
    const gid = present.placeOrder({
      email: 'approve@example.jp',
      address: { lastName: '山田', firstName: `花子${number}`, phone, address1: `神宮前${number}-1` },
    });
    for (let change = 0; change < idleChanges; change += 1) present.staff.changeAddress(gid, {});
  }
}

async function take(): Promise<SignedDelivery[]> {
  const { webhooks, settle } = opened();
  settle();
  const signed = webhooks.lose().map(async (delivery) => {
    const request = webhooks.requestOf(delivery);
    return { eventId: delivery.eventId, headers: [...request.headers], body: await request.text() };
  });
  return await Promise.all(signed);
}

/** Told and released: what the shop's staff see of an order that may ship. */
function state(): ShopState {
  const orders = opened().orders();
  const converged = orders.filter(
    ({ tags, metafields, fulfillmentOrders }) =>
      tags.has('atobarai:ok') &&
      metafields.size > 0 &&
      fulfillmentOrders.length > 0 &&
      fulfillmentOrders.every(({ holds }) => holds.length === 0),
  );
  return { orders: orders.length, converged: converged.length, costs: opened().costs, heapBytes: process.memoryUsage().heapUsed };
}

answerParent(
  { open, place: (count: number) => place(count), take, state, setPace: (pace: Pace) => clock?.setPace(pace) },
  async () => await loopback?.close(),
);
