import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { requiredScopes } from '../graphql/scopes.ts';
import { readShopDomain } from './shop-domain.ts';
import { requestToken, type TokenEndpoint } from './token-request.ts';
import type { SessionStore } from '../store/sessions.ts';

/** What the two routes of an authorisation are made of. */
export type AuthRouteParts = {
  readonly endpoint: TokenEndpoint;
  /** Every secret that Shopify may sign with just now. */
  readonly clientSecrets: readonly string[];
  readonly sessions: Pick<SessionStore, 'save'>;
  /** `https://adapter.example.jp`, where Shopify sends the merchant back to. */
  readonly origin: string;
  /** Runs once the session is kept: subscriptions and backfill start there. */
  readonly onInstalled: (shop: string) => Promise<void>;
};

const beginPath = '/shopify/auth';
const callbackPath = '/shopify/auth/callback';
const stateCookie = 'atobarai_shopify_state';
/** The merchant has this long to press "install". */
const stateSeconds = 10 * 60;
/** As wide as Shopify's own library takes it. */
const callbackSeconds = 90;

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function signed(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Shopify signs the query without `hmac`, its pairs in the order of their names. */
export function isSignedQuery(query: URLSearchParams, secrets: readonly string[]): boolean {
  const hmac = query.get('hmac') ?? '';
  const pairs = new URLSearchParams([...query].filter(([name]) => name !== 'hmac' && name !== 'signature'));
  pairs.sort();
  return secrets.some((secret) => same(hmac, signed(secret, pairs.toString())));
}

function refuse(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } });
}

function cookieOf(request: Request): string {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${stateCookie}=`))?.slice(stateCookie.length + 1) ?? '';
}

/** Bound to the shop and signed, so that neither a cookie nor a state from elsewhere fits. */
function stateFor(shop: string, nonce: string, secret: string): string {
  return `${nonce}.${signed(secret, `${shop} ${nonce}`)}`;
}

function begin(parts: AuthRouteParts, url: URL): Response {
  const shop = readShopDomain(url.searchParams.get('shop'));
  if (shop === null)
    return refuse(
      400,
      '?shop= is not a shop: write example.myshopify.com. / shop にはストアのドメイン(example.myshopify.com)を指定してください。',
    );
  const state = stateFor(shop, randomBytes(24).toString('hex'), parts.endpoint.clientSecret);
  const query = new URLSearchParams({
    client_id: parts.endpoint.clientId,
    scope: requiredScopes.join(','),
    redirect_uri: `${parts.origin}${callbackPath}`,
    state,
  });
  const cookie = `${stateCookie}=${state}; Path=${callbackPath}; Max-Age=${stateSeconds}; HttpOnly; Secure; SameSite=Lax`;
  return new Response(null, {
    status: 302,
    headers: {
      Location: `${parts.endpoint.originOf(shop)}/admin/oauth/authorize?${query}`,
      'Set-Cookie': cookie,
      'Cache-Control': 'no-store',
    },
  });
}

function fitsTime(query: URLSearchParams, now: number): boolean {
  const seconds = Number(query.get('timestamp') ?? Number.NaN);
  return Number.isInteger(seconds) && Math.abs(now / 1000 - seconds) <= callbackSeconds;
}

function fitsState(shop: string, request: Request, { parts, query }: { parts: AuthRouteParts; query: URLSearchParams }): boolean {
  const state = query.get('state') ?? '';
  const nonce = state.split('.')[0] ?? '';
  return same(state, cookieOf(request)) && same(state, stateFor(shop, nonce, parts.endpoint.clientSecret));
}

async function callback(parts: AuthRouteParts, request: Request, url: URL): Promise<Response> {
  const query = url.searchParams;
  const shop = readShopDomain(query.get('shop'));
  const code = query.get('code') ?? '';
  const genuine = shop !== null && code !== '' && isSignedQuery(query, parts.clientSecrets) && fitsTime(query, parts.endpoint.clock.now());
  if (!genuine || !fitsState(shop, request, { parts, query })) {
    return refuse(
      403,
      `This authorisation was not begun here, or is too old: open ${parts.origin}${beginPath}?shop=… again. / 認証の有効期限が切れたか、別の場所で開始されています。もう一度はじめからお試しください。`,
    );
  }
  const session = await requestToken(parts.endpoint, shop, { code, expiring: '1' });
  await parts.sessions.save(session, parts.endpoint.clock.now());
  await parts.onInstalled(shop);
  const gone = `${stateCookie}=; Path=${callbackPath}; Max-Age=0; HttpOnly; Secure; SameSite=Lax`;
  return new Response(null, {
    status: 302,
    headers: {
      Location: `${parts.endpoint.originOf(shop)}/admin/apps/${parts.endpoint.clientId}`,
      'Set-Cookie': gone,
      'Cache-Control': 'no-store',
    },
  });
}

/**
 * Answers `GET /shopify/auth?shop=…` and `GET /shopify/auth/callback`; null for any other request.
 * @throws AdminError when the shop gives no token for its own code.
 */
export function authRoutes(parts: AuthRouteParts): (request: Request) => Promise<Response | null> {
  return async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET') return null;
    if (url.pathname === beginPath) return begin(parts, url);
    return url.pathname === callbackPath ? await callback(parts, request, url) : null;
  };
}
