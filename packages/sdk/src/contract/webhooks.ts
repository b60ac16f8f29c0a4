import * as z from 'zod/mini';
import { byId, EventId, WebhookDeliveryId, WebhookEndpointId } from './ids.ts';
import { operation } from './operation.ts';
import { pageQuery } from './pagination.ts';
import { oneOf } from './primitives.ts';
import {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  NewWebhookEndpoint,
  ReplayedEvent,
  ReplayEvent,
  ResendEvents,
  Resent,
  webhookDeliveryStatuses,
  WebhookDeliveryLog,
  WebhookDeliveryPage,
  WebhookEndpoint,
  WebhookEndpointPage,
  WebhookTest,
} from './webhook-fields.ts';

const write = { access: ['sk'], scope: 'webhooks:write' } as const;
const read = { access: ['sk'], scope: 'webhooks:read' } as const;
const endpointReply = { schema: WebhookEndpoint, description: { ja: '送信先', en: 'The endpoint' } };
const newEndpointReply = { schema: NewWebhookEndpoint, description: { ja: '送信先と署名の鍵', en: 'The endpoint with its secret' } };

export const listWebhookEndpoints = operation({
  id: 'webhookEndpoints.list',
  method: 'GET',
  path: '/v1/webhook-endpoints',
  summary: { ja: 'Webhookの送信先の一覧', en: 'List webhook endpoints' },
  ...read,
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: WebhookEndpointPage, description: { ja: '送信先', en: 'Endpoints' } } },
});

export const getWebhookEndpoint = operation({
  id: 'webhookEndpoints.get',
  method: 'GET',
  path: '/v1/webhook-endpoints/:id',
  summary: { ja: 'Webhookの送信先を読む', en: 'Read a webhook endpoint' },
  ...read,
  params: byId(WebhookEndpointId),
  replies: { 200: endpointReply },
  codes: ['not_found'],
});

export const createWebhookEndpoint = operation({
  id: 'webhookEndpoints.create',
  method: 'POST',
  path: '/v1/webhook-endpoints',
  summary: { ja: 'Webhookの送信先を登録する(署名の鍵は一度だけ表示)', en: 'Register a webhook endpoint; its secret is shown once' },
  ...write,
  idempotency: 'required',
  body: CreateWebhookEndpoint,
  replies: { 201: newEndpointReply },
  codes: ['webhook_url_invalid', 'webhook_url_forbidden', 'webhook_endpoint_limit', 'secret_already_shown'],
});

export const changeWebhookEndpoint = operation({
  id: 'webhookEndpoints.change',
  method: 'PATCH',
  path: '/v1/webhook-endpoints/:id',
  summary: { ja: 'Webhookの送信先を変える・止める・再開する', en: 'Change, stop or resume a webhook endpoint' },
  ...write,
  idempotency: 'optional',
  params: byId(WebhookEndpointId),
  body: ChangeWebhookEndpoint,
  replies: { 200: endpointReply },
  codes: ['not_found', 'webhook_url_invalid', 'webhook_url_forbidden'],
});

export const removeWebhookEndpoint = operation({
  id: 'webhookEndpoints.remove',
  method: 'DELETE',
  path: '/v1/webhook-endpoints/:id',
  summary: { ja: 'Webhookの送信先を削除する', en: 'Remove a webhook endpoint' },
  ...write,
  params: byId(WebhookEndpointId),
  replies: { 200: { schema: WebhookEndpoint, description: { ja: '削除した送信先', en: 'The endpoint, removed' } } },
  codes: ['not_found'],
});

export const rotateWebhookSecret = operation({
  id: 'webhookEndpoints.rotateSecret',
  method: 'POST',
  path: '/v1/webhook-endpoints/:id/rotate-secret',
  summary: { ja: '署名の鍵を替える(24時間は前の鍵でも署名)', en: 'Make a new secret; for 24 hours the old one signs, too' },
  ...write,
  idempotency: 'required',
  params: byId(WebhookEndpointId),
  replies: { 200: newEndpointReply },
  codes: ['not_found', 'secret_already_shown'],
});

export const testWebhookEndpoint = operation({
  id: 'webhookEndpoints.test',
  method: 'POST',
  path: '/v1/webhook-endpoints/:id/test',
  summary: { ja: '試しのイベントをすぐに送り、応答を見る', en: 'Send a test event at once and see the answer' },
  ...write,
  idempotency: 'optional',
  params: byId(WebhookEndpointId),
  replies: { 200: { schema: WebhookTest, description: { ja: '送信と応答', en: 'What was sent and answered' } } },
  codes: ['not_found'],
});

export const resendEvents = operation({
  id: 'webhookEndpoints.resend',
  method: 'POST',
  path: '/v1/webhook-endpoints/:id/resend',
  summary: { ja: '期間を指定してイベントを送り直す', en: 'Send the events of a span of time again' },
  ...write,
  idempotency: 'required',
  params: byId(WebhookEndpointId),
  body: ResendEvents,
  replies: { 201: { schema: Resent, description: { ja: '送り直す件数', en: 'How many are sent again' } } },
  codes: ['not_found', 'illegal_transition', 'date_range'],
});

export const replayEvent = operation({
  id: 'events.replay',
  method: 'POST',
  path: '/v1/events/:id/replay',
  summary: { ja: 'イベントを送り直す', en: 'Send an event again' },
  ...write,
  idempotency: 'required',
  params: byId(EventId),
  body: ReplayEvent,
  replies: { 201: { schema: ReplayedEvent, description: { ja: '送り直し', en: 'The new deliveries' } } },
  codes: ['not_found', 'illegal_transition'],
});

export const listWebhookDeliveries = operation({
  id: 'webhookDeliveries.list',
  method: 'GET',
  path: '/v1/webhook-deliveries',
  summary: { ja: 'Webhookの送信記録(新しい順)', en: 'List webhook deliveries, newest first' },
  ...read,
  query: z.strictObject({
    ...pageQuery,
    webhookEndpointId: z.optional(WebhookEndpointId),
    eventId: z.optional(EventId),
    status: z.optional(oneOf(webhookDeliveryStatuses)),
  }),
  replies: { 200: { schema: WebhookDeliveryPage, description: { ja: '送信記録', en: 'Deliveries' } } },
});

export const getWebhookDelivery = operation({
  id: 'webhookDeliveries.get',
  method: 'GET',
  path: '/v1/webhook-deliveries/:id',
  summary: { ja: 'Webhookの送信記録をひとつ、送信ごとの応答とともに読む', en: 'Read a delivery with all its attempts' },
  ...read,
  params: byId(WebhookDeliveryId),
  replies: { 200: { schema: WebhookDeliveryLog, description: { ja: '送信記録', en: 'The delivery' } } },
  codes: ['not_found'],
});
