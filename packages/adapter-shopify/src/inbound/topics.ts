import { orderGidOf } from '../translate/index.ts';

/** What a delivery asks for: a look at an order, at the order of a fulfilment order, or a step of the app's own life. */
export type Errand =
  | { readonly kind: 'look'; readonly gid: string }
  | { readonly kind: 'uninstalled' | 'scopes_changed' }
  | { readonly kind: 'privacy' };

type Body = Readonly<Record<string, unknown>>;

const order = (value: unknown): Errand | null => {
  const gid = orderGidOf(value as string | number);
  return gid === undefined ? null : { kind: 'look', gid };
};
const ofOrder = (body: Body): Errand | null => order(body['admin_graphql_api_id'] ?? body['id']);
const byOrderId = (body: Body): Errand | null => order(body['order_id']);

/** `order_routing_complete` and `fulfillment_holds/released` name the fulfilment order alone. */
const byFulfillmentOrder = (body: Body): Errand | null => {
  const named = body['fulfillment_order'];
  const id = typeof named === 'object' && named !== null ? String(Reflect.get(named, 'id') ?? '') : '';
  const digits = /^(?:gid:\/\/shopify\/FulfillmentOrder\/)?(\d{1,20})$/.exec(id)?.[1];
  return digits === undefined ? null : { kind: 'look', gid: `gid://shopify/FulfillmentOrder/${digits}` };
};

const readers: Readonly<Record<string, (body: Body) => Errand | null>> = {
  'orders/create': ofOrder,
  'orders/updated': ofOrder,
  'orders/edited': (body) => {
    const edit = body['order_edit'];
    return typeof edit === 'object' && edit !== null ? order(Reflect.get(edit, 'order_id')) : ofOrder(body);
  },
  'orders/cancelled': ofOrder,
  'orders/delete': ofOrder,
  'fulfillment_orders/order_routing_complete': byFulfillmentOrder,
  'fulfillment_holds/released': byFulfillmentOrder,
  'fulfillments/create': byOrderId,
  'fulfillments/update': byOrderId,
  'fulfillment_events/create': byOrderId,
  'refunds/create': byOrderId,
  'app/uninstalled': () => ({ kind: 'uninstalled' }),
  'app/scopes_update': () => ({ kind: 'scopes_changed' }),
  'customers/data_request': () => ({ kind: 'privacy' }),
  'customers/redact': () => ({ kind: 'privacy' }),
  'shop/redact': () => ({ kind: 'privacy' }),
};

/** Every topic that is understood, as the header names it. */
export const knownTopics: readonly string[] = Object.keys(readers);

/** What a delivery asks for; null when its body names nothing, undefined for a topic nobody here knows. */
export function errandOf(topic: string, body: Body): Errand | null | undefined {
  return Object.hasOwn(readers, topic) ? (readers[topic]?.(body) ?? null) : undefined;
}

/** How the order of an `orders/*` body is paid; empty where the body does not say (yet). */
export function gatewaysInBody(body: Body): readonly string[] {
  const names = body['payment_gateway_names'];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/**
 * The shop that a signed body itself names. The headers are not signed, so what cannot be undone by
 * looking again (forgetting a shop) goes by this alone.
 */
export function shopInBody(body: Body): string | null {
  const named = body['myshopify_domain'] ?? body['shop_domain'];
  return typeof named === 'string' ? named.toLowerCase() : null;
}
