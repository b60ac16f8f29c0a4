import * as z from 'zod';
import { check, SealingKey, ShopDomain } from './config.ts';

const optional = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? undefined : value.trim()));
const listed = optional.transform((value) =>
  value === undefined
    ? undefined
    : value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
);

const Environment = z.object({
  SHOPIFY_SHOP: listed.pipe(z.array(ShopDomain).optional()),
  SHOPIFY_CLIENT_ID: z
    .string()
    .optional()
    .transform((value) => value ?? ''),
  SHOPIFY_CLIENT_SECRET: z
    .string()
    .optional()
    .transform((value) => value ?? ''),
  SHOPIFY_CLIENT_SECRET_PREVIOUS: optional,
  SHOPIFY_APP_URL: z
    .string()
    .optional()
    .transform((value) => value ?? ''),
  SHOPIFY_API_VERSION: optional,
  SHOPIFY_ACCESS_TOKEN: optional,
  SHOPIFY_GATEWAY_NAMES: listed,
  ATOBARAI_KEY: z
    .string()
    .optional()
    .transform((value) => value ?? ''),
  ATOBARAI_BASE_URL: optional,
  ATOBARAI_WEBHOOK_SECRET: listed,
  ATOBARAI_SHOPIFY_ENCRYPTION_KEY: z
    .string()
    .optional()
    .transform((value) => (value ?? '').split(','))
    .pipe(z.array(SealingKey)),
  DATABASE_URL: optional,
  DATA_DIR: optional,
  PORT: optional.transform(Number).pipe(z.int().min(0).max(65_535).or(z.nan())),
});

/** What the environment says, with names of this package. */
export type EnvironmentSettings = {
  readonly shops: readonly string[];
  readonly clientId: string;
  /** During a rotation the new one and the old one. */
  readonly clientSecrets: readonly string[];
  readonly origin: string;
  readonly apiVersion: string | undefined;
  /** Of a custom app made in the shop's admin; the client credentials are used without it. */
  readonly accessToken: string | undefined;
  readonly gatewayNames: readonly string[] | undefined;
  readonly atobaraiKey: string;
  readonly atobaraiBaseUrl: string | undefined;
  readonly atobaraiWebhookSecrets: readonly string[];
  readonly sealingKeys: readonly string[];
  /** PostgreSQL; without it PGlite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly port: number;
};

/**
 * Reads the variables that `init` writes into `.env`.
 *
 * @throws {@link ConfigError} with everything that is wrong
 *
 * @example
 * ```ts
 * import { settingsFromEnvironment } from '@atobarai/adapter-shopify';
 *
 * const { shops, port } = settingsFromEnvironment(process.env);
 * console.log(shops, port);
 * ```
 */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): EnvironmentSettings {
  const read = check(Environment, environment);
  return {
    shops: read.SHOPIFY_SHOP ?? [],
    clientId: read.SHOPIFY_CLIENT_ID,
    clientSecrets: [read.SHOPIFY_CLIENT_SECRET, read.SHOPIFY_CLIENT_SECRET_PREVIOUS].filter(
      (secret): secret is string => secret !== undefined,
    ),
    origin: read.SHOPIFY_APP_URL,
    apiVersion: read.SHOPIFY_API_VERSION,
    accessToken: read.SHOPIFY_ACCESS_TOKEN,
    gatewayNames: read.SHOPIFY_GATEWAY_NAMES,
    atobaraiKey: read.ATOBARAI_KEY,
    atobaraiBaseUrl: read.ATOBARAI_BASE_URL,
    atobaraiWebhookSecrets: read.ATOBARAI_WEBHOOK_SECRET ?? [],
    sealingKeys: read.ATOBARAI_SHOPIFY_ENCRYPTION_KEY,
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR ?? '.data',
    port: Number.isNaN(read.PORT) ? 4_600 : read.PORT,
  };
}
