import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { type AnyOperation, eventData, eventTypes, operations, Order, RegisterOrder } from '../contract/index.ts';
import { exampleEvent, exampleOf } from './index.ts';

const all: [string, AnyOperation][] = Object.entries(operations);
const problemsOf = (schema: z.ZodMiniType, value: unknown) =>
  (z.safeParse(schema, value).error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);

describe('examples made from the contract', () => {
  it.each(all)('%s answers what its schema says', (_, operation) => {
    const [reply] = Object.values(operation.replies);
    const example: unknown = exampleOf(operation);
    if (reply && 'schema' in reply) expect(problemsOf(reply.schema, example)).toEqual([]);
    else expect(example).toMatch(/^\uFEFF.+\r\n.+\r\n$/);
  });

  it.each(all)('%s is asked what its schemas say', (_, { params, query, body }) => {
    for (const schema of [params, query, body].filter((each) => each !== null && each !== 'csv')) {
      expect(problemsOf(schema, exampleOf(schema))).toEqual([]);
    }
  });

  it('are the same every time, and each caller has his own', () => {
    const [one, other] = [exampleOf(Order), exampleOf(Order)];
    expect(one).toEqual(other);
    one.buyer.address.city = '港区';
    one.decision?.scoreParts.pop();
    expect(exampleOf(Order)).toEqual(other);
  });

  it('tell one story: what is sent comes back, and the amounts add up', () => {
    const sent = exampleOf(RegisterOrder);
    const order = exampleOf(Order);
    const statement = exampleOf(operations.getPayout);
    expect([order.shopOrderId, order.billedAmount]).toEqual([sent.shopOrderId, sent.billedAmount]);
    expect(sent.items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)).toBe(sent.billedAmount);
    expect(order.decision?.scoreParts.reduce((sum, { value }) => sum + value, 0)).toBe(order.decision?.score);
    expect(order.invoices[0]?.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.invoices[0]?.amount);
    expect(statement.totals.reduce((sum, { amount }) => sum + amount, 0)).toBe(statement.net);
  });

  it.each(eventTypes)('%s tells what its schema says', (type) => {
    const event = exampleEvent(type);
    expect(problemsOf(eventData[type], event.data)).toEqual([]);
    expect(event.type).toBe(type);
    expect(event.resource.id).toMatch({ order: /^ord_/, payout: /^po_/, import: /^imp_/ }[event.resource.type]);
  });
});
