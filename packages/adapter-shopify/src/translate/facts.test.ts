import { describe, expect, it } from 'vitest';
import { japaneseOrder, usualPolicy } from '../../tests/support/recorded-order.ts';
import type { AdminOrder } from '../reconcile/ports.ts';
import { shopifyFactsOf } from './facts.ts';

type Fulfillment = AdminOrder['fulfillments'][number];

const parcel = (changes: Partial<Fulfillment>): Fulfillment => ({
  id: 'gid://shopify/Fulfillment/1',
  name: '#1001.1',
  status: 'SUCCESS',
  displayStatus: 'FULFILLED',
  createdAt: '2026-11-20T15:00:00+09:00',
  updatedAt: '2026-11-20T15:00:00+09:00',
  deliveredAt: null,
  totalQuantity: 2,
  trackingInfo: [{ company: 'Yamato (JA)', number: '123456789013', url: null }],
  fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: { id: 'gid://shopify/LineItem/1' } }] },
  ...changes,
});

const factsOf = (changes: Partial<AdminOrder['order']> = {}, ...fulfillments: readonly Fulfillment[]) =>
  shopifyFactsOf({ order: japaneseOrder(changes), fulfillments }, usualPolicy);

describe('what is so of a Shopify order', () => {
  it('tells of every parcel by itself, and of its lines only where Shopify told of all of them', () => {
    const { fulfillments } = factsOf(
      {},
      parcel({}),
      parcel({ id: 'gid://shopify/Fulfillment/2', status: 'CANCELLED' }),
      parcel({ id: 'gid://shopify/Fulfillment/3', totalQuantity: 3, deliveredAt: '2026-11-21T02:20:00Z' }),
      parcel({ id: 'gid://shopify/Fulfillment/4', status: 'PENDING' }),
    );
    expect(fulfillments.map(({ stands, lines, deliveredAt }) => ({ stands, lines: lines?.length, deliveredAt }))).toEqual([
      { stands: true, lines: 1, deliveredAt: null },
      { stands: false, lines: 1, deliveredAt: null },
      { stands: true, lines: undefined, deliveredAt: '2026-11-21T02:20:00Z' },
    ]);
    expect(fulfillments[0]?.lines).toEqual([{ lineGid: 'gid://shopify/LineItem/1', quantity: 2 }]);
  });

  it('knows our hold by its handle, and another hold, or one of another app, for what it is', () => {
    const hold = {
      id: 'gid://shopify/FulfillmentHold/1',
      handle: 'atobarai-screening',
      reason: 'AWAITING_PAYMENT',
      heldByRequestingApp: true,
    } as const;
    const nodes = [
      {
        id: 'gid://shopify/FulfillmentOrder/1',
        status: 'ON_HOLD',
        requestStatus: 'UNSUBMITTED',
        supportedActions: [{ action: 'HOLD' }, { action: 'RELEASE_HOLD' }],
        fulfillmentHolds: [hold, { ...hold, handle: 'stock' }, { ...hold, heldByRequestingApp: false }, { ...hold, handle: null }],
      },
    ] as const;
    const { fulfillmentOrders, fulfilled } = factsOf({ fulfillmentOrders: { nodes } });
    expect(fulfillmentOrders[0]).toMatchObject({ canHold: true, status: 'ON_HOLD' });
    expect(fulfillmentOrders[0]?.holds.map(({ ours }) => ours)).toEqual([true, false, false, false]);
    expect(fulfilled).toBe(false);
  });

  it('takes an order for shipped once nothing is left to hold', () => {
    const of = (...statuses: readonly ('CLOSED' | 'CANCELLED' | 'OPEN')[]) =>
      factsOf({
        fulfillmentOrders: {
          nodes: statuses.map((status, index) => ({
            id: `gid://shopify/FulfillmentOrder/${index}`,
            status,
            requestStatus: 'UNSUBMITTED',
            supportedActions: [],
            fulfillmentHolds: [],
          })),
        },
      }).fulfilled;
    expect([of(), of('CLOSED'), of('CLOSED', 'OPEN'), of('CANCELLED'), of('CANCELLED', 'CLOSED')]).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(factsOf({ displayFulfillmentStatus: 'FULFILLED' }).fulfilled).toBe(true);
  });

  it("finds our method's sale that waits to be captured", () => {
    expect(factsOf().pendingSale).toMatchObject({ amount: 8800 });
    expect(factsOf({ transactions: [] }).pendingSale).toBeNull();
  });
});
