import {
  type AtobaraiFulfillmentFragment,
  type AtobaraiLineFragment,
  fulfillmentOrderOwnerQuery,
  fulfillmentsQuery,
  orderByIdQuery,
  orderLinesQuery,
  orderSweepQuery,
} from '../graphql/types.gen.ts';
import type { AdminOrder, ShopAdmin } from '../reconcile/ports.ts';
import type { AdminClient } from './admin-client.ts';

type OrderReads = Pick<ShopAdmin, 'order' | 'orderOfFulfillmentOrder' | 'ordersUpdated'>;

/** Shopify refuses a single query that asks for more than 1,000 points; this many are left for fulfilments. */
const fulfillmentPoints = 900;
const mostFulfillments = 50;
const mostLinesOfOne = 50;
/** The fulfilment itself, its count of lines and up to ten slips. */
const pointsOfOne = 13;

/** How many fulfilments, and how many lines of each, one query may ask for. */
export function fulfillmentPage(count: number): { readonly first: number; readonly lines: number } {
  const first = Math.max(1, Math.min(count, mostFulfillments));
  const room = Math.floor((fulfillmentPoints / first - pointsOfOne) / 2);
  return { first, lines: Math.max(1, Math.min(mostLinesOfOne, room)) };
}

async function linesFrom(client: AdminClient, id: string, start: string | null): Promise<AtobaraiLineFragment[]> {
  const lines: AtobaraiLineFragment[] = [];
  for (let after: string | null = start; after !== null;) {
    const page: NonNullable<Awaited<ReturnType<typeof pageOf>>> | null = await pageOf(client, id, after);
    if (page === null) break;
    lines.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  }
  return lines;
}

async function pageOf(client: AdminClient, id: string, after: string) {
  const { order } = await client.request(orderLinesQuery, { id, after });
  return order?.lineItems ?? null;
}

async function fulfillmentsOf(client: AdminClient, id: string, count: number): Promise<readonly AtobaraiFulfillmentFragment[]> {
  if (count === 0) return [];
  const { order } = await client.request(fulfillmentsQuery, { id, ...fulfillmentPage(count) });
  return order?.fulfillments ?? [];
}

async function readOrder(client: AdminClient, id: string): Promise<AdminOrder | null> {
  const { order } = await client.request(orderByIdQuery, { id });
  if (order === null) return null;
  const { nodes, pageInfo } = order.lineItems;
  const rest = pageInfo.hasNextPage ? await linesFrom(client, id, pageInfo.endCursor) : [];
  const whole = rest.length === 0 ? order : { ...order, lineItems: { ...order.lineItems, nodes: [...nodes, ...rest] } };
  return { order: whole, fulfillments: await fulfillmentsOf(client, id, order.fulfillmentsCount?.count ?? mostFulfillments) };
}

export function orderReads(client: AdminClient): OrderReads {
  return {
    order: async (gid) => await readOrder(client, gid),
    orderOfFulfillmentOrder: async (gid) =>
      (await client.request(fulfillmentOrderOwnerQuery, { id: gid })).fulfillmentOrder?.orderId ?? null,
    async ordersUpdated({ since, after }) {
      // By time alone: a filter by status has left out old orders elsewhere, and gateways are matched here.
      const { orders } = await client.request(orderSweepQuery, { query: `updated_at:>='${since}'`, after });
      return {
        orders: orders.nodes.map(({ id, updatedAt, paymentGatewayNames }) => ({ gid: id, updatedAt, gatewayNames: paymentGatewayNames })),
        next: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null,
      };
    },
  };
}
