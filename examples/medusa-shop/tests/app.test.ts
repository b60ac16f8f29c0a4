import { afterAll, beforeAll, describe } from 'vitest';
import { medusaIntegrationTestRunner } from '@medusajs/test-utils';
import { createRequire } from 'node:module';
import { storefrontKey } from '../run/database.ts';
import { shopFolder } from '../run/places.ts';
import { afterTheOrder } from './app/after-the-order.ts';
import { atCheckout } from './app/at-checkout.ts';
import { inTheAdmin } from './app/in-the-admin.ts';
import { lostEvents } from './app/lost-events.ts';
import type { AppShop } from './app/app-shop.ts';
import { counterOf } from './support/checkout.ts';
import { startService } from './support/service.ts';
import { catalogueOf, shopClient } from './support/shop-client.ts';

const require = createRequire(import.meta.url);
const { default: seed } = require('../src/scripts/seed.js') as { default: (given: { container: unknown }) => Promise<void> };

// Medusa reads its configuration before any hook runs, so the service is there before the suite.
const service = await startService('app');
Object.assign(process.env, {
  ATOBARAI_URL: service.server.url,
  ATOBARAI_KEY: service.server.secretKey,
  ATOBARAI_PUBLISHABLE_KEY: service.server.publishableKey,
  ATOBARAI_TASKS_EVERY_MS: '500',
  ATOBARAI_SWEEP_EVERY_MS: '2000',
  ADMIN_DISABLED: 'true',
});

/** Medusa's own test runner boots the shop in this process, and gives each test the seeded database again. */
medusaIntegrationTestRunner({
  medusaConfigFile: shopFolder,
  testSuite: ({ api, getContainer, dbConfig }) => {
    describe('the shop with the adapter', () => {
      let opened: AppShop;
      const startedMs = performance.now();

      beforeAll(async () => {
        console.log(`Medusa in the test runner: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
        await seed({ container: getContainer() });
        const client = shopClient(String(api.defaults.baseURL), await storefrontKey(dbConfig.clientUrl));
        const catalogue = await catalogueOf(client);
        opened = { client, catalogue, counter: counterOf(client, catalogue), service };
      });
      afterAll(service.stop);

      const shop = () => opened;
      atCheckout(shop);
      afterTheOrder(shop);
      inTheAdmin(shop);
      lostEvents(shop, getContainer);
    });
  },
});
