import { setupWorker } from 'msw/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, isConflictError } from '@atobarai/sdk';
import { RegisterOrder } from '@atobarai/sdk/contract';
import { contractHandlers, exampleOf, refusal } from '@atobarai/sdk/testing';

const baseUrl = 'https://atobarai.test';
const client = createClient({ apiKey: `sk_test_${'x'.repeat(40)}`, baseUrl, retry: false });
const network = setupWorker(...contractHandlers({ overrides: { cancelOrder: refusal('illegal_transition', { status: 409 }) } }));

describe('the client in a page, against the light handlers', () => {
  beforeAll(async () => {
    await network.start({ quiet: true, onUnhandledFrame: 'bypass' });
  });
  afterAll(() => network.stop());

  it('registers an order and reads it again', async () => {
    const order = await client.orders.register({ ...exampleOf(RegisterOrder), shopOrderId: 'T-1' });
    expect([order.shopOrderId, order.status]).toEqual(['T-1', 'approved']);
    expect((await client.orders.get(order.id)).id).toBe(order.id);
  });

  it('reads lists to their end and files as text', async () => {
    const ids: string[] = [];
    for await (const { id } of client.payouts.list()) ids.push(id);
    expect(ids).toHaveLength(1);
    expect(await (await client.exports.orders()).text()).toContain('A-1001');
  });

  it('throws a refusal as an error that can be told from others', async () => {
    const error: unknown = await client.orders.cancel('ord_abcdefgh').catch((caught: unknown) => caught);
    expect(isConflictError(error) && error.code).toBe('illegal_transition');
  });

  it('stops a call when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('the page was left'));
    await expect(client.orders.get('ord_abcdefgh', { signal: stop.signal })).rejects.toThrow('the page was left');
  });
});
