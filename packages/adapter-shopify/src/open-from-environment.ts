import { join } from 'node:path';
import { type Client, type ClientOptions, createClient } from '@atobarai/sdk';
import { createShopifyAdapter, type ShopifyAdapter } from './adapter.ts';
import { check, Checked, ConfigError } from './config.ts';
import { lockDirectory } from './directory-lock.ts';
import { type EnvironmentSettings, settingsFromEnvironment } from './environment.ts';
import type { LogEntry } from './run/worker.ts';
import { openPglite, openPostgres, openStore, type ShopifyStore } from './store/index.ts';

/** An adapter with everything it was opened with. */
export type OpenedAdapter = {
  readonly adapter: ShopifyAdapter;
  readonly settings: EnvironmentSettings;
  readonly client: Client;
  readonly store: ShopifyStore;
  /** Where a shop's Admin API is. */
  readonly shopOrigin: (shop: string) => string;
  /** Ends what is under way and closes the database. */
  readonly close: () => Promise<void>;
};

export type OpenOptions = {
  readonly log?: ((entry: LogEntry) => void) | undefined;
  /** Keep nothing: for a look at a shop while another process has the database. */
  readonly inMemory?: boolean | undefined;
  /** How calls to the payment service are repeated, when not as usual. */
  readonly retry?: ClientOptions['retry'] | undefined;
};

/**
 * Opens the adapter as the environment says: PostgreSQL with `DATABASE_URL`, else PGlite in `DATA_DIR`.
 * The static token is used where there is one, the client credentials for the shops that are named, and
 * OAuth where none is.
 *
 * @throws {@link ConfigError} with everything that is wrong with the environment
 * @throws {@link DirectoryInUseError} when another process has the embedded database open
 *
 * @example
 * ```ts
 * import { openFromEnvironment } from '@atobarai/adapter-shopify';
 *
 * const { adapter, settings, close } = await openFromEnvironment(process.env);
 * await adapter.start();
 * process.once('SIGTERM', () => void close());
 * console.log(settings.port, adapter.fetch);
 * ```
 */
export async function openFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  { log, inMemory = false, retry }: OpenOptions = {},
): Promise<OpenedAdapter> {
  const settings = settingsFromEnvironment(environment);
  // Before anything is opened, so that everything that is wrong is told at once.
  const checked = check(Checked, {
    app: { clientId: settings.clientId, clientSecrets: settings.clientSecrets, origin: settings.origin, apiVersion: settings.apiVersion },
    auth: authOf(settings),
    shops: settings.shops,
    policy: { ...(settings.gatewayNames === undefined ? {} : { gatewayNames: settings.gatewayNames }), ...policyIn(environment) },
    atobaraiWebhookSecrets: settings.atobaraiWebhookSecrets,
  });
  const client = createClient({
    apiKey: settings.atobaraiKey,
    baseUrl: settings.atobaraiBaseUrl,
    ...(retry === undefined ? {} : { retry }),
  });
  const { store, release } = await openedStore(settings, inMemory);
  const origin = environment['SHOPIFY_ADMIN_ORIGIN'];
  const shopOrigin = (shop: string) => origin ?? `https://${shop}`;
  const adapter = createShopifyAdapter({ ...checked, atobarai: client, store, log, admin: { originOf: shopOrigin } });
  return { adapter, settings, client, store, shopOrigin, close: () => adapter.stop().then(release) };
}

/** Everything of the policy beside the names of the payment method, as one JSON object. */
function policyIn(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  const text = environment['SHOPIFY_POLICY']?.trim() ?? '';
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told of below, as everything that is no object.
  }
  throw new ConfigError([
    {
      path: 'SHOPIFY_POLICY',
      messageJa: 'JSON のオブジェクトで指定してください(例: {"onRejected":"cancel"})。',
      messageEn: 'Give a JSON object, such as {"onRejected":"cancel"}.',
    },
  ]);
}

function authOf({ accessToken, shops }: EnvironmentSettings): Checked['auth'] {
  if (accessToken !== undefined) return { kind: 'static', token: accessToken };
  return shops.length > 0 ? { kind: 'client_credentials' } : { kind: 'oauth' };
}

type OpenedStore = { readonly store: ShopifyStore; readonly release: () => Promise<void> };

async function openedStore({ databaseUrl, dataDir, sealingKeys }: EnvironmentSettings, inMemory: boolean): Promise<OpenedStore> {
  const isEmbedded = !inMemory && databaseUrl === undefined;
  const unlock = isEmbedded ? await lockDirectory(dataDir) : async () => {};
  try {
    const database = await (isEmbedded
      ? openPglite({ directory: join(dataDir, 'shopify') })
      : inMemory
        ? openPglite()
        : openPostgres({ connectionString: databaseUrl ?? '' }));
    const store = await openStore({ database, sealingKeys });
    return { store, release: () => store.close().then(unlock) };
  } catch (error) {
    await unlock();
    throw error;
  }
}
