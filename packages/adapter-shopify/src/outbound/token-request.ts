import { AdminError, type Clock } from '../reconcile/ports.ts';
import type { ShopSession } from '../store/sessions.ts';
import { retryAfterMs } from './answer.ts';
import { failureWords } from './failure-words.ts';

/** Where and with what a token is asked for. */
export type TokenEndpoint = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** `https://example.myshopify.com`, or a stand-in. */
  readonly originOf: (shop: string) => string;
  readonly timeoutMs: number;
};

/** What is asked: by the app's own credentials, by a refresh token, or by the code of an authorisation. */
export type TokenGrant =
  | { readonly grant_type: 'client_credentials' }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  | { readonly code: string; readonly expiring: '1' };

type Answered = { readonly status: number; readonly retryAfter: string | null; readonly body: unknown };

function fault(status: number, body: unknown): string {
  const code = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : '';
  return code === '' ? `HTTP ${status}` : `HTTP ${status} ${code.slice(0, 80)}`;
}

/** 4xx means these credentials will never do; anything else may pass. */
function refusal({ status, body, retryAfter }: Answered, now: number): AdminError {
  const failure = status === 429 ? 'throttled' : status >= 400 && status < 500 ? 'unauthorized' : 'unavailable';
  const wait = retryAfterMs(retryAfter, now);
  return new AdminError(failure, `${failureWords[failure].en} (${fault(status, body)})`, wait === null ? {} : { retryAfterMs: wait });
}

function after(seconds: unknown, now: number): number | null {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? now + seconds * 1000 : null;
}

function sessionOf(shop: string, body: unknown, now: number): ShopSession | null {
  if (typeof body !== 'object' || body === null || !('access_token' in body) || typeof body.access_token !== 'string') return null;
  const fields = body as {
    access_token: string;
    scope?: unknown;
    expires_in?: unknown;
    refresh_token?: unknown;
    refresh_token_expires_in?: unknown;
  };
  const scopes = typeof fields.scope === 'string' ? fields.scope.split(',').map((scope) => scope.trim()) : [];
  return {
    shop,
    accessToken: fields.access_token,
    scopes: scopes.filter((scope) => scope !== ''),
    expiresAt: after(fields.expires_in, now),
    refreshToken: typeof fields.refresh_token === 'string' ? fields.refresh_token : null,
    refreshExpiresAt: after(fields.refresh_token_expires_in, now),
  };
}

async function ask(endpoint: TokenEndpoint, shop: string, grant: TokenGrant): Promise<Answered> {
  const response = await endpoint.fetch(`${endpoint.originOf(shop)}/admin/oauth/access_token`, {
    method: 'POST',
    redirect: 'error',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ client_id: endpoint.clientId, client_secret: endpoint.clientSecret, ...grant }),
    signal: AbortSignal.timeout(endpoint.timeoutMs),
  });
  const body: unknown = await response.json().catch(() => null);
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

/**
 * Asks a shop for a token.
 * @throws {@link AdminError} `unauthorized` when the grant is refused, `unavailable` when nobody answers.
 */
export async function requestToken(endpoint: TokenEndpoint, shop: string, grant: TokenGrant): Promise<ShopSession> {
  const answered = await ask(endpoint, shop, grant).catch((cause: unknown) => {
    throw new AdminError('unavailable', failureWords.unavailable.en, { cause });
  });
  const session = answered.status === 200 ? sessionOf(shop, answered.body, endpoint.clock.now()) : null;
  if (session === null) throw refusal(answered.status === 200 ? { ...answered, status: 502 } : answered, endpoint.clock.now());
  return session;
}
