import { type FakeFulfillment, type FakeOrder, type FakeRefund, idOf } from '../shop/model.ts';
import type { World } from '../shop/world.ts';
import { addressPayload } from './address.ts';
import { linePayload } from './line.ts';
import { set } from './money.ts';

/** The body of fulfillments/create and fulfillments/update. */
export function fulfillmentPayload(world: World, order: FakeOrder, one: FakeFulfillment): Record<string, unknown> {
  const numbers = one.tracking.flatMap(({ number }) => number ?? []);
  const urls = one.tracking.flatMap(({ url }) => url ?? []);
  const lines = order.lines.filter(({ gid }) => one.parts.some(({ lineGid }) => lineGid === gid));
  return {
    id: idOf(one.gid),
    order_id: idOf(order.gid),
    status: one.status.toLowerCase(),
    created_at: one.createdAt,
    service: 'manual',
    updated_at: one.updatedAt,
    tracking_company: one.tracking[0]?.company ?? null,
    shipment_status: one.displayStatus === 'DELIVERED' ? 'delivered' : null,
    location_id: 655_441_491,
    origin_address: null,
    line_items: lines.map((line) => linePayload(line, order.currency)),
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    receipt: {},
    name: one.name,
    admin_graphql_api_id: one.gid,
    email: world.settings.protectedData ? order.email : null,
    destination: world.settings.protectedData ? addressPayload(order.shippingAddress) : null,
  };
}

/** The body of fulfillment_events/create when a parcel was delivered. */
export function deliveredPayload(world: World, order: FakeOrder, one: FakeFulfillment): Record<string, unknown> {
  const gid = world.gid('FulfillmentEvent');
  return {
    id: idOf(gid),
    fulfillment_id: idOf(one.gid),
    status: 'delivered',
    message: null,
    happened_at: one.deliveredAt,
    city: null,
    province: null,
    country: null,
    zip: null,
    address1: null,
    latitude: null,
    longitude: null,
    shop_id: 548_380_009,
    created_at: one.deliveredAt,
    updated_at: one.deliveredAt,
    estimated_delivery_at: null,
    order_id: idOf(order.gid),
    admin_graphql_api_id: gid,
  };
}

/** The body of refunds/create: the parts that say whose refund it is. */
export function refundPayload(order: FakeOrder, refund: FakeRefund): Record<string, unknown> {
  return {
    id: idOf(refund.gid),
    order_id: idOf(order.gid),
    created_at: refund.createdAt,
    note: null,
    user_id: null,
    processed_at: refund.createdAt,
    duties: [],
    total_duties_set: set(0, order.currency),
    return: null,
    restock: true,
    additional_fees: [],
    total_additional_fees_set: set(0, order.currency),
    refund_shipping_lines: [],
    admin_graphql_api_id: refund.gid,
    order_adjustments: [],
    refund_line_items: [],
    transactions: [],
  };
}
