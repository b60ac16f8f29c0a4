import type { Clock } from '../reconcile/ports.ts';
import type { Delivery, Shop, ShopifyStore } from '../store/index.ts';
import { matchesGateway, readJsonLosslessly } from '../translate/index.ts';
import { accepted, bodyWithin, refusal } from './answer.ts';
import { type Errand, errandOf, gatewaysInBody, shopInBody } from './topics.ts';
import { isSignedByShopify } from './verify.ts';

/** What the endpoint for Shopify's deliveries works with. */
export type WebhookParts = {
  readonly store: ShopifyStore;
  readonly clock: Clock;
  /** Whether there is such a shop; may be some seconds old. */
  readonly findShop: (shop: string) => Promise<Shop | null>;
  /** The app's client secrets, during a rotation the new one and the old one. */
  readonly secrets: readonly string[];
  readonly mostBytes: number;
  /** Names of our payment method. */
  readonly gatewayNames: readonly string[];
  /** Milliseconds between a delivery and the look at its order, so that a burst is one look. */
  readonly debounceMs: number;
  /** Told what was refused, for the log; a forger must not be able to fill the database. */
  readonly onRefused: (refused: { readonly status: number; readonly code: string; readonly shop: string; readonly topic: string }) => void;
  readonly onError: (error: unknown) => void;
};

type DeliveryHeaders = {
  readonly shop: string;
  readonly topic: string;
  readonly deliveryId: string;
  readonly eventId: string | null;
  readonly triggeredAt: number;
};

const shopPattern = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;

/**
 * Takes a delivery: verify, note, answer. Nothing is asked of Shopify in here, and nothing is decided: the
 * order is looked at later, however many deliveries were about it.
 */
export async function takeDelivery(request: Request, parts: WebhookParts): Promise<Response> {
  const headers = headersOf(request);
  const answer = await answerTo(request, headers, parts).catch((error: unknown) => {
    parts.onError(error);
    // Anything but 200 makes Shopify send it again: 8 times within 4 hours.
    return refusal(500, 'not_kept', {
      ja: '一時的な障害のため、受け取れませんでした。再送をお待ちします。',
      en: 'Not kept because of a fault here. Send it again.',
    });
  });
  if (answer.status !== 200) {
    const { code } = (await answer.clone().json()) as { readonly code: string };
    parts.onRefused({ status: answer.status, code, shop: headers.shop, topic: headers.topic });
  }
  return answer;
}

function headersOf({ headers }: Request): DeliveryHeaders {
  return {
    shop: (headers.get('x-shopify-shop-domain') ?? '').toLowerCase(),
    topic: (headers.get('x-shopify-topic') ?? '').toLowerCase(),
    deliveryId: headers.get('x-shopify-webhook-id') ?? '',
    eventId: headers.get('x-shopify-event-id'),
    triggeredAt: Date.parse(headers.get('x-shopify-triggered-at') ?? ''),
  };
}

async function answerTo(request: Request, headers: DeliveryHeaders, parts: WebhookParts): Promise<Response> {
  if (request.method !== 'POST')
    return refusal(405, 'method_not_allowed', { ja: 'POST で送信してください。', en: 'Deliveries come by POST.' });
  const bytes = await bodyWithin(request, parts.mostBytes).catch(() => undefined);
  if (bytes === undefined)
    return refusal(400, 'body_unreadable', { ja: '本文を最後まで受信できませんでした。', en: 'The body broke off.' });
  if (bytes === null)
    return refusal(413, 'body_too_large', {
      ja: `本文が ${parts.mostBytes} バイトを超えています。`,
      en: `The body has more than ${parts.mostBytes} bytes.`,
    });
  if (!isSignedByShopify(bytes, request.headers.get('x-shopify-hmac-sha256'), parts.secrets)) return unsigned();
  if (headers.deliveryId === '' || !shopPattern.test(headers.shop)) {
    return refusal(400, 'header_missing', {
      ja: 'X-Shopify-Webhook-Id または X-Shopify-Shop-Domain がありません。',
      en: 'X-Shopify-Webhook-Id or X-Shopify-Shop-Domain is missing.',
    });
  }
  const body = parsed(bytes);
  if (body === null)
    return refusal(400, 'body_not_json', { ja: '本文が JSON オブジェクトではありません。', en: 'The body is no JSON object.' });
  return forShop(body, headers, { parts, bytes });
}

