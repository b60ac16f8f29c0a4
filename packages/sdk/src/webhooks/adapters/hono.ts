import type { WebhookHandler } from '../handler.ts';

/**
 * Lets a handler take deliveries in Hono, wherever Hono runs. No middleware may read the body before it.
 *
 * @example
 * ```ts
 * import { Hono } from 'hono';
 * import { createWebhookHandler, honoWebhook, inMemorySeen } from '@atobarai/sdk/webhooks';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env['ATOBARAI_WEBHOOK_SECRET'] ?? '',
 *   seen: inMemorySeen(),
 *   on: { 'order.approved': async ({ data }) => console.log(data.shopOrderId) },
 *   onError: (error, event) => console.error(event.id, error),
 * });
 *
 * export const app = new Hono();
 * app.post('/webhooks', honoWebhook(handler));
 * ```
 */
export function honoWebhook(handler: WebhookHandler): (context: { readonly req: { readonly raw: Request } }) => Promise<Response> {
  return ({ req }) => handler(req.raw);
}
