import type { Clock } from '../../reconcile/ports.ts';
import type { FakeOrder } from './model.ts';

/** How the fake shop is set up; every value may be changed while it runs. */
export type FakeShopSettings = {
  /** What Shopify granted the app. */
  scopes: string[];
  currency: string;
  /** Protected customer data is granted: names, addresses, phones and mails can be read. */
  protectedData: boolean;
  /** Milliseconds from the order to its fulfilment orders; null leaves routing to `route()`. */
  routingMs: number | null;
  /** Milliseconds from a change to the search index seeing it. */
  indexLagMs: number;
  /** Milliseconds from `orderCancel` to the end of its job. */
  cancelJobMs: number;
};

/** One event for the outside, before it is signed. */
export type Emit = (topic: string, payload: unknown) => void;

/** What all parts of the fake shop share. */
export type World = {
  readonly domain: string;
  readonly clock: Clock;
  readonly settings: FakeShopSettings;
  readonly orders: Map<string, FakeOrder>;
  readonly jobs: Map<string, { done: boolean }>;
  /** `Order` → a gid with an id of 18 digits, which a JavaScript number cannot hold. */
  readonly gid: (type: string) => string;
  readonly emit: Emit;
  readonly later: (afterMs: number, work: () => void) => void;
  /** Does what is due by now: routing and cancel jobs. */
  readonly settle: () => void;
};

type Due = { readonly at: number; readonly work: () => void };

/** Docs show ids such as 820982911946154508 (shopify.md 1.4): every id here is one of those. */
const firstId = 820_982_911_946_154_508n;

export function createWorld(given: Pick<World, 'domain' | 'clock' | 'settings' | 'emit'>): World {
  let lastId = firstId;
  const due: Due[] = [];
  return {
    ...given,
    orders: new Map(),
    jobs: new Map(),
    gid(type) {
      lastId += 1n;
      return `gid://shopify/${type}/${lastId}`;
    },
    later(afterMs, work) {
      due.push({ at: given.clock.now() + afterMs, work });
      due.sort((left, right) => left.at - right.at);
    },
    settle() {
      for (let next = due[0]; next !== undefined && next.at <= given.clock.now(); next = due[0]) {
        due.shift();
        next.work();
      }
    },
  };
}

export function instant(world: World): string {
  return new Date(world.clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The order changed: Shopify says so by `orders/updated`, our own writes included (shopify.md 1.4). */
export function touch(world: World, order: FakeOrder): void {
  const now = world.clock.now();
  order.updatedAt = instant(world);
  const seenByIndex = order.changedAt.filter((at) => at <= now - world.settings.indexLagMs);
  const unseen = order.changedAt.filter((at) => at > now - world.settings.indexLagMs);
  order.changedAt = [...seenByIndex.slice(-1), ...unseen, now];
}
