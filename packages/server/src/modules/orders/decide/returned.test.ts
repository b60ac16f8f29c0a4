import { describe, expect, it } from 'vitest';
import type { OrderItem, OrderParcel } from '../model.ts';
import { decideReturn, type ReturnCommand } from './returned.ts';

const line = (kind: OrderItem['kind'], unitPrice: number, more: Partial<OrderItem> = {}): OrderItem => ({
  kind,
  name: kind,
  quantity: 1,
  unitPrice,
  taxRate: 10,
  taxIncluded: true,
  ...more,
});
const content = (...items: OrderItem[]) => ({
  program: 'seino_like',
  netAmount: 0,
  payerHash: '',
  items,
  taxSummary: [],
  buyerFee: 0,
  invoice: { delivery: 'separate', dueDays: 14 } as const,
  shipToCount: 0,
});
/** Lines by their number, one piece of each unless it is said otherwise. */
const of = (...lines: readonly (number | readonly [number, number])[]) =>
  lines.map((each) => (typeof each === 'number' ? { itemIndex: each, quantity: 1 } : { itemIndex: each[0], quantity: each[1] }));
const parcel = (id: string, amount: number, items: OrderParcel['items']): OrderParcel => ({ id, amount, items, status: 'delivered' });

/** 3,000 yen of apples, 2,000 of plums, 500 for the way. */
const fruit = content(line('goods', 1_500, { quantity: 2 }), line('goods', 2_000), line('shipping', 500));
const whole = [parcel('shp_1', 5_500, of([0, 2], 1))];

type Content = Parameters<typeof decideReturn>[0]['content'];

type Case = {
  readonly items?: ReturnCommand['items'];
  readonly amount?: number;
  readonly shipmentId?: string;
  readonly reason?: ReturnCommand['reason'];
  readonly back?: OrderParcel['items'];
  readonly taken?: number;
};
const decided = (parcels: readonly OrderParcel[], { back = [], taken = 0, ...command }: Case, ordered: Content = fruit) =>
  decideReturn({ content: ordered, billed_amount: 5_500, returned_amount: taken, returned_items: back }, parcels, command);
/** What comes off of what left. */
const returned = (...asked: Parameters<typeof decided>) => {
  const decision = decided(...asked);
  return 'code' in decision ? decision : decision.back;
};

