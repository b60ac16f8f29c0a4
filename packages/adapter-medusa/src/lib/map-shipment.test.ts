import { RegisterShipment } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { options, orderOf, tea } from '../../fixtures/order';
import { mapShipment, requestOf as tellingOf } from './map-shipment';
import type { FulfillmentRecord, ItemRecord, OrderRecord } from './order-record';
import { pickLabel } from './parcel';
import type { ToldParcel } from './told-parcels';

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

type Known = { readonly told?: readonly ToldParcel[]; readonly registered?: readonly string[] | null };

function requestOf(order: OrderRecord, given: FulfillmentRecord = fulfillment, { told = [], registered }: Known = {}) {
  const mapped = mapShipment({ order, fulfillment: given, options, registered });
  if (!mapped.ok) throw new Error(mapped.problems.map(({ messageEn }) => messageEn).join());
  return mapped.toTell && tellingOf(mapped.toTell, told);
}

const told = (itemIndex: number, quantity: number, status: ToldParcel['status'] = 'slip_registered'): ToldParcel => ({
  status,
  slipNo: '400000000000',
  items: [{ itemIndex, quantity }],
});

const cup: ItemRecord = { ...pot, id: 'ordli_03CUP', product_title: '湯のみ' };
const first = parcel('ful_1', [{ line_item_id: tea.id, quantity: 2 }], '2026-11-21T01:00:00Z');
const second = parcel('ful_2', [{ line_item_id: pot.id, quantity: 1 }], '2026-11-22T01:00:00Z');
const inTwo = { order: { ...both, fulfillments: [second, first] }, first, second };

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
    const { order, first, second } = inTwo;
    expect(requestOf(order, first)?.items).toEqual([{ itemIndex: 0, quantity: 2 }]);
    expect(requestOf(order, second, { told: [told(0, 2)] })?.items).toBeUndefined();
    expect(requestOf(order, second, { told: [told(0, 2, 'superseded'), told(0, 2, 'in_transit')] })?.items).toBeUndefined();
  });

  it.each([
    ['knows nothing of them', []],
    ['knows only a part of them', [told(0, 1)]],
    ['has taken their slip back', [told(0, 2, 'voided')]],
    ['has other goods under a slip', [told(1, 1)]],
  ])('that is the last of several leaves the goods of the earlier ones alone while the service %s', (_, known) => {
    expect(requestOf(inTwo.order, inTwo.second, { told: known })?.items).toEqual([{ itemIndex: 1, quantity: 1 }]);
  });

  it('counts by the lines that were registered, also when an edit has taken one of them out since', () => {
    const without = orderOf({ items: [{ ...tea, quantity: 0 }, pot, cup] });
    const registered = [tea.id, pot.id, cup.id];
    const second = parcel('ful_2', [{ line_item_id: pot.id, quantity: 1 }]);
    expect(requestOf(without, second, { registered })?.items).toEqual([{ itemIndex: 1, quantity: 1 }]);
  });

  it('leaves out what an edit has put in since: the service was never told of it', () => {
    const registered = [tea.id, pot.id];
    const more = orderOf({ items: [tea, pot, cup] });
    expect(requestOf(more, parcel('ful_2', [{ line_item_id: cup.id, quantity: 1 }]), { registered })).toBeNull();
    const mixed = [pot, cup].map(({ id }) => ({ line_item_id: id, quantity: 1 }));
    expect(requestOf(more, parcel('ful_2', mixed), { registered })?.items).toEqual([{ itemIndex: 1, quantity: 1 }]);
  });

  it.each([
    ['were not kept, as by earlier versions', null],
    ['are those of a checkout that failed and was tried again', ['ordli_of_an_order_that_is_no_more']],
  ])('counts by the lines of the order when the registered ones %s', (_, registered) => {
    expect(requestOf(both, parcel('ful_1', [{ line_item_id: pot.id, quantity: 1 }]), { registered })?.items).toEqual([
      { itemIndex: 1, quantity: 1 },
    ]);
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
