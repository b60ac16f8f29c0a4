import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminError } from '../reconcile/ports.ts';
import { openPglite, openStore, type SessionStore, type ShopifyStore } from '../store/index.ts';
import { createFakeShop, createHandClock } from '../testing/index.ts';
import { clientCredentials, expiringOfflineTokens, staticToken } from './index.ts';
import type { TokenEndpoint } from './token-request.ts';

const hourMs = 60 * 60_000;

let store: ShopifyStore;
beforeAll(async () => {
  store = await openStore({ database: await openPglite(), sealingKeys: [Buffer.alloc(32, 7).toString('base64')] });
});
afterAll(async () => {
  await store.close();
});

let shops = 0;

/** A shop of its own for each test, and a count of how often it was asked for a token. */
function open() {
  shops += 1;
  const clock = createHandClock(undefined, { skipsWaits: true });
  const shop = createFakeShop({ clock, domain: `shop-${shops}.myshopify.com` });
  let asked = 0;
  const fetchCounted: typeof globalThis.fetch = async (input, init) => {
    asked += 1;
    return await shop.fetch(input, init);
  };
  const endpoint: TokenEndpoint = { ...shop.app, clock, fetch: fetchCounted, originOf: (domain) => `https://${domain}`, timeoutMs: 1000 };
  return { clock, shop, endpoint, sessions: store.sessions, asked: () => asked };
}

const failureOf = (problem: unknown) => (problem instanceof AdminError ? problem.failure : String(problem));

async function authorise({ shop, endpoint, sessions }: ReturnType<typeof open>): Promise<void> {
  const page = await shop.face(new Request(`https://${shop.domain}/admin/oauth/authorize?redirect_uri=https%3A%2F%2Fa.example.jp%2Fback`));
  const code = new URL(page.headers.get('location')!).searchParams.get('code')!;
  const body = JSON.stringify({ client_id: endpoint.clientId, client_secret: endpoint.clientSecret, code, expiring: '1' });
  const answer = (await (await shop.fetch(`https://${shop.domain}/admin/oauth/access_token`, { method: 'POST', body })).json()) as Record<
    string,
    unknown
  >;
  const now = endpoint.clock.now();
  await sessions.save(
    {
      shop: shop.domain,
      accessToken: String(answer.access_token),
      scopes: [],
      expiresAt: now + hourMs,
      refreshToken: String(answer.refresh_token),
      refreshExpiresAt: now + 90 * 24 * hourMs,
    },
    now,
  );
}

describe('tokens by client credentials', () => {
  it('asks once for a day, and again shortly before its end', async () => {
    const { clock, shop, endpoint, sessions, asked } = open();
    const tokens = clientCredentials({ sessions, endpoint });
    const first = await tokens.token(shop.domain);
    await clock.advance(23 * hourMs);
    expect([await tokens.token(shop.domain), asked()]).toEqual([first, 1]);
    await clock.advance(hourMs - 60_000);
    expect(await tokens.token(shop.domain)).not.toBe(first);
    expect(asked()).toBe(2);
  });

  it('asks once however many want a token at the same time, in one process and in two', async () => {
    const { shop, endpoint, sessions, asked } = open();
    const processes = [clientCredentials({ sessions, endpoint }), clientCredentials({ sessions, endpoint })];
    const all = await Promise.all(processes.flatMap((tokens) => Array.from({ length: 10 }, () => tokens.token(shop.domain))));
    expect([new Set(all).size, asked()]).toEqual([1, 1]);
  });

  it('takes the token another process has just renewed instead of renewing again', async () => {
    const { shop, endpoint, sessions, asked } = open();
    const [one, other] = [clientCredentials({ sessions, endpoint }), clientCredentials({ sessions, endpoint })];
    const rejected = await one.token(shop.domain);
    const renewed = await other.renew(shop.domain, rejected);
    expect([await one.renew(shop.domain, rejected), asked()]).toEqual([renewed, 2]);
  });

  it('goes on after a process that died while renewing, once its claim has lapsed', async () => {
    const { clock, shop, endpoint, sessions, asked } = open();
    await sessions.claimRefresh(shop.domain, { now: clock.now(), leaseMs: 20_000 });
    expect(await clientCredentials({ sessions, endpoint }).token(shop.domain)).toMatch('shpat');
    expect(asked()).toBe(1);
  });

  it('says unauthorized for wrong credentials, unavailable for a shop that does not answer, and may be tried again', async () => {
    const { shop, endpoint, sessions } = open();
    const wrong = clientCredentials({ sessions, endpoint: { ...endpoint, clientSecret: 'wrong' } });
    expect(await wrong.token(shop.domain).catch(failureOf)).toBe('unauthorized');
    const silent = clientCredentials({ sessions, endpoint: { ...endpoint, fetch: () => Promise.reject(new TypeError('fetch failed')) } });
    expect(await silent.token(shop.domain).catch(failureOf)).toBe('unavailable');
    expect(await clientCredentials({ sessions, endpoint }).token(shop.domain)).toMatch('shpat');
  });
});

describe('expiring offline tokens', () => {
  it('refreshes by the refresh token, keeping the new one', async () => {
    const opened = open();
    await authorise(opened);
    const tokens = expiringOfflineTokens(opened);
    const first = await tokens.token(opened.shop.domain);
    for (let turn = 0; turn < 3; turn += 1) await opened.clock.advance(hourMs).then(() => tokens.token(opened.shop.domain));
    expect(await tokens.token(opened.shop.domain)).not.toBe(first);
    expect(opened.asked()).toBe(3);
  });

  it('loses nothing when the answer to a refresh is lost: the old refresh token still holds', async () => {
    const opened = open();
    await authorise(opened);
    await opened.clock.advance(hourMs);
    const losing: typeof globalThis.fetch = async (input, init) => {
      await opened.shop.fetch(input, init);
      throw new TypeError('fetch failed');
    };
    const lossy = expiringOfflineTokens({ ...opened, endpoint: { ...opened.endpoint, fetch: losing } });
    expect(await lossy.token(opened.shop.domain).catch(failureOf)).toBe('unavailable');
    expect(await expiringOfflineTokens(opened).token(opened.shop.domain)).toMatch('shpat');
  });

  it('asks for an authorisation where there never was one', async () => {
    const opened = open();
    expect(await expiringOfflineTokens(opened).token(opened.shop.domain).catch(failureOf)).toBe('unauthorized');
  });
});

describe('a configured token', () => {
  it('is the same always, and cannot be renewed', async () => {
    const tokens = staticToken('shpat_x');
    expect(await tokens.token('a.myshopify.com')).toBe('shpat_x');
    expect(await tokens.renew('a.myshopify.com', 'shpat_x').catch(failureOf)).toBe('unauthorized');
  });
});

describe('sessions at rest', () => {
  it('are the same whichever process reads them', async () => {
    const { shop, endpoint, sessions } = open();
    const token = await clientCredentials({ sessions, endpoint }).token(shop.domain);
    const kept: Awaited<ReturnType<SessionStore['load']>> = await sessions.load(shop.domain);
    expect(kept).toMatchObject({ shop: shop.domain, accessToken: token, refreshToken: null, scopes: shop.settings.scopes });
  });
});
