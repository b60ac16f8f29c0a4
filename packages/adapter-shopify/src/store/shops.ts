import { atMs, type Database, msOf } from './database.ts';
import { schema } from './tables.ts';

/** `needs_reauth`: Shopify refuses the token; nothing is tried until there is a new one. */
export const shopStates = ['active', 'needs_reauth', 'uninstalled'] as const;
export type ShopState = (typeof shopStates)[number];

/** A shop that has, or had, the app. Instants are milliseconds since 1970. */
export type Shop = {
  readonly shop: string;
  readonly state: ShopState;
  readonly installedAt: number;
  readonly uninstalledAt: number | null;
  /** Orders from before are left alone: they were somebody else's to collect. */
  readonly takeFrom: number;
  /** Every order updated before was looked at. */
  readonly sweptTo: number;
  /** Name of a sweep → when it ran last. */
  readonly sweeps: Readonly<Record<string, number>>;
};

export type ShopStore = {
  readonly find: (shop: string) => Promise<Shop | null>;
  readonly all: () => Promise<Shop[]>;
  /**
   * Makes the shop active: the first time it begins now, after an uninstallation it goes on from there, at
   * most `backMs` ago. Answers how it was before.
   */
  readonly install: (shop: string, times: { readonly now: number; readonly backMs: number }) => Promise<ShopState | 'new'>;
  readonly uninstall: (shop: string, now: number) => Promise<void>;
  readonly setState: (shop: string, state: ShopState) => Promise<void>;
  /** The cursor of the sweep; it never goes back by this. */
  readonly sweptTo: (shop: string, at: number) => Promise<void>;
  /** Takes older orders too: what a backfill asks for. */
  readonly takeFrom: (shop: string, at: number) => Promise<void>;
  /** True when this process is to run the sweep: it has not run since `before`. */
  readonly claimSweep: (shop: string, name: string, times: { readonly now: number; readonly before: number }) => Promise<boolean>;
  /** The sweep is to run at the next occasion. */
  readonly sweepAgain: (shop: string, name: string) => Promise<void>;
};

const columns = `shop, state, ${msOf('installed_at')} as "installedAt", ${msOf('uninstalled_at')} as "uninstalledAt",
  ${msOf('take_from')} as "takeFrom", ${msOf('swept_to')} as "sweptTo", sweeps::text as sweeps`;

type Row = Omit<Shop, 'sweeps'> & { readonly sweeps: string };

const shopOf = (row: Row): Shop => ({ ...row, sweeps: JSON.parse(row.sweeps) as Record<string, number> });

export function createShopStore(database: Database): ShopStore {
  const change = (sql: string, params: readonly unknown[]) => database.query(`update ${schema}.shops set ${sql} where shop = $1`, params);
  return {
    async find(shop) {
      const [row] = await database.query<Row>(`select ${columns} from ${schema}.shops where shop = $1`, [shop]);
      return row ? shopOf(row) : null;
    },
    all: async () => (await database.query<Row>(`select ${columns} from ${schema}.shops order by shop`)).map(shopOf),
    install: (shop, times) => install(database, shop, times),
    async uninstall(shop, now) {
      // Whether it is back is not asked at once.
      await change(`state = 'uninstalled', uninstalled_at = ${atMs('$2')}, sweeps = sweeps || jsonb_build_object('return', $2::float8)`, [
        shop,
        now,
      ]);
    },
    async setState(shop, state) {
      await change(`state = $2`, [shop, state]);
    },
    async sweptTo(shop, at) {
      await change(`swept_to = greatest(swept_to, ${atMs('$2')})`, [shop, at]);
    },
    async takeFrom(shop, at) {
      await change(`take_from = least(take_from, ${atMs('$2')})`, [shop, at]);
    },
    async claimSweep(shop, name, { now, before }) {
      const rows = await database.query(
        `update ${schema}.shops set sweeps = sweeps || jsonb_build_object($2::text, $3::float8)
         where shop = $1 and coalesce((sweeps ->> $2)::float8, 0) <= $4::float8 returning shop`,
        [shop, name, now, before],
      );
      return rows.length === 1;
    },
    async sweepAgain(shop, name) {
      await change(`sweeps = sweeps - $2::text`, [shop, name]);
    },
  };
}

async function install(database: Database, shop: string, { now, backMs }: { now: number; backMs: number }): Promise<ShopState | 'new'> {
  return database.transaction(async (tx) => {
    const [before] = await tx.query<{ state: ShopState }>(`select state from ${schema}.shops where shop = $1 for update`, [shop]);
    await tx.query(
      `insert into ${schema}.shops as held (shop, state, installed_at, take_from, swept_to)
       values ($1, 'active', ${atMs('$2')}, ${atMs('$2')}, ${atMs('$2')})
       on conflict (shop) do update set state = 'active', uninstalled_at = null,
         installed_at = case when held.state = 'uninstalled' then excluded.installed_at else held.installed_at end,
         swept_to = case when held.state = 'uninstalled' then greatest(least(held.swept_to, held.uninstalled_at), ${atMs('$3')}) else held.swept_to end,
         sweeps = case when held.state = 'active' then held.sweeps else '{}'::jsonb end`,
      [shop, now, now - backMs],
    );
    return before?.state ?? 'new';
  });
}
