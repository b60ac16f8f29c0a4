import { expect, it } from 'vitest';
import { linesLeft, type OrderItem, perLine, travellingLines } from './model.ts';

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
