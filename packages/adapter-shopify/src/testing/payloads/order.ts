import { currentTax, currentTotal, financialStatus, lineTotal, originalTotal, outstanding } from '../shop/amounts.ts';
import { type FakeOrder, idOf } from '../shop/model.ts';
import type { World } from '../shop/world.ts';
import { addressPayload } from './address.ts';
import { fulfillmentPayload } from './fulfillment.ts';
import { linePayload } from './line.ts';
import { set, text } from './money.ts';

/** `total_price` and `total_price_set` and all their kind. */
function amounts(order: FakeOrder): Record<string, unknown> {
  const goods = order.lines.reduce((sum, line) => sum + lineTotal(line, line.quantity), 0);
  const current = currentTotal(order);
  const sums: Record<string, number> = {
    current_subtotal_price: Math.max(0, current - order.shipping.price),
    current_total_discounts: 0,
    current_total_price: current,
    current_total_tax: currentTax(order),
    subtotal_price: goods,
    total_discounts: order.lines.reduce((sum, { discount }) => sum + discount, 0),
    total_line_items_price: goods,
    total_price: originalTotal(order),
    total_tax: currentTax(order),
  };
  const pairs = Object.entries(sums).flatMap(([name, amount]) => [
    [name, text(amount)],
    [`${name}_set`, set(amount, order.currency)],
  ]);
  return Object.fromEntries(pairs) as Record<string, unknown>;
}

/** What Shopify always sends and this shop never uses. */
const unused = {
  app_id: null,
  browser_ip: '192.0.2.10',
  buyer_accepts_marketing: false,
  cart_token: null,
  checkout_id: 901_414_060,
  checkout_token: 'chk',
  client_details: {
    accept_language: 'ja-JP',
    browser_height: null,
    browser_ip: '192.0.2.10',
    browser_width: null,
    session_hash: null,
    user_agent: 'Mozilla/5.0',
  },
  confirmation_number: null,
  confirmed: true,
  current_total_additional_fees_set: null,
  current_total_duties_set: null,
  customer_locale: 'ja-JP',
  device_id: null,
  discount_codes: [],
  duties_included: false,
  estimated_taxes: false,
  landing_site: '/',
  landing_site_ref: null,
  location_id: null,
  merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
  merchant_of_record_app_id: null,
  note: null,
  note_attributes: [],
  original_total_additional_fees_set: null,
  original_total_duties_set: null,
  po_number: null,
  reference: null,
  referring_site: null,
  source_identifier: null,
  source_name: 'web',
  source_url: null,
  tax_exempt: false,
  token: 'abc',
  total_tip_received: '0',
  total_weight: 0,
  user_id: null,
  discount_applications: [],
  payment_terms: null,
} as const;

function customer(order: FakeOrder): Record<string, unknown> {
  const id = idOf(order.gid) + 1_000_000n;
  return {
    id,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    first_name: order.billingAddress?.firstName ?? null,
    last_name: order.billingAddress?.lastName ?? null,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: order.email,
    phone: order.phone,
    currency: order.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    default_address: { ...addressPayload(order.billingAddress), id: id + 1n, customer_id: id, country_name: 'Japan', default: true },
  };
}

function shippingLine({ shipping, currency }: FakeOrder): Record<string, unknown> {
  return {
    id: idOf(shipping.gid),
    carrier_identifier: null,
    code: shipping.title,
    discounted_price: text(shipping.price),
    discounted_price_set: set(shipping.price, currency),
    is_removed: false,
    phone: null,
    price: text(shipping.price),
    price_set: set(shipping.price, currency),
    requested_fulfillment_service_id: null,
    source: 'shopify',
    title: shipping.title,
    tax_lines: [],
    discount_allocations: [],
  };
}

/** What is told of people; nothing where protected data is not granted (shopify.md 1.2). */
function people(world: World, order: FakeOrder): Record<string, unknown> {
  if (!world.settings.protectedData)
    return { contact_email: null, email: null, phone: null, billing_address: null, shipping_address: null, customer: null };
  return {
    contact_email: order.email,
    email: order.email,
    phone: order.phone,
    billing_address: addressPayload(order.billingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    customer: customer(order),
  };
}

/** The body of orders/create, orders/updated and orders/cancelled. */
export function orderPayload(world: World, order: FakeOrder): Record<string, unknown> {
  const tax = {
    price: text(currentTax(order)),
    rate: 0.1,
    title: 'CT',
    price_set: set(currentTax(order), order.currency),
    channel_liable: false,
  };
  return {
    ...unused,
    ...amounts(order),
    ...people(world, order),
    id: idOf(order.gid),
    admin_graphql_api_id: order.gid,
    cancel_reason: order.cancelReason,
    cancelled_at: order.cancelledAt,
    closed_at: null,
    created_at: order.createdAt,
    currency: order.currency,
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: order.fulfillments.some(({ status }) => status === 'SUCCESS') ? 'fulfilled' : null,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${world.domain}/1/orders/abc/authenticate?key=xyz`,
    payment_gateway_names: order.gatewayNames,
    presentment_currency: order.presentmentCurrency,
    processed_at: order.createdAt,
    tags: [...order.tags].sort().join(', '),
    tax_lines: [tax],
    taxes_included: true,
    test: order.test,
    total_cash_rounding_payment_adjustment_set: set(0, order.currency),
    total_cash_rounding_refund_adjustment_set: set(0, order.currency),
    total_outstanding: text(outstanding(order)),
    total_shipping_price_set: set(order.shipping.price, order.currency),
    updated_at: order.updatedAt,
    fulfillments: order.fulfillments.map((one) => fulfillmentPayload(world, order, one)),
    line_items: order.lines.map((line) => linePayload(line, order.currency)),
    refunds: [],
    shipping_lines: [shippingLine(order)],
  };
}
