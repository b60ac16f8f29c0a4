import { atMs, type Database, msOf } from './database.ts';
import { schema } from './tables.ts';

/** What concerns a whole shop or the adapter itself; each code once, with how often it was so. */
export const noticeCodes = [
  'unknown_topic',
  'needs_reauth',
  'personal_data_blocked',
  'scopes_missing',
  'service_refuses_key',
  'sweep_failed',
  'orders_parked',
  'privacy_hook_failed',
  'admin_unavailable',
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

/** Instants are milliseconds since 1970. `detail` holds no personal data. */
export type Notice = {
  readonly shop: string;
  readonly code: NoticeCode;
  readonly detail: string;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

export type NoticeStore = {
  readonly tell: (notice: Pick<Notice, 'shop' | 'code' | 'detail'>, now: number) => Promise<void>;
  /** It is no longer so. */
  readonly clear: (shop: string, code: NoticeCode) => Promise<void>;
  readonly list: (shop?: string) => Promise<Notice[]>;
};

export function createNoticeStore(database: Database): NoticeStore {
  return {
    async tell({ shop, code, detail }, now) {
      await database.query(
        `insert into ${schema}.notices as held (shop, code, detail, times, first_at, last_at) values ($1, $2, $3, 1, ${atMs('$4')}, ${atMs('$4')})
         on conflict (shop, code) do update set detail = excluded.detail, times = held.times + 1, last_at = excluded.last_at`,
        [shop, code, detail.slice(0, 500), now],
      );
    },
    async clear(shop, code) {
      await database.query(`delete from ${schema}.notices where shop = $1 and code = $2`, [shop, code]);
    },
    list: (shop) =>
      database.query<Notice>(
        `select shop, code, detail, times, ${msOf('first_at')} as "firstAt", ${msOf('last_at')} as "lastAt"
         from ${schema}.notices where $1::text is null or shop = $1 order by shop, code`,
        [shop ?? null],
      ),
  };
}
