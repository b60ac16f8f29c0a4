import type { World } from '../shop/world.ts';

/** The app as the Dev Dashboard knows it. */
export type FakeApp = { readonly clientId: string; readonly clientSecret: string };

type Granted = { readonly expiresAt: number | null };
type Answer = { readonly status: number; readonly body: unknown };

const daySeconds = 24 * 60 * 60;
const hourSeconds = 60 * 60;
/** Ninety days (shopify.md 1.1). */
const refreshSeconds = 90 * daySeconds;

/** Everything given out, and what of it still holds. */
function createGrants(world: World) {
  const granted = new Map<string, Granted>();
  let made = 0;
  const next = (prefix: string) => {
    made += 1;
    return `${prefix}_${String(made).padStart(6, '0')}`;
  };
  return {
    next,
    access(seconds: number | null): string {
      const token = next('shpat');
      granted.set(token, { expiresAt: seconds === null ? null : world.clock.now() + seconds * 1000 });
      return token;
    },
    accepts(token: string | null): boolean {
      const found = token === null ? undefined : granted.get(token);
      return found !== undefined && (found.expiresAt === null || found.expiresAt > world.clock.now());
    },
    revoke: () => granted.clear(),
  };
}

/** The tokens Shopify gave out for this shop (shopify.md 1.1). */
export function createTokens(world: World, app: FakeApp) {
  const grants = createGrants(world);
  /** Refresh tokens that still work: the newest, and the one before it until the newest is used. */
  let refreshTokens: string[] = [];
  const codes = new Set<string>();
  const scope = () => world.settings.scopes.join(',');
  const refused: Answer = { status: 400, body: { error: 'invalid_grant' } };

  function offline(used: string | null): Answer {
    const refresh = grants.next('shprt');
    refreshTokens = used === null ? [refresh] : [used, refresh];
    const ends = { expires_in: hourSeconds, refresh_token_expires_in: refreshSeconds };
    return { status: 200, body: { access_token: grants.access(hourSeconds), scope: scope(), refresh_token: refresh, ...ends } };
  }

  function answer(asked: Record<string, unknown>): Answer {
    if (asked.client_id !== app.clientId || asked.client_secret !== app.clientSecret)
      return { status: 401, body: { error: 'invalid_client' } };
    if (asked.grant_type === 'client_credentials') {
      return { status: 200, body: { access_token: grants.access(daySeconds - 1), scope: scope(), expires_in: daySeconds - 1 } };
    }
    if (asked.grant_type !== 'refresh_token') return codes.delete(String(asked.code)) ? offline(null) : refused;
    const token = String(asked.refresh_token);
    return refreshTokens.includes(token) ? offline(token) : refused;
  }

  return {
    answer,
    /** A code of the authorisation page, good for one exchange. */
    newCode() {
      const code = grants.next('code');
      codes.add(code);
      return code;
    },
    /** A token that never ends, as of an app made in the shop's admin. */
    newStaticToken: () => grants.access(null),
    accepts: grants.accepts,
    /** The app was uninstalled, or its secret changed: nothing given out works any more. */
    revokeAll() {
      grants.revoke();
      refreshTokens = [];
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;
