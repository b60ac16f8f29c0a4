import type { FakeOrder } from '../shop/model.ts';
import type { World } from '../shop/world.ts';
import { connection } from './connection.ts';
import { fulfillmentOrderView } from './fulfillment-view.ts';
import { orderView } from './order-view.ts';

const sixtyDaysMs = 60 * 24 * 60 * 60_000;

/** Without `read_all_orders` an app sees the orders of the last 60 days alone (shopify.md 1.3). */
export function mayRead(world: World, order: FakeOrder): boolean {
  return world.settings.scopes.includes('read_all_orders') || world.clock.now() - Date.parse(order.createdAt) <= sixtyDaysMs;
}

export function readableOrder(world: World, gid: string): FakeOrder | null {
  const order = world.orders.get(gid);
  return order !== undefined && mayRead(world, order) ? order : null;
}

/** What the index knows of an order: its latest change that is old enough (shopify.md 1.8). */
function indexedAt(world: World, order: FakeOrder): number | null {
  const seen = order.changedAt.filter((at) => at <= world.clock.now() - world.settings.indexLagMs);
  return seen.at(-1) ?? null;
}

type Search = {
  readonly query?: string | null;
  readonly sortKey?: string;
  readonly reverse?: boolean;
  readonly first?: number;
  readonly after?: string | null;
};

function found(world: World, { query, sortKey, reverse }: Search): FakeOrder[] {
  const since = /updated_at:>='?([^'\s]+)'?/.exec(query ?? '')?.[1];
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const known = [...world.orders.values()]
    .filter((order) => mayRead(world, order))
    .map((order) => ({ order, at: indexedAt(world, order) }))
    .filter((entry): entry is { order: FakeOrder; at: number } => entry.at !== null && Math.floor(entry.at / 1000) * 1000 >= from);
  const moment = (entry: { order: FakeOrder; at: number }) => (sortKey === 'CREATED_AT' ? Date.parse(entry.order.createdAt) : entry.at);
  known.sort((left, right) => moment(left) - moment(right) || left.order.number - right.order.number);
  return (reverse === true ? known.reverse() : known).map(({ order }) => order);
}

export function queriesOf(world: World) {
  return {
    order({ id }: { readonly id: string }) {
      const order = readableOrder(world, id);
      return order === null ? null : orderView(world, order);
    },
    orders: (search: Search) => {
      const page = connection(found(world, search), { first: search.first ?? 50, after: search.after ?? null });
      return {
        ...page,
        nodes: page.nodes.map((order) => orderView(world, order)),
        edges: page.edges.map(({ node, cursor }) => ({ cursor, node: orderView(world, node) })),
      };
    },
    fulfillmentOrder({ id }: { readonly id: string }) {
      for (const order of world.orders.values()) {
        const one = order.fulfillmentOrders.find(({ gid }) => gid === id);
        if (one !== undefined) return fulfillmentOrderView(world, one);
      }
      return null;
    },
    job({ id }: { readonly id: string }) {
      const job = world.jobs.get(id);
      return job === undefined ? null : { id, done: job.done };
    },
    currentAppInstallation: () => ({ accessScopes: world.settings.scopes.map((handle) => ({ handle, description: handle })) }),
    shop: () => ({
      myshopifyDomain: world.domain,
      currencyCode: world.settings.currency,
      ianaTimezone: 'Asia/Tokyo',
      plan: { publicDisplayName: 'Basic', shopifyPlus: false },
    }),
  };
}
