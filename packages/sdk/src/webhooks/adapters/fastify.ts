import type { WebhookHandler } from '../handler.ts';
import { nodeWebhook, type NodeRequest, type NodeResponse } from './node.ts';

/** What is used of Fastify. */
export type FastifyScope = {
  readonly removeAllContentTypeParsers: () => unknown;
  readonly addContentTypeParser: (
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ) => unknown;
  readonly post: (path: string, handler: (request: { readonly raw: NodeRequest }, reply: FastifyReply) => Promise<unknown>) => unknown;
};

export type FastifyReply = { readonly hijack: () => unknown; readonly raw: NodeResponse };

/**
 * Lets a handler take deliveries in Fastify, as a plugin. Inside it no body is parsed; the rest of your
 * application keeps its parsers.
 *
 * @example
 * ```ts
 * import fastify from 'fastify';
 * import { createWebhookHandler, fastifyWebhook, inMemorySeen } from '@atobarai/sdk/webhooks';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env['ATOBARAI_WEBHOOK_SECRET'] ?? '',
 *   seen: inMemorySeen(),
 *   on: { 'order.approved': async ({ data }) => console.log(data.shopOrderId) },
 *   onError: (error, event) => console.error(event.id, error),
 * });
 *
 * export const app = fastify();
 * await app.register(fastifyWebhook('/webhooks', handler));
 * ```
 */
export function fastifyWebhook(path: string, handler: WebhookHandler): (scope: FastifyScope) => Promise<void> {
  const take = nodeWebhook(handler);
  return async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.post(path, async ({ raw }, reply) => {
      reply.hijack();
      await take(raw, reply.raw);
    });
  };
}
