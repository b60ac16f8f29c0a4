import type { WebhookSigner } from '../modules/webhooks/model.ts';

/** WebCrypto is in Node, in workers and in browser tabs alike. */
export const signWebhook: WebhookSigner = async (key, content) => {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(content)));
  return btoa(String.fromCharCode(...signature));
};

const twoTo32 = 2 ** 32;

/** Spreads the waits of deliveries: any even chance will do. */
export function evenChance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / twoTo32;
}
