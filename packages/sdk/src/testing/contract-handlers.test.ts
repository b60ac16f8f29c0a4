import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient, isConflictError, isRateLimitError, isRequestError } from '../index.ts';
import { contractHandlers, exampleOf, magicBuyerNames, magicBuyers, refusal } from './index.ts';
import { RegisterOrder } from '../contract/index.ts';

const baseUrl = 'https://atobarai.test';
const client = createClient({ apiKey: `sk_test_${'x'.repeat(40)}`, baseUrl, retry: false });
const network = setupServer(...contractHandlers());

describe('the light handlers', () => {
  beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => network.resetHandlers());
  afterAll(() => network.close());

  it('answer a registration with a decision about the order that was sent', async () => {
    const order = await client.orders.register({ ...exampleOf(RegisterOrder), shopOrderId: 'B-7' });
    expect(order).toMatchObject({ shopOrderId: 'B-7', status: 'approved', shipAllowed: true });
  });

  it('answer about the thing that the path names, and not as if a part of it had its id', async () => {
    const id = 'ord_abcdefgh';
    expect((await client.orders.get(id)).id).toBe(id);
    expect((await client.orders.cancel(id)).id).toBe(id);
    const slip = { carrier: 'sagawa', serviceLevel: 'parcel', slipNo: '123456789012', shippedAt: '2026-10-01T15:00:00+09:00' };
    const shipment = await client.shipments.register(id, slip);
    expect(shipment.id).toMatch(/^shp_/);
    expect(shipment.carrier).toBe('sagawa');
  });

  it('answer lists with a page and files as files', async () => {
    const numbers: string[] = [];
    for await (const { shopOrderId } of client.orders.list()) numbers.push(shopOrderId);
    expect(numbers).toEqual(['A-1001']);
    expect(await (await client.exports.orders()).text()).toContain('"A-1001"');
  });

  it('refuse a body that is not in the shape of the contract, field by field', async () => {
    const { consent: _, ...order } = exampleOf(RegisterOrder);
    const sent = client.orders.register({ ...order, billedAmount: 0.5, items: [] });
    const error: unknown = await sent.catch((caught: unknown) => caught);
    expect(isRequestError(error) && [error.status, error.fields.map(({ path, code }) => `${path} ${code}`)]).toEqual([
      422,
      ['billedAmount type', 'items required'],
    ]);
  });

  it('answer otherwise where they are told to: fields, refusals, or by the call', async () => {
    network.use(
      ...contractHandlers({
        overrides: {
          registerOrder: { status: 'on_hold', shipAllowed: false },
          listOrders: refusal('rate_limited', { status: 429, retryAfterSeconds: 2 }),
          cancelOrder: refusal('illegal_transition', { status: 409, legalCommands: ['return'] }),
          getOrder: ({ params, example }) => ({ shopOrderId: `${params['id']} of ${example.billedAmount}` }),
        },
      }),
    );
    expect(await client.orders.register(exampleOf(RegisterOrder))).toMatchObject({
      status: 'on_hold',
      shipAllowed: false,
      billedAmount: 5_500,
    });
    expect((await client.orders.get('ord_abcdefgh')).shopOrderId).toBe('ord_abcdefgh of 5500');
    const refused = async (call: Promise<unknown>) => call.catch((error: unknown) => error);
    expect(isRateLimitError(await refused(client.orders.list().page()))).toBe(true);
    // Twice, because an answer can be read only once.
    for (const _ of [1, 2]) {
      const error = await refused(client.orders.cancel('ord_abcdefgh'));
      expect(isConflictError(error) && error.problem?.legalCommands).toEqual(['return']);
    }
  });
});

describe('the magic buyers', () => {
  it('have one address each', () => {
    expect(Object.values(magicBuyers)).toEqual(magicBuyerNames.map((name) => `${name}@example.jp`));
  });
});
