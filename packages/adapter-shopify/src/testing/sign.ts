import { createHmac } from 'node:crypto';

/** A webhook as it is about to be sent. */
export type WebhookToSign = {
  readonly shop: string;
  /** `orders/create` */
  readonly topic: string;
  /** The bytes that are sent: `shopifyJson(payload)`. */
  readonly body: string;
  readonly secret: string;
  /** The same on every try of one delivery. */
  readonly webhookId: string;
  /** The same over all subscriptions that hear of one event. */
  readonly eventId?: string;
  /** RFC 3339. */
  readonly triggeredAt: string;
  readonly apiVersion?: string;
};

/** Base64 of the HMAC-SHA256 over the raw body, as `X-Shopify-Hmac-Sha256` carries it. */
export function webhookSignature(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

/** The headers of a webhook, its signature among them. */
export function webhookHeaders(webhook: WebhookToSign): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': webhook.topic,
    'X-Shopify-Shop-Domain': webhook.shop,
    'X-Shopify-API-Version': webhook.apiVersion ?? '2026-07',
    'X-Shopify-Webhook-Id': webhook.webhookId,
    'X-Shopify-Triggered-At': webhook.triggeredAt,
    'X-Shopify-Hmac-Sha256': webhookSignature(webhook.body, webhook.secret),
    ...(webhook.eventId === undefined ? {} : { 'X-Shopify-Event-Id': webhook.eventId }),
  };
}

/** A signed request, ready for `adapter.fetch`. */
export function signedWebhook(webhook: WebhookToSign, uri = 'https://adapter.example.jp/shopify/webhooks'): Request {
  return new Request(uri, { method: 'POST', headers: webhookHeaders(webhook), body: webhook.body });
}
