import { createShopifyAdapter, openPostgres, openStore, type ShopifyAdapter } from '@atobarai/adapter-shopify';
import { listenOnLoopback } from '@atobarai/adapter-shopify/testing';
import { createClient } from '@atobarai/sdk';
import { answerParent } from '../child.ts';
import { createPacedClock, type Pace, type PacedClock } from '../shopify-clock.ts';
import type { ShopOpened } from './shopify-shop.ts';

// The adapter as a shop runs it, in a process of its own.
export type AdapterPlace = {
  readonly pace: Pace;
  readonly databaseUrl: string;
  readonly shop: ShopOpened;
  readonly service: { readonly url: string; readonly key: string };
};

let clock: PacedClock | undefined;
let adapter: ShopifyAdapter | undefined;
const told = new Map<string, number>();

async function open({ pace, databaseUrl, shop, service }: AdapterPlace): Promise<{ origin: string }> {
  clock = createPacedClock(pace);
  const made = createShopifyAdapter({
    app: { clientId: shop.clientId, clientSecrets: [shop.clientSecret], origin: 'https://adapter.example.jp' },
    auth: { kind: 'client_credentials' },
    shops: [shop.domain],
    atobarai: createClient({ apiKey: service.key, baseUrl: service.url }),
    store: await openStore({
      database: await openPostgres({ connectionString: databaseUrl }),
      sealingKeys: [Buffer.alloc(32, 7).toString('base64')],
    }),
    clock,
    admin: { originOf: () => shop.origin },
    log: ({ level, event }) => {
      if (level !== 'info') told.set(event, (told.get(event) ?? 0) + 1);
    },
  });
  adapter = made;
  await made.start();
  const { origin } = await listenOnLoopback(made.fetch);
  return { origin };
}

/** What is held after everything that can go has gone. */
function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

answerParent(
  {
    open,
    setPace: (pace: Pace) => clock?.setPace(pace),
    memory: () => ({ heapBytes: heapBytes(), rssBytes: process.memoryUsage.rss() }),
    told: () => Object.fromEntries(told),
  },
  async () => await adapter?.stop(),
);
