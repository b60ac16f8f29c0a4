import { getWebhookDelivery, listWebhookDeliveries, type Operations } from './calls.gen.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { WebhookDelivery, WebhookDeliveryLog } from '../contract/webhook-fields.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/**
 * What was sent to the endpoints and what they answered, kept for 30 days; newest first.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * for await (const { id, eventType } of client.webhookDeliveries.list({ status: 'failed' })) {
 *   const { log } = await client.webhookDeliveries.get(id);
 *   console.log(eventType, log.at(-1)?.answer?.status ?? log.at(-1)?.problem);
 * }
 * ```
 */
export type WebhookDeliveries = {
  readonly list: (query?: QueryOf<Operations['listWebhookDeliveries']>, options?: CallOptions) => Paged<WebhookDelivery>;
  /** One delivery with every attempt: what was sent, what came back, how long it took. */
  readonly get: (id: string, options?: CallOptions) => Promise<WebhookDeliveryLog>;
};

export function webhookDeliveriesOf({ call }: Connection): WebhookDeliveries {
  return {
    list: (query = {}, options) => paged((after) => call(listWebhookDeliveries, { query: { ...query, after } }, options), query.after),
    get: (id, options) => call(getWebhookDelivery, { params: { id } }, options),
  };
}
