import { AdminError, type Clock } from '../reconcile/ports.ts';
import type { SessionStore, ShopSession } from '../store/sessions.ts';
import { failureWords } from './failure-words.ts';
import { requestToken, type TokenEndpoint } from './token-request.ts';

/** Where sessions are kept, sealed; a refresh is claimed, so that one process at a time asks for a shop's token. */
export type TokenSessions = Pick<SessionStore, 'load' | 'save' | 'claimRefresh' | 'releaseRefresh'>;

/** Gives the token of a shop, and another one when Shopify no longer accepts it. */
export type TokenProvider = {
  readonly token: (shop: string) => Promise<string>;
  /** @throws {@link AdminError} `unauthorized` when there is no other token to be had. */
  readonly renew: (shop: string, rejected: string) => Promise<string>;
};

/** A token is replaced this long before it ends, so that none ends on its way. */
const renewAheadMs = 5 * 60_000;
/** A process that died while renewing holds the others up no longer than this. */
const leaseMs = 30_000;
const lookEveryMs = 500;

function noToken(reason: string): AdminError {
  return new AdminError('unauthorized', `${failureWords.unauthorized.en} (${reason})`);
}

/** The token of a custom app made in the shop's admin: it never changes, so there is nothing to renew. */
export function staticToken(token: string): TokenProvider {
  return {
    token: async () => token,
    renew: async () => {
      throw noToken('the configured token was refused');
    },
  };
}

type Renewal = {
  readonly sessions: TokenSessions;
  readonly clock: Clock;
  /** Brings a new session in place of the present one. */
  readonly fetchSession: (shop: string, present: ShopSession | null) => Promise<ShopSession>;
};

/** Keeps sessions fresh: one renewal at a time per shop, over all processes, and none that another has just made. */
function renewing({ sessions, clock, fetchSession }: Renewal): TokenProvider {
  const underway = new Map<string, Promise<string>>();

  /** The token of a session that will do: not the one refused, and not about to end. */
  function usable(session: ShopSession | null, rejected: string | null): string | null {
    if (session === null || session.accessToken === rejected) return null;
    return session.expiresAt === null || session.expiresAt - clock.now() > renewAheadMs ? session.accessToken : null;
  }

  async function fetchAndSave(shop: string, rejected: string | null): Promise<string> {
    try {
      const present = await sessions.load(shop);
      const session = usable(present, rejected) === null ? await fetchSession(shop, present) : present;
      if (session === null) throw noToken('no session');
      await sessions.save(session, clock.now());
      return session.accessToken;
    } catch (problem) {
      await sessions.releaseRefresh(shop);
      throw problem;
    }
  }

  async function replace(shop: string, rejected: string | null): Promise<string> {
    for (let looks = 0; looks * lookEveryMs <= leaseMs; looks += 1) {
      if (await sessions.claimRefresh(shop, { now: clock.now(), leaseMs })) return await fetchAndSave(shop, rejected);
      await clock.sleep(lookEveryMs);
      const token = usable(await sessions.load(shop), rejected);
      if (token !== null) return token;
    }
    throw new AdminError('unavailable', `${failureWords.unavailable.en} (another process has been renewing the token for too long)`);
  }

  async function replaceOnce(shop: string, rejected: string | null): Promise<string> {
    const running = underway.get(shop);
    if (running !== undefined) return await running;
    const mine = replace(shop, rejected).finally(() => underway.delete(shop));
    underway.set(shop, mine);
    return await mine;
  }

  return {
    token: async (shop) => usable(await sessions.load(shop), null) ?? (await replaceOnce(shop, null)),
    renew: replaceOnce,
  };
}

/** What the providers that ask for tokens are made of. */
export type TokenParts = { readonly sessions: TokenSessions; readonly endpoint: TokenEndpoint };

/** Tokens of 24 hours for an app in the same organisation as the shop; asked for anew, since there is no refresh token. */
export function clientCredentials({ sessions, endpoint }: TokenParts): TokenProvider {
  return renewing({
    sessions,
    clock: endpoint.clock,
    fetchSession: (shop) => requestToken(endpoint, shop, { grant_type: 'client_credentials' }),
  });
}

/** Tokens of an hour with a refresh token of 90 days; the first comes by authorisation, see `authRoutes`. */
export function expiringOfflineTokens({ sessions, endpoint }: TokenParts): TokenProvider {
  return renewing({
    sessions,
    clock: endpoint.clock,
    async fetchSession(shop, present) {
      if (present?.refreshToken === null || present?.refreshToken === undefined) throw noToken('the shop has not authorised the app');
      const session = await requestToken(endpoint, shop, { grant_type: 'refresh_token', refresh_token: present.refreshToken });
      // The old refresh token holds until the new one is used, so an answer that got lost costs nothing.
      return session.refreshToken === null
        ? { ...session, refreshToken: present.refreshToken, refreshExpiresAt: present.refreshExpiresAt }
        : session;
    },
  });
}
