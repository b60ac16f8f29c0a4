import '@shopify/shopify-api/adapters/web-api';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedByShopify } from '../../src/inbound/verify.ts';
import { webhookSignature } from '../../src/testing/sign.ts';
import { recorded } from '../support/recorded-order.ts';

const secret = 'shpss_of_the_app';
const shopify = shopifyApi({
  apiKey: 'client-id',
  apiSecretKey: secret,
  hostName: 'adapter.example.jp',
  apiVersion: ApiVersion.July26,
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error },
});

/** What Shopify's own library says of a delivery. */
async function theirs(rawBody: string, signature: string): Promise<boolean> {
  const headers = {
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': 'shop1.myshopify.com',
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    'x-shopify-hmac-sha256': signature,
  };
  const rawRequest = new Request('https://adapter.example.jp/shopify/webhooks', { method: 'POST', headers });
  const { valid } = await shopify.webhooks.validate({ rawBody, rawRequest });
  return valid;
}

const ours = (rawBody: string, signature: string) => isSignedByShopify(new TextEncoder().encode(rawBody), signature, [secret]);

async function both(rawBody: string, signature: string): Promise<[boolean, boolean]> {
  return [ours(rawBody, signature), await theirs(rawBody, signature)];
}

const fixtures = [
  'jp.orders_create.atobarai',
  'jp.orders_cancelled',
  'jp.fulfillments_create.yamato',
  'jp.fulfillment_events_create.delivered',
  'jp.fulfillment_orders_order_routing_complete',
  'jp.customers_data_request',
  'jp.customers_redact',
  'jp.shop_redact',
  'official.order.2026-04',
  'official.refund.2026-04',
  'official.fulfillment.2026-04',
];

describe("our check of a signature says what Shopify's own library says", () => {
  it.each(fixtures)('of %s: as it came, written anew, cut off, and with one letter changed', async (name) => {
    const raw = recorded(name);
    const signature = webhookSignature(raw, secret);
    expect(await both(raw, signature)).toEqual([true, true]);
    const anew = JSON.stringify(JSON.parse(raw));
    for (const other of [anew, raw.slice(0, -1), `${raw}\n`, raw.replace(/\d/, '0x'), raw.replace('j', 'J')]) {
      if (other !== raw) expect(await both(other, signature), other.slice(0, 40)).toEqual([false, false]);
    }
  });

  it('of kanji, emoji, escaped slashes and ampersands', async () => {
    const raw = String.raw`{"name":"髙﨑🍵𠮷","url":"https:\/\/a.example\/b","both":"a\u0026b"}`;
    expect(await both(raw, webhookSignature(raw, secret))).toEqual([true, true]);
    expect(await both(raw.replaceAll(String.raw`\/`, '/'), webhookSignature(raw, secret))).toEqual([false, false]);
  });

  it.each([
    ['another secret', (body: string) => webhookSignature(body, 'shpss_of_notifications')],
    ['hex instead of base64', (body: string) => Buffer.from(webhookSignature(body, secret), 'base64').toString('hex')],
    ['no padding', (body: string) => webhookSignature(body, secret).replace(/=+$/, '')],
    ['the alphabet of URLs', (body: string) => Buffer.from(webhookSignature(body, secret), 'base64').toString('base64url')],
    ['a letter too many', (body: string) => `${webhookSignature(body, secret)}A`],
    ['other capitals', (body: string) => webhookSignature(body, secret).toLowerCase()],
    ['half of it', (body: string) => webhookSignature(body, secret).slice(0, 20)],
    ['something else', () => 'x'],
  ])('of a signature with %s', async (_, sign) => {
    // A body whose signature has letters that differ between the forms.
    const body = '{"id":820982911946154508}';
    expect(await both(body, sign(body))).toEqual([false, false]);
  });

  it('of any body and any signature', async () => {
    const body = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(body, body, fc.constantFrom(secret, 'another'), async (sent, signed, by) => {
        const [mine, shopifys] = await both(sent, webhookSignature(signed, by));
        expect(mine).toBe(shopifys);
        expect(mine).toBe(sent === signed && by === secret);
      }),
      { numRuns: 200 },
    );
  });
});

it('after a rotation the old secret is good as well, which their library cannot be told', () => {
  const body = new TextEncoder().encode('{}');
  const old = webhookSignature('{}', 'shpss_before');
  expect(isSignedByShopify(body, old, [secret, 'shpss_before'])).toBe(true);
  expect(isSignedByShopify(body, old, [secret])).toBe(false);
  expect(isSignedByShopify(body, null, [secret])).toBe(false);
  expect(isSignedByShopify(body, '', [secret])).toBe(false);
  expect(isSignedByShopify(body, old, [])).toBe(false);
});
