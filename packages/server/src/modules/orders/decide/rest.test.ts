import { describe, expect, it } from 'vitest';
import type { OrderContent, OrderParcel, TakenOff } from '../model.ts';
import { takeOff } from './rest.ts';

const goods = { kind: 'goods', name: '鍋', quantity: 3, unitPrice: 1_000, taxRate: 10, taxIncluded: true } as const;
const content: OrderContent = {
  program: 'seino_like',
  netAmount: 5_455,
  payerHash: '',
  items: [goods, goods],
  taxSummary: [],
  buyerFee: 0,
  invoice: { delivery: 'separate', dueDays: 14 },
  shipToCount: 0,
};
const order = { merchant_id: 'mer_1', id: 'ord_1', content, returned_amount: 0 };
const of = (itemIndex: number, quantity: number) => ({ itemIndex, quantity });
const parcel = (...items: OrderParcel['items']): OrderParcel => ({ id: 'shp_1', amount: 1_000, items, status: 'delivered' });
const why = { reason: 'buyer_cancel', by: 'merchant' } as const;
const taken = (amount: number, ...items: TakenOff['items']): TakenOff => ({ amount, unnamed: items.length === 0 ? amount : 0, items });

describe('what is taken off an order before it left', () => {
  it('SF-33: is remembered by its lines, counts as returned, and is told with its reason', () => {
    expect(takeOff(order, [parcel(of(0, 1))], { rest: taken(2_000, of(0, 2)), why })).toEqual({
      merchantId: 'mer_1',
      orderId: 'ord_1',
      set: { content: { ...content, takenOff: taken(2_000, of(0, 2)) }, returnedAmount: 2_000 },
      events: [{ type: 'order.reduced', data: { amount: 2_000, items: [of(0, 2)], reason: 'buyer_cancel', by: 'merchant' } }],
    });
  });

  it('SF-33: adds to what was taken off and to what came back before', () => {
    const before = { ...order, content: { ...content, takenOff: taken(1_000, of(0, 1)) }, returned_amount: 1_500 };
    expect(takeOff(before, [], { rest: taken(2_000, of(0, 1), of(1, 1)), why })).toMatchObject({
      set: { content: { takenOff: taken(3_000, of(0, 2), of(1, 1)) }, returnedAmount: 3_500 },
      events: [{ data: { amount: 2_000, items: [of(0, 1), of(1, 1)] } }],
    });
  });

  it('SF-33: names no lines where an amount was named', () => {
    expect(takeOff(order, [], { rest: taken(500), why: { reason: null, by: 'operator' } })).toEqual({
      merchantId: 'mer_1',
      orderId: 'ord_1',
      set: { content: { ...content, takenOff: taken(500) }, returnedAmount: 500 },
      events: [{ type: 'order.reduced', data: { amount: 500, items: [], reason: null, by: 'operator' } }],
    });
  });

  it('0033: no time runs out any more once nothing is left to leave, and goes on while one piece is', () => {
    const off = (...items: TakenOff['items']) =>
      takeOff(order, [parcel(of(0, 3))], { rest: taken(3_000, ...items), why: { reason: null, by: 'time_out' } }).set;
    expect(off(of(1, 3))).toMatchObject({ expiresAt: null, dueAt: null });
    for (const set of [off(of(1, 2)), off()]) {
      expect(set).not.toHaveProperty('expiresAt');
      expect(set).not.toHaveProperty('dueAt');
    }
  });
});
