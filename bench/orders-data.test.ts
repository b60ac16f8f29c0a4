import { RegisterOrder } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { findFaults } from './books.ts';
import { orderBody, orderTexts } from './orders-data.ts';

const day = '2026-10-10';

describe('the orders of the benches', () => {
  it('are what the contract asks for, in about 0.9 kB', () => {
    const text = orderTexts(day)(4_321);
    expect(JSON.parse(text)).toEqual(orderBody(4_321, day));
    expect(RegisterOrder.safeParse(JSON.parse(text)).success).toBe(true);
    expect(Buffer.byteLength(text)).toBeGreaterThan(800);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000);
  });

  it('come from buyers who share no phone and no door', () => {
    const orders = Array.from({ length: 2_000 }, (_, n) => orderBody(n, day));
    expect(new Set(orders.map(({ buyer }) => buyer.phone)).size).toBe(2_000);
    expect(new Set(orders.map(({ buyer }) => `${buyer.address.city}${buyer.address.line1}`)).size).toBe(2_000);
    expect(new Set(orders.map(({ shopOrderId }) => shopOrderId)).size).toBe(2_000);
  });
});

describe('the books after a slice', () => {
  const right = { orders: 2, approved: 2, undecided: 0, events: 2, unevenEvents: 0, held: 900, open: 900, violations: [] };
  const faultsOf = (books: object, answers: Record<string, number> = { '201': 2 }) =>
    findFaults(async <Row>() => [{ ...right, ...books }] as Row[], answers);

  it('are right when every answer has its order, decided, told of once and held', async () => {
    expect(await faultsOf({})).toEqual([]);
  });

  it.each([
    ['an order was lost', { orders: 1, approved: 1, events: 1 }],
    ['an event is missing', { events: 1 }],
    ['one order has two events and another none', { unevenEvents: 2 }],
    ['exposure and orders differ', { open: 899 }],
    ['an order was not decided', { undecided: 1 }],
    ['an order was not approved', { approved: 1 }],
    ['a check is violated', { violations: ['i05_exposure'] }],
  ])('are wrong when %s', async (_, books) => {
    expect(await faultsOf(books)).toHaveLength(1);
  });

  it('are wrong when anything but 201 was answered', async () => {
    expect(await faultsOf({}, { '201': 2, '503': 1 })).toEqual(['1 answers with status 503']);
  });
});
