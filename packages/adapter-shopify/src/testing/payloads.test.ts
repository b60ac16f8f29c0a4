import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFakeShop, createHandClock } from './index.ts';

/** Paths of all keys; what stands in lists counts once. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((item) => keysOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => [`${path}.${name}`, ...keysOf(part, `${path}.${name}`)]);
}

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'));
}

function emitted(): Map<string, unknown> {
  const shop = createFakeShop({ clock: createHandClock() });
  const gid = shop.placeOrder();
  shop.staff.route(gid);
  const parcel = shop.staff.fulfil(gid);
  shop.staff.deliver(gid, parcel);
  shop.staff.cancel(shop.placeOrder());
  return new Map(shop.webhooks.pending().map(({ topic, body }) => [topic, JSON.parse(body)]));
}

describe('the bodies of the fake shop’s webhooks', () => {
  const bodies = emitted();

  it.each([
    ['orders/create', 'jp.orders_create.atobarai'],
    ['orders/cancelled', 'jp.orders_cancelled'],
    ['fulfillments/create', 'jp.fulfillments_create.yamato'],
    ['fulfillment_events/create', 'jp.fulfillment_events_create.delivered'],
    ['fulfillment_orders/order_routing_complete', 'jp.fulfillment_orders_order_routing_complete'],
  ])('%s has the keys of the recorded body, and no others', (topic, fixture) => {
    const [made, recordedKeys] = [new Set(keysOf(bodies.get(topic))), new Set(keysOf(recorded(fixture)))];
    const missing = [...recordedKeys].filter((key) => !made.has(key));
    const strange = [...made].filter((key) => !recordedKeys.has(key));
    expect({ missing, strange }).toEqual({ missing: [], strange: [] });
  });
});
