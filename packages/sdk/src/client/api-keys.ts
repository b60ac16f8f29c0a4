import { type ApiKey, createApiKey, type CreateApiKey, listApiKeys, type NewApiKey, revokeApiKey } from '../contract/api-keys.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Transport } from './transport.ts';

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

export function apiKeysOf({ call }: Transport): ApiKeys {
  return {
    list: (options) => paged((after) => call(listApiKeys, { query: { after } }, options)),
    create: (body, options) => call(createApiKey, { body }, options),
    revoke: (id, options) => call(revokeApiKey, { params: { id } }, options),
  };
}
