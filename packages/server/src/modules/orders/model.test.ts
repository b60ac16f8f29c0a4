import { describe, expect, it } from 'vitest';
import { linesLeft, type OrderItem, perLine, restOf, shareOfRest, travellingLines } from './model.ts';

describe('the lines of an order', () => {
  const line = (kind: OrderItem['kind'], quantity: number): OrderItem => ({
    kind,
    name: kind,
    quantity,
    unitPrice: 100,
    taxRate: 10,
    taxIncluded: true,
  });
  const fruit = { items: [line('goods', 2), line('shipping', 1), line('goods', 1), line('discount', 1)] };
  const feeAlone = { items: [line('fee', 1)] };
  const of = (itemIndex: number, quantity: number) => ({ itemIndex, quantity });

  it('goods travel in parcels, and other lines only where there are no goods', () => {
    expect(travellingLines(fruit)).toEqual([of(0, 2), of(2, 1)]);
    expect(travellingLines(feeAlone)).toEqual([of(0, 1)]);
  });

  it('goods are left that are in no parcel yet', () => {
    expect(linesLeft(fruit, [])).toEqual([of(0, 2), of(2, 1)]);
    expect(linesLeft(fruit, [{ items: [of(0, 1)] }, { items: [of(2, 1)] }])).toEqual([of(0, 1)]);
    expect(linesLeft(fruit, [{ items: [of(0, 1), of(2, 1)] }, { items: [of(0, 1)] }])).toEqual([]);
    expect(linesLeft(feeAlone, [{ items: [of(0, 1)] }])).toEqual([]);
  });

  it('a line named twice counts once, with both its quantities', () => {
    expect(perLine([of(2, 1), of(0, 1), of(2, 3)])).toEqual([of(2, 4), of(0, 1)]);
  });

  it('what was taken off before it left is not left either', () => {
    const takenOff = { amount: 100, unnamed: 0, items: [of(0, 1)] };
    expect(linesLeft({ ...fruit, takenOff }, [])).toEqual([of(0, 1), of(2, 1)]);
    expect(linesLeft({ ...fruit, takenOff }, [{ items: [of(0, 1), of(2, 1)] }])).toEqual([]);
  });
});

describe('what has not left of an order', () => {
  const goods = (unitPrice: number, quantity: number): OrderItem => ({
    kind: 'goods',
    name: 'goods',
    quantity,
    unitPrice,
    taxRate: 10,
    taxIncluded: true,
  });
  const content = {
    program: 'seino_like',
    netAmount: 0,
    payerHash: '',
    items: [goods(1_000, 2), goods(2_000, 1), goods(0, 1)],
    taxSummary: [],
    buyerFee: 0,
    invoice: { delivery: 'separate', dueDays: 14 } as const,
    shipToCount: 0,
  };
  const of = (itemIndex: number, quantity: number) => ({ itemIndex, quantity });
  const order = { content, billed_amount: 4_100 };

  it('is what is in no parcel, and what no parcel took of the bill', () => {
    expect(restOf(order, [])).toEqual({ lines: [of(0, 2), of(1, 1), of(2, 1)], amount: 4_100, full: 4_100 });
    expect(restOf(order, [{ items: [of(0, 2)], amount: 2_049 }])).toEqual({ lines: [of(1, 1), of(2, 1)], amount: 2_051, full: 2_051 });
  });

  it('is less by what was taken off, by lines or by an amount', () => {
    const taken = (amount: number, ...items: { itemIndex: number; quantity: number }[]) => ({
      ...order,
      content: { ...content, takenOff: { amount, unnamed: items.length === 0 ? amount : 0, items } },
    });
    expect(restOf(taken(1_000, of(0, 1)), [{ items: [of(0, 1)], amount: 1_000 }])).toEqual({
      lines: [of(1, 1), of(2, 1)],
      amount: 2_100,
      full: 2_100,
    });
    expect(restOf(taken(600), [])).toMatchObject({ amount: 3_500, full: 4_100 });
  });

  it('is shared by the worth of the goods, so that no part of it is more than all; the last takes what flooring left', () => {
    const rest = restOf(order, []);
    expect(shareOfRest(content, rest, [of(0, 1)])).toBe(1_024);
    expect(shareOfRest(content, rest, [of(0, 2), of(1, 1)])).toBe(4_098);
    expect(shareOfRest(content, rest, rest.lines)).toBe(4_100);
    // A gift weighs something: alone it would divide by nothing.
    expect(shareOfRest(content, { ...rest, lines: [of(2, 1)] }, [of(2, 1)])).toBe(4_100);
    expect(shareOfRest(content, rest, [of(2, 1)])).toBe(1);
  });

  it('is not shared anew when an amount is taken off that names no line: each line costs what it cost, as long as it is billed', () => {
    const rest = restOf({ ...order, content: { ...content, takenOff: { amount: 2_000, unnamed: 2_000, items: [] } } }, []);
    expect(rest).toMatchObject({ amount: 2_100, full: 4_100 });
    expect(shareOfRest(content, rest, [of(0, 1)])).toBe(1_024);
    expect(shareOfRest(content, rest, [of(1, 1)])).toBe(2_049);
    expect(shareOfRest(content, rest, [of(0, 1), of(1, 1)])).toBe(2_100);
    expect(shareOfRest(content, rest, rest.lines)).toBe(2_100);
  });
});
