import type { Event } from '../contract/events.ts';
import type { WebhookEvent } from './event.ts';
import { base64Of, keysOf } from './secrets.ts';

const utf8 = new TextEncoder();

export type SignedContent = { readonly id: string; readonly timestamp: string; readonly body: Uint8Array };

/** HMAC-SHA256 over `id.timestamp.body`, as Standard Webhooks 1.0.0 has it. */
export async function hmacOf(key: Uint8Array<ArrayBuffer>, { id, timestamp, body }: SignedContent): Promise<Uint8Array> {
  const head = utf8.encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, content));
}

/** How {@link signWebhook} signs. */
export type SignOptions = {
  /**
   * What `webhook-id` says.
   * @default the event's own id
   */
  readonly id?: string;
  /**
   * The sender's clock, in milliseconds since 1970.
   * @default Date.now
   */
  readonly now?: () => number;
};

/** A delivery as the service would send it. */
export type SignedWebhook = {
  readonly body: string;
  readonly headers: {
    readonly 'content-type': 'application/json';
    readonly 'webhook-id': string;
    readonly 'webhook-timestamp': string;
    readonly 'webhook-signature': string;
  };
};

/**
 * Signs an event, or the JSON text of one, as the service does, so that a receiver can be tested without
 * it. Several secrets make several signatures, as during a rotation.
 *
 * @throws {@link WebhookVerificationError} `malformed_secret`
 *
 * @example
 * ```ts
 * import { createWebhookSecret, signWebhook, verifyWebhook } from '@atobarai/sdk/webhooks';
 *
 * const secret = createWebhookSecret();
 * const { body, headers } = await signWebhook(
 *   {
 *     id: 'evt_0000000000000000000001',
 *     type: 'order.expired',
 *     createdAt: '2026-11-20T10:00:00+09:00',
 *     mode: 'test',
 *     sequence: 2,
 *     resource: { type: 'order', id: 'ord_0000000000000000000001' },
 *     data: {},
 *   },
 *   secret,
 * );
 * console.log((await verifyWebhook(body, headers, secret)).type);
 * ```
 */
export async function signWebhook(
  event: string | WebhookEvent | Event,
  secrets: string | readonly string[],
  options: SignOptions = {},
): Promise<SignedWebhook> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const id = options.id ?? (JSON.parse(body) as { id: string }).id;
  const timestamp = String(Math.floor((options.now ?? Date.now)() / 1_000));
  const signatures = await Promise.all(
    keysOf(secrets).map(async (key) => `v1,${base64Of(await hmacOf(key, { id, timestamp, body: utf8.encode(body) }))}`),
  );
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
  };
}
