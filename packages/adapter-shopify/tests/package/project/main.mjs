import { createClient } from '@atobarai/sdk';
import { createShopifyAdapter, openPglite, openStore } from '@atobarai/adapter-shopify';
import { createFakeShop, createHandClock } from '@atobarai/adapter-shopify/testing';

const clock = createHandClock(undefined, { skipsWaits: true });
const shop = createFakeShop({ clock, settings: { routingMs: null } });
const database = await openPglite();
const adapter = createShopifyAdapter({
  app: { clientId: shop.app.clientId, clientSecrets: [shop.app.clientSecret], origin: 'https://adapter.example.jp' },
  auth: { kind: 'client_credentials' },
  shops: [shop.domain],
  atobarai: createClient({ apiKey: 'sk_test_not_asked_here', retry: false }),
  store: await openStore({ database, sealingKeys: [Buffer.alloc(32, 1).toString('base64')] }),
  clock,
  admin: { fetch: shop.fetch },
});
await adapter.install(shop.domain);

const gid = shop.placeOrder({ address: null });
const [delivery] = shop.webhooks.pending();
const genuine = shop.webhooks.requestOf(delivery);
const forged = new Request(genuine.url, { method: 'POST', headers: genuine.headers, body: '{}' });
const statuses = { delivery: (await adapter.fetch(genuine)).status, forged: (await adapter.fetch(forged)).status };
await clock.advance(2_000);
const health = await (await adapter.fetch(new Request('https://adapter.example.jp/healthz'))).json();
await adapter.work();
const [{ record }] = await adapter.orders();
console.log(JSON.stringify({ ...statuses, health, flags: record.gid === gid ? record.flags.map(({ code }) => code) : [] }));
await database.close();
