import '@shopify/shopify-api/adapters/web-api';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { describe, expect, it } from 'vitest';
import type { ShopSession } from '../store/sessions.ts';
import { createFakeShop, createHandClock } from '../testing/index.ts';
import { authRoutes, readShopDomain } from './index.ts';
import { isSignedQuery } from './oauth.ts';

const origin = 'https://adapter.example.jp';

function open(secrets?: readonly string[]) {
  const clock = createHandClock(Date.now());
  const shop = createFakeShop({ clock });
  const saved: ShopSession[] = [];
  const installed: string[] = [];
  const routes = authRoutes({
    endpoint: { ...shop.app, clock, fetch: shop.fetch, originOf: (domain) => `https://${domain}`, timeoutMs: 1000 },
    clientSecrets: secrets ?? [shop.app.clientSecret],
    sessions: { save: async (session) => void saved.push(session) },
    origin,
    onInstalled: async (domain) => void installed.push(domain),
  });
  return { clock, shop, saved, installed, routes };
}

type Opened = ReturnType<typeof open>;

/** The merchant's browser: follows to Shopify's page and carries the cookie back. */
async function toCallback({ shop, routes }: Opened): Promise<{ url: string; cookie: string }> {
  const begun = await routes(new Request(`${origin}/shopify/auth?shop=${shop.domain}`));
  const page = await shop.face(new Request(begun!.headers.get('location')!));
  return { url: page.headers.get('location')!, cookie: begun!.headers.get('set-cookie')!.split(';')[0]! };
}

describe('authorising the app in a shop', () => {
  it('leads over Shopify’s page to a kept session, and on to the app in the admin', async () => {
    const opened = open();
    const { url, cookie } = await toCallback(opened);
    const done = await opened.routes(new Request(url, { headers: { cookie } }));
    expect([done?.status, done?.headers.get('location')]).toEqual([302, `https://${opened.shop.domain}/admin/apps/client-id`]);
    expect(opened.saved).toMatchObject([{ shop: opened.shop.domain, expiresAt: opened.clock.now() + 3_600_000 }]);
    expect(opened.installed).toEqual([opened.shop.domain]);
  });

  it('asks for the scopes it needs, and guards the cookie', async () => {
    const opened = open();
    const begun = await opened.routes(new Request(`${origin}/shopify/auth?shop=${opened.shop.domain}`));
    expect(new URL(begun!.headers.get('location')!).searchParams.get('scope')).toContain('write_orders');
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=600']) expect(begun!.headers.get('set-cookie')).toContain(part);
  });

  it.each([
    ['another shop', (url: URL) => url.searchParams.set('shop', 'other.myshopify.com')],
    ['another code', (url: URL) => url.searchParams.set('code', 'stolen')],
    ['another state', (url: URL) => url.searchParams.set('state', 'x.y')],
    ['no signature', (url: URL) => url.searchParams.delete('hmac')],
    ['an older moment', (url: URL) => url.searchParams.set('timestamp', '1')],
    ['something added', (url: URL) => url.searchParams.append('extra', '1')],
  ])('refuses a callback with %s', async (_what, change) => {
    const opened = open();
    const { url, cookie } = await toCallback(opened);
    const changed = new URL(url);
    change(changed);
    const refused = await opened.routes(new Request(changed, { headers: { cookie } }));
    expect([refused?.status, opened.saved]).toEqual([403, []]);
  });

  it('refuses a callback that another browser began, or that comes late', async () => {
    const opened = open();
    const [first, second] = [await toCallback(opened), await toCallback(opened)];
    expect((await opened.routes(new Request(first.url, { headers: { cookie: second.cookie } })))?.status).toBe(403);
    expect((await opened.routes(new Request(first.url)))?.status).toBe(403);
    await opened.clock.advance(91_000);
    expect((await opened.routes(new Request(first.url, { headers: { cookie: first.cookie } })))?.status).toBe(403);
  });

  it('sends nobody to a host that is no shop', async () => {
    for (const shop of ['evil.example', 'a.myshopify.com.evil.example', 'evil.example/.myshopify.com', '']) {
      expect((await open().routes(new Request(`${origin}/shopify/auth?shop=${encodeURIComponent(shop)}`)))?.status).toBe(400);
    }
    expect(readShopDomain('Teien.MyShopify.com')).toBe('teien.myshopify.com');
  });

  it('leaves every other request to others', async () => {
    expect(await open().routes(new Request(`${origin}/shopify/webhooks`, { method: 'POST' }))).toBeNull();
  });

  it('agrees with Shopify’s own library on what is signed', async () => {
    const opened = open();
    const query = new URL((await toCallback(opened)).url).searchParams;
    const { utils } = shopifyApi({
      apiKey: 'client-id',
      apiSecretKey: 'client-secret',
      hostName: 'adapter.example.jp',
      apiVersion: ApiVersion.July26,
      isEmbeddedApp: false,
      _logDisabledFutureFlags: false,
      logger: { level: LogSeverity.Error },
    });
    const theirs = (given: URLSearchParams) => utils.validateHmac(Object.fromEntries(given));
    const cases = [query, new URLSearchParams([...query, ['a b', 'c&d=é']]), new URLSearchParams([...query].reverse())];
    for (const given of cases) expect(isSignedQuery(given, ['client-secret'])).toBe(await theirs(given));
    expect([await theirs(query), isSignedQuery(query, ['new', 'client-secret']), isSignedQuery(query, ['new'])]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
