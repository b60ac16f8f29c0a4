import { createApiKey, listApiKeys, revokeApiKey } from './calls.gen.ts';
import type { ApiKey, CreateApiKey, NewApiKey } from '../contract/api-keys.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/**
 * API keys of the shop.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { id } = await client.apiKeys.create({ kind: 'sk', scopes: ['orders:read'] });
 * await client.apiKeys.revoke(id);
 * ```
 */
export type ApiKeys = {
  readonly list: (options?: CallOptions) => Paged<ApiKey>;
  /** Makes a key; `secret` is shown this once. */
  readonly create: (key: CreateApiKey, options?: CallOptions) => Promise<NewApiKey>;
  /** Ends a key; it is refused within 5 seconds. */
  readonly revoke: (id: string, options?: CallOptions) => Promise<ApiKey>;
};

export function apiKeysOf({ call }: Connection): ApiKeys {
  return {
    list: (options) => paged((after) => call(listApiKeys, { query: { after } }, options)),
    create: (body, options) => call(createApiKey, { body }, options),
    revoke: (id, options) => call(revokeApiKey, { params: { id } }, options),
  };
}
