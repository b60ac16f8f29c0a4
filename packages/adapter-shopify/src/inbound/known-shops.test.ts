import { describe, expect, it } from 'vitest';
import type { Shop } from '../store/index.ts';
import { knownShops } from './known-shops.ts';

const shop: Shop = {
  shop: 'teien.myshopify.com',
  state: 'active',
  installedAt: 0,
  uninstalledAt: null,
  takeFrom: 0,
  sweptTo: 0,
  sweeps: {},
};

describe('the shops a burst of deliveries comes from', () => {
  it('are looked for once in five seconds each, and those that are not there every time', async () => {
    let now = 0;
    const asked: string[] = [];
    const find = knownShops(
      {
        find: async (name) => {
          asked.push(name);
          return name === shop.shop ? shop : null;
        },
      },
      { now: () => now, sleep: async () => {} },
    );
    for (const name of [shop.shop, shop.shop, 'other', 'other']) await find(name);
    expect(asked).toEqual([shop.shop, 'other', 'other']);
    now = 4_999;
    expect(await find(shop.shop)).toBe(shop);
    now = 5_000;
    expect(await find(shop.shop)).toBe(shop);
    expect(asked.filter((name) => name === shop.shop)).toHaveLength(2);
  });
});
