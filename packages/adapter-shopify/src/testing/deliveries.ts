import type { Clock } from '../reconcile/ports.ts';
import type { FakeSubscription } from './resolve/subscription-calls.ts';
import { shopifyJson } from './shopify-json.ts';
import { signedWebhook } from './sign.ts';

/** One webhook on its way. */
export type Delivery = {
  readonly topic: string;
  /** The same on every try. */
  readonly webhookId: string;
  /** The same over all subscriptions that hear of the event. */
  readonly eventId: string;
  readonly triggeredAt: string;
  /** Made when it happened: a later try carries what was so then. */
  readonly body: string;
  /** The subscription of the API it is for; null for one of the app's TOML. */
  readonly subscriptionId: string | null;
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
};

/** Takes a delivery; anything but 2xx, and anything thrown, is a failure. */
export type TakeDelivery = (request: Request) => Promise<Response>;

export type DeliveriesParts = {
  readonly domain: string;
  readonly clock: Clock;
  readonly subscriptions: FakeSubscription[];
  /** What signs now; may be changed to play a rotation of the secret. */
  readonly secret: () => string;
  /** The app's TOML subscribes to every topic the adapter knows. */
  readonly byToml: boolean;
};

/** Eight tries over four hours, then none (shopify.md 1.4); how they are spread is not documented. */
const tryAfterMs = [10_000, 60_000, 5 * 60_000, 15 * 60_000, 30 * 60_000, 60 * 60_000, 60 * 60_000, 70 * 60_000];
const failuresBeforeRemoval = 8;

/** What is made of one event: one delivery by the TOML, one for each subscription that hears of it. */
function deliveriesOf(
  parts: DeliveriesParts,
  event: { readonly number: number; readonly topic: string; readonly payload: unknown },
): Delivery[] {
  const { number, topic } = event;
  const enumName = topic.toUpperCase().replaceAll('/', '_');
  const ids = parts.subscriptions.filter(({ topic: heard }) => heard === enumName).map(({ id }): string | null => id);
  const now = parts.clock.now();
  const shared = {
    topic,
    eventId: `event-${number}`,
    triggeredAt: new Date(now).toISOString(),
    body: shopifyJson(event.payload),
    tries: 0,
    dueAt: now,
  };
  return [...(parts.byToml ? [null] : []), ...ids].map((subscriptionId, place) => ({
    ...shared,
    webhookId: `webhook-${number}-${place}`,
    subscriptionId,
  }));
}

/** A subscription made by the API is removed after eight failures in a row; one of the TOML never is. */
function countFailure({ subscriptions }: DeliveriesParts, { subscriptionId }: Delivery, taken: boolean): void {
  const place = subscriptions.findIndex(({ id }) => id === subscriptionId);
  const subscription = subscriptions[place];
  if (subscription === undefined) return;
  subscription.failures = taken ? 0 : subscription.failures + 1;
  if (subscription.failures >= failuresBeforeRemoval) subscriptions.splice(place, 1);
}

export function createDeliveries(parts: DeliveriesParts) {
  let pending: Delivery[] = [];
  let events = 0;

  function requestOf(delivery: Delivery): Request {
    const uri = parts.subscriptions.find(({ id }) => id === delivery.subscriptionId)?.uri;
    return signedWebhook({ ...delivery, shop: parts.domain, secret: parts.secret() }, uri);
  }

  async function send(delivery: Delivery, take: TakeDelivery): Promise<void> {
    const taken = await take(requestOf(delivery)).then(
      ({ ok }) => ok,
      () => false,
    );
    countFailure(parts, delivery, taken);
    const wait = tryAfterMs[delivery.tries];
    if (!taken && wait !== undefined) pending.push({ ...delivery, tries: delivery.tries + 1, dueAt: parts.clock.now() + wait });
  }

  /** Takes what is due out of what waits. */
  function takeDue(order: (due: readonly Delivery[]) => readonly Delivery[]): readonly Delivery[] {
    const now = parts.clock.now();
    const due = pending.filter(({ dueAt }) => dueAt <= now);
    pending = pending.filter(({ dueAt }) => dueAt > now);
    return order(due);
  }

  return {
    emit(topic: string, payload: unknown): void {
      events += 1;
      pending.push(...deliveriesOf(parts, { number: events, topic, payload }));
    },
    requestOf,
    pending: (): readonly Delivery[] => pending,
    /** Sends what is due and what follows from it; `order` may shuffle, repeat or leave out. Returns how many were sent. */
    async deliver(take: TakeDelivery, order: (due: readonly Delivery[]) => readonly Delivery[] = (due) => due): Promise<number> {
      let sent = 0;
      for (let due = takeDue(order); due.length > 0; due = takeDue(order)) {
        for (const delivery of due) await send(delivery, take);
        sent += due.length;
      }
      return sent;
    },
    /** Loses what waits, or the part of it that fits: as if Shopify had given up. Returns what is lost. */
    lose(fits: (delivery: Delivery) => boolean = () => true): readonly Delivery[] {
      const lost = pending.filter(fits);
      pending = pending.filter((delivery) => !fits(delivery));
      return lost;
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;
