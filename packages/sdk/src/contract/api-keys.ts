import * as z from 'zod/mini';
import { ApiKeyId, byId } from './ids.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, listOf, named, oneOf } from './primitives.ts';
import { apiScopes } from './scopes.ts';

const key = {
  id: ApiKeyId,
  kind: oneOf(['sk', 'pk', 'op']),
  /** The last four characters, to tell keys apart. */
  last4: z.string(),
  /** Empty: everything its kind may. */
  scopes: z.array(oneOf(apiScopes)),
  createdAt: Instant,
  expiresAt: z.nullable(Instant),
  revokedAt: z.nullable(Instant),
  lastUsedAt: z.nullable(Instant),
};

export const ApiKey = named('ApiKey', z.object(key));

/** The only time the secret is shown; it is kept as a hash. */
export const NewApiKey = named('NewApiKey', z.object({ ...key, secret: z.string() }));

export const CreateApiKey = named(
  'CreateApiKey',
  z.strictObject({
    kind: oneOf(['sk', 'pk']),
    scopes: z.optional(listOf(oneOf(apiScopes), apiScopes.length)),
    expiresAt: z.optional(Instant),
  }),
);

export const ApiKeyPage = named('ApiKeyPage', pageOf(ApiKey));

export const listApiKeys = operation({
  id: 'apiKeys.list',
  method: 'GET',
  path: '/v1/api-keys',
  summary: { ja: 'APIキーの一覧', en: 'List API keys' },
  access: ['sk'],
  scope: 'keys:write',
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: ApiKeyPage, description: { ja: 'APIキー', en: 'API keys' } } },
});

export const createApiKey = operation({
  id: 'apiKeys.create',
  method: 'POST',
  path: '/v1/api-keys',
  summary: { ja: 'APIキーを作る(秘密の値は一度だけ表示)', en: 'Create an API key; its secret is shown once' },
  access: ['sk'],
  scope: 'keys:write',
  idempotency: 'required',
  body: CreateApiKey,
  replies: { 201: { schema: NewApiKey, description: { ja: '作ったキー', en: 'The key with its secret' } } },
  codes: ['secret_already_shown'],
});

export const revokeApiKey = operation({
  id: 'apiKeys.revoke',
  method: 'DELETE',
  path: '/v1/api-keys/:id',
  summary: { ja: 'APIキーを無効にする', en: 'Revoke an API key' },
  access: ['sk'],
  scope: 'keys:write',
  params: byId(ApiKeyId),
  replies: { 200: { schema: ApiKey, description: { ja: '無効にしたキー', en: 'The key, revoked' } } },
  codes: ['not_found'],
});

export type ApiKey = z.infer<typeof ApiKey>;
export type NewApiKey = z.infer<typeof NewApiKey>;
export type CreateApiKey = z.infer<typeof CreateApiKey>;
