import type { NewWebhookEndpoint } from '@atobarai/sdk';
import { copyDatabase, storefrontKey } from '../../run/database.ts';
import { freePort } from '../../run/free-port.ts';
import { type Medusa, startMedusa } from '../../run/medusa.ts';
import { type Counter, counterOf } from './checkout.ts';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';
import { runningPostgres } from './places.ts';
import { type Service, startService } from './service.ts';
import { type Catalogue, catalogueOf, type ShopClient, shopClient } from './shop-client.ts';

/** A real Medusa process and the true reference server, with a network between them that can fail. */
export type RunningShop = {
  readonly medusa: () => Medusa;
  readonly medusaUrl: string;
  readonly databaseUrl: string;
  readonly publishableKey: string;
  /** Where the shop's page is to be: Medusa lets it call. */
  readonly storefrontPort: number;
  readonly service: Service;
  readonly proxy: FaultProxy;
  readonly client: ShopClient;
  readonly catalogue: Catalogue;
  readonly counter: Counter;
  readonly webhook: Pick<NewWebhookEndpoint, 'id' | 'secret' | 'url'>;
  /** Starts Medusa anew on the same data, whatever became of the process before. */
  readonly restart: (environment?: Readonly<Record<string, string>>) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openRunningShop(name: string): Promise<RunningShop> {
  const postgres = runningPostgres();
  const [databaseUrl, service, port, storefrontPort] = await Promise.all([
    copyDatabase(postgres, `shop_${name}`),
    startService(name),
    freePort(),
    freePort(),
  ]);
  const proxy = await openFaultProxy(service.server.url);
  const medusaUrl = `http://localhost:${port}`;
  const webhook = await service.client.webhookEndpoints.create({ url: `${medusaUrl}/hooks/atobarai` });
  const standard = {
    STORE_CORS: `http://localhost:${storefrontPort}`,
    ATOBARAI_URL: proxy.url,
    ATOBARAI_KEY: service.server.secretKey,
    ATOBARAI_PUBLISHABLE_KEY: service.server.publishableKey,
    ATOBARAI_WEBHOOK_SECRET: webhook.secret,
    ATOBARAI_TASKS_EVERY_MS: '400',
    ATOBARAI_SWEEP_EVERY_MS: '2000',
    ATOBARAI_OPTIONS: JSON.stringify({ timeoutMs: 2_500 }),
  };
  const start = (environment = {}) => startMedusa({ databaseUrl, environment: { ...standard, ...environment } }, port);
  let medusa = await start();
  const publishableKey = await storefrontKey(databaseUrl);
  const client = shopClient(medusaUrl, publishableKey);
  const catalogue = await catalogueOf(client);
  return {
    medusa: () => medusa,
    medusaUrl,
    databaseUrl,
    publishableKey,
    storefrontPort,
    service,
    proxy,
    client,
    catalogue,
    counter: counterOf(client, catalogue),
    webhook,
    async restart(environment) {
      await medusa.stop();
      medusa = await start(environment);
    },
    async close() {
      await medusa.stop();
      await proxy.close();
      await service.stop();
    },
  };
}
