import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClient } from '@atobarai/sdk';
import { buildAdminPanel } from './admin-panel.ts';
import { seedDatabase, storefrontKey } from './database.ts';
import { startMedusa } from './medusa.ts';
import { repository, shopFolder } from './places.ts';
import { startPostgres } from './postgres.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { startStorefront } from './storefront.ts';

// A whole shop on this machine: PostgreSQL, the reference server, Medusa with the adapter, the storefront.
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(repository, '.data', 'medusa') },
    'service-port': { type: 'string', default: '4480' },
    'medusa-port': { type: 'string', default: '9000' },
    'storefront-port': { type: 'string', default: '8000' },
    'no-admin': { type: 'boolean', default: false },
  },
});
const { staff } = createRequire(import.meta.url)('../src/shop-data.js') as { staff: { email: string; password: string } };
const medusaUrl = `http://localhost:${values['medusa-port']}`;
const storefrontUrl = `http://localhost:${values['storefront-port']}`;
const stopping: (() => Promise<unknown>)[] = [];
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stopAll(0));
await startAll().catch((error: unknown) => {
  if (isStopping) return;
  console.error(error instanceof Error ? error.message : error);
  return stopAll(1);
});

async function startAll(): Promise<void> {
  const step = (ja: string, en: string) => console.log(`・${ja} / ${en}`);
  step('PostgreSQL を起動しています', 'starting PostgreSQL');
  const postgres = await startPostgres({ folder: join(values.data, 'postgres'), isDurable: true });
  stopping.push(postgres.stop);
  step('店舗を用意しています(初回は30秒ほど)', 'setting the shop up (half a minute the first time)');
  await seedDatabase(postgres, 'medusa_shop');
  step('後払いのサーバーを起動しています', 'starting the reference server');
  const dataFolder = join(values.data, 'service');
  const service = await startReferenceServer({ port: Number(values['service-port']), dataFolder });
  stopping.push(service.stop);
  const webhookSecret = await connectShop(service);
  if (!values['no-admin']) {
    step('管理画面を作っています(初回は1分ほど)', 'building the admin (a minute the first time)');
    await buildAdminPanel();
  }
  step('Medusa を起動しています', 'starting Medusa');
  const databaseUrl = postgres.url('medusa_shop');
  const environment = {
    ATOBARAI_URL: service.url,
    ATOBARAI_KEY: service.secretKey,
    ATOBARAI_PUBLISHABLE_KEY: service.publishableKey,
    ATOBARAI_WEBHOOK_SECRET: webhookSecret,
    ADMIN_DISABLED: String(values['no-admin']),
    STORE_CORS: storefrontUrl,
    ADMIN_CORS: medusaUrl,
    AUTH_CORS: `${storefrontUrl},${medusaUrl}`,
    ATOBARAI_TASKS_EVERY_MS: '3000',
  };
  const medusa = await startMedusa({ databaseUrl, environment }, Number(values['medusa-port']));
  stopping.push(medusa.stop);
  step('店舗のページを作っています', 'building the storefront');
  const publishableKey = await storefrontKey(databaseUrl);
  const storefront = await startStorefront({ port: Number(values['storefront-port']), medusaUrl, publishableKey });
  stopping.push(storefront.stop);
  show(service);
}

/** Tells the service where the shop's page and its webhooks are. The secret is shown once, so it is kept beside the data. */
async function connectShop(service: ReferenceServer): Promise<string> {
  const client = createClient({ apiKey: service.secretKey, baseUrl: service.url });
  await client.settings.change({ origins: [storefrontUrl] });
  const file = join(values.data, 'webhook-secret');
  const url = `${medusaUrl}/hooks/atobarai`;
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  for await (const endpoint of client.webhookEndpoints.list()) {
    if (endpoint.url !== url) continue;
    if (kept !== undefined) return kept;
    await client.webhookEndpoints.remove(endpoint.id);
  }
  const { secret } = await client.webhookEndpoints.create({ url });
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

function show(service: ReferenceServer): void {
  const rows = [
    ['店舗 / storefront', storefrontUrl],
    ...(existsSync(join(shopFolder, 'public', 'admin')) && !values['no-admin'] ? [['Medusa の管理画面 / admin', `${medusaUrl}/app`]] : []),
    ['  メール / e-mail', staff.email],
    ['  パスワード / password', staff.password],
    ['後払いのサーバー / reference server', service.url],
    ['  API の説明 / API reference', `${service.url}/docs`],
    ['  秘密キー / secret key', service.secretKey],
    ['データ / data', values.data],
  ];
  console.log(`\n${rows.map(([name = '', value]) => `  ${name.padEnd(36)}${value}`).join('\n')}\n`);
  console.log('Ctrl+C で止まります。 / Ctrl+C stops everything.');
}

async function stopAll(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const stop of stopping.toReversed()) await stop().catch(() => undefined);
  process.exit(exitCode);
}
