import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeShop, createHandClock } from '../testing/index.ts';
import { adminOf, staticToken, subscribedTopics, type Subscription, subscriptionChanges, subscriptionName } from './index.ts';

const uri = 'https://adapter.example.jp/shopify/webhooks';

function subscription(change: Partial<Subscription> = {}): Subscription {
  return {
    id: 'gid://1',
    topic: 'ORDERS_CREATE',
    uri,
    filter: null,
    includeFields: [],
    name: null,
    apiVersion: { handle: '2026-07' },
    ...change,
  };
}

describe('webhook subscriptions', () => {
  it('makes what is missing, mends what is ours, and leaves every other one as it is', async () => {
    const clock = createHandClock();
    const shop = createFakeShop({ clock, webhooksByToml: false });
    const foreign = {
      id: 'gid://foreign',
      topic: 'PRODUCTS_UPDATE',
      uri: 'https://other.example.jp/hook',
      name: null,
      filter: null,
      includeFields: [],
      failures: 0,
    };
    const elsewhere = { ...foreign, id: 'gid://elsewhere', topic: 'ORDERS_CREATE' };
    shop.subscriptions.push({ ...foreign }, { ...elsewhere });
    const admin = await adminOf({ tokens: staticToken(shop.tokens.newStaticToken()), clock, fetch: shop.fetch })(shop.domain);
    expect((await admin.ensureSubscriptions(uri)).created).toEqual([...subscribedTopics]);
    expect(await admin.ensureSubscriptions(uri)).toEqual({ created: [], mended: [], kept: subscribedTopics.length });
    const moved = 'https://new.example.jp/shopify/webhooks';
    expect((await admin.ensureSubscriptions(moved)).mended).toEqual([...subscribedTopics]);
    expect(shop.subscriptions).toEqual(expect.arrayContaining([foreign, elsewhere]));
    expect(shop.subscriptions.filter((one) => one.uri === moved)).toHaveLength(subscribedTopics.length);
  });

  it('mends one of ours that was made to leave something out', () => {
    const narrow = subscription({ name: subscriptionName('ORDERS_CREATE'), filter: 'id:1' });
    expect(subscriptionChanges([narrow], uri).mend).toEqual([{ id: 'gid://1', topic: 'ORDERS_CREATE' }]);
  });

  it('touches nothing that does not bear our name, whatever else there is', () => {
    const any = fc.record({
      topic: fc.constantFrom(...subscribedTopics, 'PRODUCTS_UPDATE' as const),
      uri: fc.constantFrom(uri, 'https://other.example.jp/hook'),
      name: fc.constantFrom(null, 'mine', subscriptionName('ORDERS_CREATE'), subscriptionName('REFUNDS_CREATE')),
    });
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const present = given.map((change, place) => subscription({ ...change, id: `gid://${place}` }));
        const { create, mend, kept } = subscriptionChanges(present, uri);
        for (const { id, topic } of mend) expect(present.find((one) => one.id === id)?.name).toBe(subscriptionName(topic));
        expect(create.length + mend.length + kept).toBe(subscribedTopics.length);
      }),
    );
  });
});