function unsigned(): Response {
  return refusal(401, 'signature_invalid', {
    ja: '署名が一致しません。アプリの Client secret を確認してください。管理画面の「通知」で作成した Webhook は別の鍵で署名されるため、受け付けません。',
    en: 'The signature does not match. Check the client secret of the app. Webhooks made under Notifications in the admin are signed by another secret and not taken.',
  });
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = readJsonLosslessly(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

type Taking = { readonly parts: WebhookParts; readonly bytes: Uint8Array };

async function forShop(body: Readonly<Record<string, unknown>>, headers: DeliveryHeaders, taking: Taking): Promise<Response> {
  const { store, clock } = taking.parts;
  const { shop, topic } = headers;
  const known = await taking.parts.findShop(shop);
  const errand = errandOf(topic, body);
  // A shop that was forgotten may still send its last privacy request.
  if (known === null && errand?.kind !== 'privacy') {
    return refusal(403, 'shop_unknown', {
      ja: `このアダプターは ${shop} にインストールされていません。`,
      en: `This adapter is not installed in ${shop}.`,
    });
  }
  if (errand === undefined) {
    await store.notices.tell({ shop, code: 'unknown_topic', detail: topic }, clock.now());
    return refusal(404, 'topic_unknown', {
      ja: `トピック「${topic}」は使用しません。購読を解除してください。`,
      en: `The topic ${topic} is not used here. Remove its subscription.`,
    });
  }
  if (errand === null)
    return refusal(400, 'resource_missing', { ja: '本文に対象の ID がありません。', en: 'The body names no id of what it is about.' });
  return run(errand, { headers, body, ...taking });
}

type Errands = Taking & {
  readonly headers: DeliveryHeaders;
  readonly body: Readonly<Record<string, unknown>>;
};

async function run(errand: Errand, given: Errands): Promise<Response> {
  const { headers, parts } = given;
  const { shop, topic, deliveryId, eventId } = headers;
  const receivedAt = parts.clock.now();
  const delivery: Delivery = { shop, topic, deliveryId, eventId, resource: errand.kind === 'look' ? errand.gid : shop, receivedAt };
  if (errand.kind === 'look') return look(delivery, given);
  if (errand.kind === 'privacy') return keepPrivacyRequest(delivery, given);
  // What is said of the whole shop must be said by the signed body.
  if (shopInBody(given.body) !== shop && errand.kind === 'uninstalled') return otherShop();
  await (errand.kind === 'uninstalled' ? uninstall(given) : parts.store.shops.sweepAgain(shop, 'upkeep'));
  await parts.store.inbox.note(delivery);
  return accepted('accepted');
}

async function look(delivery: Delivery, { body, parts }: Errands): Promise<Response> {
  const { store, debounceMs, gatewayNames } = parts;
  const names = gatewaysInBody(body);
  // Most orders of most shops are paid otherwise: reading each of them would eat up the shop's bucket.
  const isOther = names.length > 0 && !matchesGateway(names, gatewayNames);
  if (isOther && (await store.orders.load(delivery.shop, delivery.resource)) === null) return accepted('other_gateway');
  return accepted((await store.inbox.accept(delivery, delivery.receivedAt + debounceMs)) ? 'accepted' : 'seen_before');
}

function otherShop(): Response {
  return refusal(400, 'shop_mismatch', {
    ja: '本文のショップと X-Shopify-Shop-Domain が一致しません。',
    en: 'The body and X-Shopify-Shop-Domain name different shops.',
  });
}

async function uninstall({ headers: { shop, triggeredAt }, parts: { store, clock } }: Errands): Promise<void> {
  const known = await store.shops.find(shop);
  // Sent again after the app was installed anew: it is about the installation before.
  if (known !== null && triggeredAt < known.installedAt) return;
  await store.shops.uninstall(shop, clock.now());
  await store.sessions.forget(shop);
}

async function keepPrivacyRequest(delivery: Delivery, { body, bytes, parts }: Errands): Promise<Response> {
  if (shopInBody(body) !== delivery.shop) return otherShop();
  const isNew = await parts.store.privacy.keep({ ...delivery, body: new TextDecoder().decode(bytes) });
  return accepted(isNew ? 'accepted' : 'seen_before');
}
