import type { OrderRecord } from '../reconcile/model.ts';
import { atMs, type Database, msOf } from './database.ts';
import { schema } from './tables.ts';

/** Which orders to list. */
export type OrderWish = {
  readonly shop?: string | undefined;
  /** Only those a person must look at. */
  readonly attention?: boolean | undefined;
  readonly state?: OrderRecord['state'] | undefined;
  /** @default 100 */
  readonly most?: number | undefined;
};

/** An order as lists show it; `changedAt` in milliseconds since 1970. */
export type ListedOrder = { readonly record: OrderRecord; readonly settled: boolean; readonly changedAt: number };

export type OrderStore = {
  readonly load: (shop: string, gid: string) => Promise<OrderRecord | null>;
  /** `settled`: nothing more is expected, so that the hourly sweep leaves it alone. */
  readonly save: (record: OrderRecord, more: { readonly settled: boolean; readonly now: number }) => Promise<void>;
  readonly findByTransaction: (atobaraiId: string) => Promise<{ readonly shop: string; readonly gid: string } | null>;
  readonly openGids: (shop: string) => Promise<string[]>;
  /** Orders with a hold of ours that nobody has touched since `before`, milliseconds since 1970. */
  readonly gidsHeldSince: (shop: string, before: number) => Promise<string[]>;
  readonly list: (wish: OrderWish) => Promise<ListedOrder[]>;
  readonly count: (shop: string) => Promise<Readonly<Record<string, number>>>;
};

/** What is known of an order before it was looked at. */
export function newRecord(shop: string, gid: string): OrderRecord {
  return {
    shop,
    gid,
    name: null,
    orderedAt: null,
    atobaraiId: null,
    revision: 1,
    renewing: false,
    registered: null,
    shipments: {},
    refusals: {},
    heldGids: [],
    override: false,
    rejectedAt: null,
    cancelJobGid: null,
    riskWritten: null,
    state: 'not_ours',
    flags: [],
  };
}

export function createOrderStore(database: Database): OrderStore {
  return {
    async load(shop, gid) {
      const [row] = await database.query<{ record: string }>(
        `select record::text as record from ${schema}.orders where shop = $1 and gid = $2`,
        [shop, gid],
      );
      // A record of an older version lacks what came later.
      return row ? { ...newRecord(shop, gid), ...(JSON.parse(row.record) as OrderRecord) } : null;
    },
    async save(record, { settled, now }) {
      await database.query(
        `insert into ${schema}.orders (shop, gid, atobarai_id, state, attention, settled, record, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, ${atMs('$8')})
         on conflict (shop, gid) do update set atobarai_id = excluded.atobarai_id, state = excluded.state, attention = excluded.attention,
           settled = excluded.settled, record = excluded.record, changed_at = excluded.changed_at`,
        [record.shop, record.gid, record.atobaraiId, record.state, record.flags.length > 0, settled, JSON.stringify(record), now],
      );
    },
    async findByTransaction(atobaraiId) {
      const [row] = await database.query<{ shop: string; gid: string }>(`select shop, gid from ${schema}.orders where atobarai_id = $1`, [
        atobaraiId,
      ]);
      return row ?? null;
    },
    async openGids(shop) {
      const rows = await database.query<{ gid: string }>(`select gid from ${schema}.orders where shop = $1 and not settled order by gid`, [
        shop,
      ]);
      return rows.map(({ gid }) => gid);
    },
    async gidsHeldSince(shop, before) {
      const rows = await database.query<{ gid: string }>(
        `select gid from ${schema}.orders
         where shop = $1 and changed_at < ${atMs('$2')} and jsonb_array_length(record -> 'heldGids') > 0 order by gid`,
        [shop, before],
      );
      return rows.map(({ gid }) => gid);
    },
    list: (wish) => list(database, wish),
    async count(shop) {
      const rows = await database.query<{ state: string; count: number }>(
        `select state, count(*)::int as count from ${schema}.orders where shop = $1 group by state`,
        [shop],
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
  };
}

async function list(database: Database, { shop, attention, state, most = 100 }: OrderWish): Promise<ListedOrder[]> {
  const rows = await database.query<{ record: string; settled: boolean; changedAt: number }>(
    `select record::text as record, settled, ${msOf('changed_at')} as "changedAt" from ${schema}.orders
     where ($1::text is null or shop = $1) and ($2::boolean is null or attention = $2) and ($3::text is null or state = $3)
     order by changed_at desc limit $4`,
    [shop ?? null, attention ?? null, state ?? null, most],
  );
  return rows.map(({ record, ...rest }) => ({ ...rest, record: JSON.parse(record) as OrderRecord }));
}