describe('a return by line', () => {
  it('SF-33: is what the lines cost with tax, and remembers which are back', () => {
    expect(decided(whole, { items: of(0) })).toEqual({
      amount: 1_500,
      back: { amount: 1_500, items: of(0), shipmentId: 'shp_1', rates: [{ rate: 10, amount: 1_500 }] },
      rest: null,
    });
    expect(returned(whole, { items: of(1), back: of(0), taken: 1_500 })).toMatchObject({ amount: 2_000, items: of(0, 1) });
    expect(returned(whole, { items: of(0), back: of(1), taken: 2_000 })).toMatchObject({ items: of(0, 1) });
    const untaxed = content(line('goods', 105, { taxRate: 8, taxIncluded: false, quantity: 3 }), line('goods', 5_000));
    expect(returned([parcel('shp_1', 5_340, of([0, 3], 1))], { items: of([0, 2]) }, untaxed)).toMatchObject({
      amount: 226,
      rates: [{ rate: 8, amount: 226 }],
    });
    const even = content(line('goods', 100, { taxRate: 8, taxIncluded: false }), line('goods', 5_000));
    expect(returned([parcel('shp_1', 5_108, of(0, 1))], { items: of(0) }, even)).toMatchObject({ amount: 108 });
  });

  it.each<[string, Case, object]>([
    ['more than was ordered', { items: of([0, 3]) }, { path: 'items[0].quantity', values: { left: 2 } }],
    ['a line that is not there', { items: of(9) }, { path: 'items[0].quantity', values: { left: 0 } }],
    ['what came back before', { items: of(0, 1), back: of(1), taken: 2_000 }, { path: 'items[1].quantity', values: { left: 0 } }],
    ['more than is left, said in two lines', { items: of(0, [0, 2]) }, { path: 'items[1].quantity', values: { left: 2 } }],
    ['the way a second time', { items: of(2), back: of(2), taken: 500 }, { path: 'items[0].quantity', values: { left: 0 } }],
  ])('SF-33: is never %s', (_, command, refusal) => {
    expect(returned(whole, command)).toEqual({ code: 'item_quantity', ...refusal });
  });

  it('SF-33: credits only what left: what is still in the shop was not billed, and comes off what is still to be', () => {
    const first = [parcel('shp_1', 3_300, of([0, 2]))];
    expect(decided(first, { items: of(0) })).toMatchObject({ amount: 1_500, back: { amount: 1_500 }, rest: null });
    expect(decided(first, { items: of(1) })).toEqual({ amount: 2_200, back: null, rest: { amount: 2_200, unnamed: 0, items: of(1) } });
    expect(decided(first, { items: of(1), shipmentId: 'shp_1' })).toMatchObject({ code: 'item_quantity', values: { left: 0 } });
  });

  it('SF-33: takes of a line what left first, and then what did not', () => {
    const first = [parcel('shp_1', 1_650, of(0))];
    expect(decided(first, { items: of(0) })).toMatchObject({ back: { amount: 1_500, items: of(0) }, rest: null });
    // Of the 3,850 yen that are still to be billed, the apple's share beside the plums.
    expect(decided(first, { items: of([0, 2]) })).toMatchObject({
      amount: 3_150,
      back: { amount: 1_500, items: of(0) },
      rest: { amount: 1_650, items: of(0) },
    });
    expect(decided(first, { items: of(0), back: of(0), taken: 1_500 })).toEqual({
      amount: 1_650,
      back: null,
      rest: { amount: 1_650, unnamed: 0, items: of(0) },
    });
    expect(decided(first, { items: of([0, 3]) })).toMatchObject({ code: 'item_quantity', values: { left: 2 } });
  });

  it('SF-33: an amount that stood for lines which are named later is not taken off those that leave', () => {
    const reduced = { ...fruit, takenOff: { amount: 2_000, unnamed: 2_000, items: [] } };
    const first = [parcel('shp_1', 1_650, of(0))];
    // 3,850 yen were to be billed and 1,850 are: an apple for 1,650, or the plums for 1,850 of their 2,200.
    expect(decided(first, { items: of(1), taken: 2_000 }, reduced)).toMatchObject({ rest: { amount: 200, unnamed: 0, items: of(1) } });
    expect(decided(first, { items: of(0), back: of(0), taken: 3_500 }, reduced)).toMatchObject({
      rest: { amount: 0, unnamed: 350, items: of(0) },
    });
  });

  it('SF-33: of all that left is all that is left of its bill, when the rest was taken off', () => {
    const reduced = { ...fruit, takenOff: { amount: 2_200, unnamed: 0, items: of(1) } };
    const first = [parcel('shp_1', 3_300, of([0, 2]))];
    expect(decided(first, { items: of([0, 2], 2), taken: 2_200 }, reduced)).toMatchObject({
      amount: 3_300,
      back: { amount: 3_300 },
      rest: null,
    });
    expect(decided(first, { items: of(1), taken: 2_200 }, reduced)).toMatchObject({ code: 'item_quantity', values: { left: 0 } });
    expect(decided(first, { items: of([0, 2]), taken: 2_200 }, reduced)).toMatchObject({ amount: 3_000 });
  });

  it('SF-33: of all that left is never more than its invoices: a discount is on every parcel', () => {
    const discounted = content(line('goods', 3_000), line('goods', 3_000), line('discount', -500));
    const first = [parcel('shp_1', 2_750, of(0))];
    expect(returned(first, { items: of(0) }, discounted)).toMatchObject({ amount: 2_750 });
    const both = [...first, parcel('shp_2', 2_750, of(1))];
    expect(returned(both, { items: of(0) }, discounted)).toMatchObject({ amount: 3_000, shipmentId: 'shp_1' });
    expect(returned(both, { items: of(1), back: of(0), taken: 3_000 }, discounted)).toMatchObject({ amount: 2_500, shipmentId: 'shp_2' });
  });

  it('SF-33: of every line is all that is left, discount and rounding of the tax with it', () => {
    const discounted = content(line('goods', 6_000), line('discount', -500));
    expect(returned([parcel('shp_1', 5_500, of(0))], { items: of(0) }, discounted)).toMatchObject({ amount: 5_500 });
    const odd = content(line('goods', 105, { quantity: 3, taxRate: 8, taxIncluded: false }));
    // 113 each, 340 together.
    // A gift was not charged for, and may be kept.
    const withGift = content(line('goods', 6_000), line('goods', 0), line('discount', -500));
    expect(returned([parcel('shp_1', 5_500, of(0, 1))], { items: of(0) }, withGift)).toMatchObject({ amount: 5_500 });
    expect(returned([parcel('shp_1', 340, of([0, 3]))], { items: of([0, 3]) }, odd)).toMatchObject({ amount: 340 });
  });

  it('SF-33: of every line is all that is left, also where each of them lost a fraction of its tax', () => {
    const three = content(...[1, 2, 3].map(() => line('goods', 105, { taxRate: 8, taxIncluded: false })));
    const sent = [parcel('shp_1', 340, of(0, 1, 2))];
    expect(returned(sent, { items: of(0, 1) }, three)).toMatchObject({ amount: 226 });
    expect(returned(sent, { items: of(0, 1, 2) }, three)).toMatchObject({ amount: 340 });
  });

  it('SF-33: says what it is by the rates of what comes back now, not of what came back before', () => {
    const mixed = content(line('goods', 3_000), line('goods', 2_000, { taxRate: 8 }), line('goods', 1_000));
    const sent = [parcel('shp_1', 6_000, of(0, 1, 2))];
    expect(returned(sent, { items: of(0, 1) }, mixed)).toMatchObject({
      rates: [
        { rate: 10, amount: 3_000 },
        { rate: 8, amount: 2_000 },
      ],
    });
    expect(returned(sent, { items: of(0), back: of(1), taken: 2_000 }, mixed)).toMatchObject({ rates: [{ rate: 10, amount: 3_000 }] });
  });

  it('SF-33: of many small pieces loses no yen of tax by the piece, in one go or in several', () => {
    const sweets = content(line('goods', 9, { quantity: 1_000, taxIncluded: false }), line('goods', 100, { taxIncluded: false }));
    const sent = [parcel('shp_1', 10_010, of([0, 1_000], 1))];
    expect(returned(sent, { items: of([0, 1_000]) }, sweets)).toMatchObject({ amount: 9_900, rates: [{ rate: 10, amount: 9_900 }] });
    const first = returned(sent, { items: of([0, 333]) }, sweets);
    expect(first).toMatchObject({ amount: 3_296 });
    const rest = returned(sent, { items: of([0, 667]), back: of([0, 333]), taken: 3_296 }, sweets);
    expect(rest).toMatchObject({ amount: 6_604, items: of([0, 1_000]) });
  });

  it('SF-33: of a discount alone would make the buyer owe more, and one after a return by amount can be too much', () => {
    const discounted = content(line('goods', 3_000, { quantity: 2 }), line('discount', -500));
    const all = [parcel('shp_1', 5_500, of([0, 2]))];
    expect(returned(all, { items: of(1) }, discounted)).toMatchObject({ code: 'amount_mismatch', path: 'items' });
    expect(returned(all, { items: of(0), taken: 4_000 }, discounted)).toMatchObject({
      code: 'amount_mismatch',
      values: { difference: 1_500 },
    });
    expect(returned(all, { items: of(0), taken: 2_500 }, discounted)).toMatchObject({ amount: 3_000 });
    // The refusal is all of the answer.
    expect(decided(all, { items: of(0), taken: 4_000 }, discounted)).toEqual({
      code: 'amount_mismatch',
      path: 'items',
      values: { difference: 1_500 },
    });
  });

  it('SF-33: of a gift takes nothing off', () => {
    const withGift = content(line('goods', 5_500), line('goods', 0));
    expect(returned([parcel('shp_1', 5_500, of(0, 1))], { items: of(1) }, withGift)).toMatchObject({ amount: 0, items: of(1) });
  });

  it('is credited on the parcel that is named, or else on the one the lines were in', () => {
    const two = [parcel('shp_1', 3_000, of([0, 2])), parcel('shp_2', 2_500, of(1))];
    expect(returned(two, { items: of(1) })).toMatchObject({ shipmentId: 'shp_2' });
    expect(returned(two, { items: of(0, 1) })).toMatchObject({ shipmentId: null });
    expect(returned(two, { items: of(1), shipmentId: 'shp_1' })).toMatchObject({ shipmentId: 'shp_1' });
    const halves = [parcel('shp_1', 1_500, of(0)), parcel('shp_2', 4_000, of(0, 1))];
    expect(returned(halves, { items: of(0) })).toMatchObject({ shipmentId: null });
    expect(returned(halves, { items: of(0, 1) })).toMatchObject({ shipmentId: 'shp_2' });
  });
});

