import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  getWebhookEndpoint,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  resendEvents,
  rotateWebhookSecret,
  testWebhookEndpoint,
  type Operations,
} from './calls.gen.ts';
import type { QueryOf } from '../contract/operation.ts';
import type {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  NewWebhookEndpoint,
  ResendEvents,
  Resent,
  WebhookEndpoint,
  WebhookTest,
} from '../contract/webhook-fields.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/**
 * Addresses that are told what happens, signed as Standard Webhooks says.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { id, secret } = await client.webhookEndpoints.create({ url: 'https://shop.example/webhooks' });
 * const { attempt } = await client.webhookEndpoints.test(id);
 * console.log(secret.startsWith('whsec_'), attempt.answer?.status ?? attempt.problem);
 * ```
 */
export type WebhookEndpoints = {
  readonly list: (query?: QueryOf<Operations['listWebhookEndpoints']>, options?: CallOptions) => Paged<WebhookEndpoint>;
  readonly get: (id: string, options?: CallOptions) => Promise<WebhookEndpoint>;
  /**
   * Registers an address; `secret` is shown this once.
   *
   * @throws {@link RequestError} `webhook_url_invalid` or `webhook_url_forbidden`
   * @throws {@link ConflictError} `webhook_endpoint_limit` when the shop has 16 already
   */
  readonly create: (endpoint: CreateWebhookEndpoint, options?: CallOptions) => Promise<NewWebhookEndpoint>;
  /** Changes the address or the events, stops sending (`enabled: false`) or takes it up again. */
  readonly change: (id: string, change: ChangeWebhookEndpoint, options?: CallOptions) => Promise<WebhookEndpoint>;
  readonly remove: (id: string, options?: CallOptions) => Promise<WebhookEndpoint>;
  /** Makes a new secret, shown this once. For 24 hours everything is signed with the old one, too. */
  readonly rotateSecret: (id: string, options?: CallOptions) => Promise<NewWebhookEndpoint>;
  /** Sends an `endpoint.test` at once and answers what the receiver answered, within about 15 seconds. */
  readonly test: (id: string, options?: CallOptions) => Promise<WebhookTest>;
  /**
   * Sends everything again that happened from a moment on and before another, by `createdAt`.
   *
   * @throws {@link RequestError} `date_range` when that is more than 5,000 events, or the span ends before it begins
   */
  readonly resend: (id: string, span: ResendEvents, options?: CallOptions) => Promise<Resent>;
};

export function webhookEndpointsOf({ call }: Connection): WebhookEndpoints {
  return {
    list: (query = {}, options) => paged((after) => call(listWebhookEndpoints, { query: { ...query, after } }, options), query.after),
    get: (id, options) => call(getWebhookEndpoint, { params: { id } }, options),
    create: (body, options) => call(createWebhookEndpoint, { body }, options),
    change: (id, body, options) => call(changeWebhookEndpoint, { params: { id }, body }, options),
    remove: (id, options) => call(removeWebhookEndpoint, { params: { id } }, options),
    rotateSecret: (id, options) => call(rotateWebhookSecret, { params: { id } }, options),
    test: (id, options) => call(testWebhookEndpoint, { params: { id } }, options),
    resend: (id, body, options) => call(resendEvents, { params: { id }, body }, options),
  };
}
