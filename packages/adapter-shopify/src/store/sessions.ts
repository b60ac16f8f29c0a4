import { atMs, type Database } from './database.ts';
import type { Sealer } from './seal.ts';
import { schema } from './tables.ts';

/** How the adapter may speak for a shop. */
export type ShopSession = {
  readonly shop: string;
  readonly accessToken: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970; null for a token that does not expire. */
  readonly expiresAt: number | null;
  readonly refreshToken: string | null;
  readonly refreshExpiresAt: number | null;
};

/** Sessions, sealed at rest. */
export type SessionStore = {
  /** @throws {@link SealError} when its key is gone */
  readonly load: (shop: string) => Promise<ShopSession | null>;
  /** Keeps the session and ends a refresh under way. `now` in milliseconds since 1970. */
  readonly save: (session: ShopSession, now: number) => Promise<void>;
  readonly forget: (shop: string) => Promise<void>;
  /**
   * True when this process is the one to get a new token now; the others wait for it and load again. A
   * claim lapses after `leaseMs`, so that a process that died does not hold it.
   */
  readonly claimRefresh: (shop: string, times: { readonly now: number; readonly leaseMs: number }) => Promise<boolean>;
  /** The refresh failed: another may try. */
  readonly releaseRefresh: (shop: string) => Promise<void>;
};

export function createSessionStore(database: Database, sealer: Sealer): SessionStore {
  return {
    async load(shop) {
      const [row] = await database.query<{ sealed: string | null }>(`select sealed from ${schema}.sessions where shop = $1`, [shop]);
      return row?.sealed ? (JSON.parse(sealer.open(row.sealed, `session ${shop}`)) as ShopSession) : null;
    },
    async save(session, now) {
      await database.query(
        `insert into ${schema}.sessions (shop, sealed, saved_at) values ($1, $2, ${atMs('$3')})
         on conflict (shop) do update set sealed = excluded.sealed, saved_at = excluded.saved_at, refreshing_until = null`,
        [session.shop, sealer.seal(JSON.stringify(session), `session ${session.shop}`), now],
      );
    },
    async forget(shop) {
      await database.query(`delete from ${schema}.sessions where shop = $1`, [shop]);
    },
    async claimRefresh(shop, { now, leaseMs }) {
      const rows = await database.query(
        `insert into ${schema}.sessions as held (shop, refreshing_until) values ($1, ${atMs('$3')})
         on conflict (shop) do update set refreshing_until = excluded.refreshing_until
         where held.refreshing_until is null or held.refreshing_until <= ${atMs('$2')}
         returning shop`,
        [shop, now, now + leaseMs],
      );
      return rows.length === 1;
    },
    async releaseRefresh(shop) {
      await database.query(`update ${schema}.sessions set refreshing_until = null where shop = $1`, [shop]);
    },
  };
}
