import { createClient } from '@atobarai/sdk';
import {
  ConfigError,
  createShopifyAdapter,
  type Flag,
  flagWords,
  openPglite,
  openStore,
  type Policy,
  type ShopifyAdapter,
} from '@atobarai/adapter-shopify';
import { createFakeShop, createHandClock, type FakeShop } from '@atobarai/adapter-shopify/testing';

const shop: FakeShop = createFakeShop({ clock: createHandClock() });
const store = await openStore({ database: await openPglite(), sealingKeys: [''] });
export const adapter: ShopifyAdapter = createShopifyAdapter({
  app: { clientId: 'id', clientSecrets: ['secret'], origin: 'https://adapter.example.jp' },
  auth: { kind: 'static', token: 'shpat' },
  shops: [shop.domain],
  atobarai: createClient({ apiKey: '' }),
  store,
  policy: { onRejected: 'cancel', markPaidOn: 'advanced' },
});
export const paid: Policy['markPaidOn'] = 'advanced';
const flag: Flag = { code: 'carrier_unknown' };
export const words: string = flagWords(flag).ja;
export const isConfig = (error: unknown): boolean => error instanceof ConfigError && error.problems.length > 0;
// @ts-expect-error there is no such policy
createShopifyAdapter({ policy: { onRejected: 'ship' } });
