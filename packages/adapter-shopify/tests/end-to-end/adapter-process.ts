import { createClient } from '@atobarai/sdk';
import { createShopifyAdapter, openPostgres, openStore } from '../../src/index.ts';
import { listenOnLoopback } from '../../src/testing/index.ts';
import { wallClock } from '../../src/wall-clock.ts';
import type { AdapterPlace } from './programs.ts';

// The adapter in a process of its own, that a test may kill at any moment: what `examples/shopify-app`
// does, with Shopify's address replaced by that of the fake shop.
const place = JSON.parse(process.argv[2] ?? '{}') as AdapterPlace;

const store = await openStore({
  database: await openPostgres({ connectionString: place.databaseUrl }),
  sealingKeys: [Buffer.alloc(32, 7).toString('base64')],
});
const adapter = createShopifyAdapter({
  app: { clientId: place.clientId, clientSecrets: [place.clientSecret], origin: 'https://adapter.example.jp' },
  auth: { kind: 'client_credentials' },
  shops: [place.shop],
  atobarai: createClient({ apiKey: place.serviceKey, baseUrl: place.serviceUrl }),
  atobaraiWebhookSecrets: [place.webhookSecret],
  store,
  // A claim of a process that died lapses after two minutes: the next process is set that much later.
  clock: { now: () => wallClock.now() + place.clockAheadMs, sleep: wallClock.sleep },
  admin: { originOf: () => place.shopifyOrigin },
  limits: { debounceMs: 200, pollMs: 50 },
  log: ({ event, detail, error }) => {
    process.stdout.write(`${[event, detail, error].filter((part) => part !== undefined).join(' ')}\n`);
  },
});
await adapter.start();
await listenOnLoopback(adapter.fetch, place.port);
process.stdout.write('adapter is ready\n');
