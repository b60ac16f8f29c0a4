import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errandOf, shopInBody } from '../../src/inbound/topics.ts';
import { claimOf, readJsonLosslessly, shopifyFactsOf } from '../../src/translate/index.ts';
import { adminOrderOf, recorded, usualPolicy } from '../support/recorded-order.ts';

const order = 'gid://shopify/Order/6012345678901';
const look = (gid: string) => ({ kind: 'look', gid });

/** Under which topic each recorded body comes, and what it asks for. */
const expected: Readonly<Record<string, readonly [string, unknown]>> = {
  'jp.customers_data_request': ['customers/data_request', { kind: 'privacy' }],
  'jp.customers_redact': ['customers/redact', { kind: 'privacy' }],
  'jp.shop_redact': ['shop/redact', { kind: 'privacy' }],
  'jp.orders_create.atobarai': ['orders/create', look(order)],
  'jp.orders_cancelled': ['orders/cancelled', look(order)],
  'jp.fulfillments_create.yamato': ['fulfillments/create', look(order)],
  'jp.fulfillment_events_create.delivered': ['fulfillment_events/create', look(order)],
  'jp.fulfillment_orders_order_routing_complete': [
    'fulfillment_orders/order_routing_complete',
    look('gid://shopify/FulfillmentOrder/6612345678901'),
  ],
  'official.order.2026-04': ['orders/updated', look('gid://shopify/Order/450789469')],
  'official.fulfillment.2026-04': ['fulfillments/update', look('gid://shopify/Order/450789469')],
  'official.fulfillment_event.2026-04': ['fulfillment_events/create', look('gid://shopify/Order/450789469')],
  'official.refund.2026-04': ['refunds/create', look('gid://shopify/Order/450789469')],
  // A resource, never a delivery: nothing in it names what is to be looked at in the way a webhook does.
  'official.fulfillment_order.2026-04': ['fulfillment_orders/order_routing_complete', null],
};

describe('every recorded body', () => {
  it('is told of here', () => {
    const files = readdirSync(new URL('../../fixtures', import.meta.url)).map((name) => name.replace(/\.json$/, ''));
    expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  it.each(Object.entries(expected))('%s asks for the right look', (name, [topic, errand]) => {
    expect(errandOf(topic, readJsonLosslessly(recorded(name)) as Record<string, unknown>)).toEqual(errand);
  });

  it.each(Object.keys(expected).filter((name) => expected[name]?.[0] !== 'fulfillment_orders/order_routing_complete'))(
    '%s asks for the same look with ids of 18 digits, without losing one',
    (name) => {
      const [topic = '', errand] = expected[name] ?? [];
      const long = recorded(name).replaceAll('6012345678901', '820982911946154508').replaceAll('450789469', '820982911946154508');
      const found = errandOf(topic, readJsonLosslessly(long) as Record<string, unknown>);
      expect(found).toEqual((errand as { kind: string }).kind === 'privacy' ? errand : look('gid://shopify/Order/820982911946154508'));
    },
  );

  it('names the shop it concerns where only the body is signed', () => {
    for (const name of ['jp.customers_data_request', 'jp.customers_redact', 'jp.shop_redact'])
      expect(shopInBody(readJsonLosslessly(recorded(name)) as Record<string, unknown>)).toBe('shop1.myshopify.com');
  });

  it.each(Object.keys(expected).filter((name) => /orders_c|official\.order/.test(name)))(
    '%s of an order is translated without a throw',
    (name) => {
      const admin = adminOrderOf(recorded(name));
      expect(shopifyFactsOf(admin, usualPolicy)).toMatchObject({ gid: admin.order.id, claim: claimOf(admin.order, usualPolicy) });
    },
  );
});
