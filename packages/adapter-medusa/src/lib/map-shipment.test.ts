import { RegisterShipment } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { options, orderOf, tea } from '../../fixtures/order';
import { mapShipment, pickLabel } from './map-shipment';
import type { FulfillmentRecord, ItemRecord, OrderRecord } from './order-record';

const fulfillment: FulfillmentRecord = {
  id: 'ful_1',
  created_at: '2026-11-21T00:00:00.000Z',
  shipped_at: '2026-11-21T01:00:00.000Z',
  labels: [{ id: 'fulla_1', tracking_number: '1234-5678-9013', tracking_url: null }],
  items: [{ line_item_id: tea.id, quantity: 2 }],
  shipping_option: { id: 'so_1', data: { carrier_code: 'yamato' }, type: { code: 'standard' } },
};

const pot: ItemRecord = { ...tea, id: 'ordli_02POT', product_title: '急須', quantity: 1, unit_price: 3300 };
const both = orderOf({ items: [tea, pot] });
const parcel = (id: string, items: FulfillmentRecord['items'], shippedAt = fulfillment.shipped_at): FulfillmentRecord => ({
  ...fulfillment,
  id,
  items,
  ...(shippedAt === undefined ? {} : { shipped_at: shippedAt }),
});

function requestOf(order: OrderRecord, given: FulfillmentRecord = fulfillment) {
  const mapped = mapShipment({ order, fulfillment: given, options });
  if (!mapped.ok) throw new Error(mapped.problems.map(({ messageEn }) => messageEn).join());
  return mapped.request;
}

function problemsOf(given: FulfillmentRecord) {
  const mapped = mapShipment({ order: orderOf(), fulfillment: given, options });
  return mapped.ok ? [] : mapped.problems.map(({ code }) => code);
}

describe('a fulfilment', () => {
  it('becomes a slip of its carrier that the contract accepts; the whole order needs no list', () => {
    const request = requestOf(orderOf());
    expect(request).toEqual({ carrier: 'yamato', serviceLevel: 'parcel', slipNo: '1234-5678-9013', shippedAt: '2026-11-21T01:00:00.000Z' });
    expect(RegisterShipment.safeParse(request).success).toBe(true);
  });

  it('of some lines tells which, by their place among the registered ones', () => {
    expect(requestOf(both, parcel('ful_1', [{ line_item_id: pot.id, quantity: 1 }]))?.items).toEqual([{ itemIndex: 1, quantity: 1 }]);
    expect(requestOf(both, parcel('ful_1', [{ line_item_id: tea.id, quantity: { value: '1' } }]))?.items).toEqual([
      { itemIndex: 0, quantity: 1 },
    ]);
  });

  it('that is the last of several takes all that is left, whatever was said of the earlier ones', () => {
    const first = parcel('ful_1', [{ line_item_id: tea.id, quantity: 2 }], '2026-11-21T01:00:00Z');
    const second = parcel('ful_2', [{ line_item_id: pot.id, quantity: 1 }], '2026-11-22T01:00:00Z');
    const order = { ...both, fulfillments: [second, first] };
    expect(requestOf(order, first)?.items).toEqual([{ itemIndex: 0, quantity: 2 }]);
    expect(requestOf(order, second)?.items).toBeUndefined();
  });

  it('keeps to its lines when an earlier parcel came back and the order’s total is lower for it', () => {
    const second = parcel('ful_2', [{ line_item_id: pot.id, quantity: 1 }]);
    expect(requestOf({ ...both, total: 1 }, second)?.items).toEqual([{ itemIndex: 1, quantity: 1 }]);
  });

  it('counts a set once, though Medusa lists each of its parts', () => {
    const parts = [
      { line_item_id: tea.id, quantity: 1 },
      { line_item_id: tea.id, quantity: 4 },
    ];
    expect(requestOf(both, parcel('ful_1', parts))?.items).toEqual([{ itemIndex: 0, quantity: 1 }]);
  });

  it('is not made whole by one that was cancelled', () => {
    const cancelled = {
      ...parcel('ful_1', [{ line_item_id: tea.id, quantity: 2 }], '2026-11-21T01:00:00Z'),
      canceled_at: '2026-11-21T02:00:00Z',
    };
    const second = parcel('ful_2', [{ line_item_id: pot.id, quantity: 1 }], '2026-11-22T01:00:00Z');
    expect(requestOf({ ...both, fulfillments: [cancelled, second] }, second)?.items).toEqual([{ itemIndex: 1, quantity: 1 }]);
  });

  it('of a line that stands as one piece takes it along the first time', () => {
    const rice = { ...tea, quantity: 3, unit_price: '100.5' };
    const order = orderOf({ items: [rice, pot] });
    const first = parcel('ful_1', [{ line_item_id: rice.id, quantity: 1 }], '2026-11-21T01:00:00Z');
    const second = parcel('ful_2', [{ line_item_id: rice.id, quantity: 2 }], '2026-11-22T01:00:00Z');
    const shipped = { ...order, fulfillments: [first, second] };
    expect(requestOf(shipped, first)?.items).toEqual([{ itemIndex: 0, quantity: 1 }]);
    expect(requestOf(shipped, second)).toBeNull();
  });

  it('of nothing that travels is nothing to register', () => {
    const card: ItemRecord = { ...tea, id: 'ordli_03', requires_shipping: false };
    const order = orderOf({ items: [tea, card] });
    expect(requestOf(order, parcel('ful_1', [{ line_item_id: card.id, quantity: 1 }]))).toBeNull();
  });

  it('has one slip, the first label with a number: a second would be a second invoice', () => {
    const labels = [
      { id: 'fulla_3', tracking_number: '3' },
      { id: 'fulla_2', tracking_number: '2' },
      { id: 'fulla_1', tracking_number: ' ' },
    ];
    expect(pickLabel({ labels })?.id).toBe('fulla_2');
    expect(pickLabel({ labels: null })).toBeUndefined();
  });

  it('without a label or without a known carrier says so', () => {
    expect(problemsOf({ ...fulfillment, labels: [] })).toEqual(['label_missing']);
    expect(problemsOf({ ...fulfillment, labels: [{ id: 'x', tracking_number: null }], shipping_option: null })).toEqual([
      'label_missing',
      'carrier_unset',
    ]);
    expect(problemsOf({ ...fulfillment, shipping_option: { data: { carrier_code: 'ups' } } })).toEqual(['carrier_unknown']);
  });
});