describe('a return by amount', () => {
  it('names no lines, and is of what is left', () => {
    expect(returned(whole, { amount: 4_000, back: of(0), taken: 1_500 })).toEqual({ amount: 4_000, items: of(0), shipmentId: null });
    expect(returned(whole, { amount: 4_001, taken: 1_500 })).toMatchObject({ code: 'amount_mismatch', values: { difference: 1 } });
    expect(returned(whole, {})).toMatchObject({ code: 'required', path: 'items' });
  });

  it('comes off what has not left first, and only what is more than that off what did', () => {
    const first = [parcel('shp_1', 3_300, of([0, 2]))];
    expect(decided(first, { amount: 2_000 })).toEqual({ amount: 2_000, back: null, rest: { amount: 2_000, unnamed: 2_000, items: [] } });
    expect(decided(first, { amount: 1 })).toMatchObject({ back: null, rest: { amount: 1 } });
    expect(decided(first, { amount: 2_200 })).toMatchObject({ back: null, rest: { amount: 2_200 } });
    expect(decided(first, { amount: 2_201 })).toMatchObject({ back: { amount: 1 }, rest: { amount: 2_200 } });
    expect(decided(first, { amount: 2_500 })).toEqual({
      amount: 2_500,
      back: { amount: 300, items: [], shipmentId: null },
      rest: { amount: 2_200, unnamed: 2_200, items: [] },
    });
  });

  it('comes off what left where only that can be meant, and only what is more than that off what did not', () => {
    const first = parcel('shp_1', 3_300, of([0, 2]));
    const ofParcels = { back: { amount: 500 }, rest: null };
    for (const reason of ['damaged', 'lost', 'wrong'] as const) expect(decided([first], { amount: 500, reason })).toMatchObject(ofParcels);
    for (const reason of ['returned', 'buyer_cancel'] as const)
      expect(decided([first], { amount: 500, reason })).toMatchObject({ back: null, rest: { amount: 500 } });
    // A carrier brought it back: its invoice waits, and would wait for ever.
    const broughtBack = [{ ...first, status: 'returned' }, parcel('shp_2', 1_000, [])];
    expect(decided(broughtBack, { amount: 500, reason: 'returned' })).toMatchObject(ofParcels);
    expect(decided(broughtBack, { amount: 4_500, taken: 100 })).toMatchObject({ back: { amount: 4_200 }, rest: { amount: 300 } });
  });

  it('is credited on the parcel that is named, although something has not left', () => {
    const first = [parcel('shp_1', 3_300, of([0, 2]))];
    expect(decided(first, { amount: 500, shipmentId: 'shp_1' })).toMatchObject({ back: { amount: 500, shipmentId: 'shp_1' }, rest: null });
  });
});
