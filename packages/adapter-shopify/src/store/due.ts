import { atMs, type Database, msOf, type Tx } from './database.ts';
import { schema } from './tables.ts';

// One row per (shop, order) that is to be looked at: a hundred deliveries about an order are one look.

/** An order whose turn it is. `turn` tells whether it was asked for again meanwhile. */
export type DueTask = { readonly shop: string; readonly gid: string; readonly turn: string; readonly attempts: number };

/** An order nobody looks at by itself any more. */
export type ParkedTask = { readonly shop: string; readonly gid: string; readonly problem: string; readonly parkedAt: number };

export type DueStore = {
  /** Asks for a look at `at` or before; takes a parked order out again. Milliseconds since 1970. */
  readonly mark: (shop: string, gids: readonly string[], at: number) => Promise<void>;
  /** The same, one after the other by `spreadMs`. */
  readonly markSpread: (shop: string, gids: readonly string[], times: { readonly at: number; readonly spreadMs: number }) => Promise<void>;
  /** Takes orders whose time has come, of active shops, for `leaseMs`; no two processes get the same. */
  readonly claim: (wish: { readonly now: number; readonly leaseMs: number; readonly most: number }) => Promise<DueTask[]>;
  /** It was looked at. When it was asked for meanwhile it stays due, else until `lookAgainAt`, if ever. */
  readonly finish: (task: DueTask, then: { readonly now: number; readonly lookAgainAt: number | null }) => Promise<void>;
  /** It failed: once more at `at`. */
  readonly retry: (task: DueTask, then: { readonly at: number; readonly problem: string }) => Promise<void>;
  /** It failed too often: a person must look. */
  readonly park: (task: DueTask, then: { readonly now: number; readonly problem: string }) => Promise<void>;
  /** When the next look is due; null for none. */
  readonly nextAt: () => Promise<number | null>;
  readonly parked: (shop: string) => Promise<ParkedTask[]>;
  /** How many wait, and since when the oldest of them could have been looked at. */
  readonly backlog: (now: number) => Promise<{ readonly waiting: number; readonly oldestDueAt: number | null }>;
};

type Asking = { readonly gids: readonly string[]; readonly at: number; readonly spreadMs: number };

async function markDue(tx: Tx, shop: string, { gids, at, spreadMs }: Asking): Promise<void> {
  if (gids.length === 0) return;
  await tx.query(
    `insert into ${schema}.due as held (shop, gid, due_at)
     select $1, gid, ${atMs('($2::float8 + (place - 1) * $4::float8)')} from unnest($3::text[]) with ordinality as asked (gid, place) order by gid
     on conflict (shop, gid) do update set ${markedAgain}`,
    [shop, at, [...new Set(gids)], spreadMs],
  );
}

/** What being asked for again changes in a row: the sooner moment counts, and what was parked is tried anew. */
export const markedAgain = `
  turn = held.turn + 1, parked_at = null,
  attempts = case when held.parked_at is null then held.attempts else 0 end,
  due_at = case when held.parked_at is null then least(held.due_at, excluded.due_at) else excluded.due_at end`;

export function createDueStore(database: Database): DueStore {
  return {
    mark: (shop, gids, at) => markDue(database, shop, { gids, at, spreadMs: 0 }),
    markSpread: (shop, gids, times) => markDue(database, shop, { gids, ...times }),
    claim: ({ now, leaseMs, most }) =>
      database.query<DueTask>(
        // The moment moves on with the claim, so that whoever asks meanwhile sets the next one.
        `update ${schema}.due set claimed_until = ${atMs('$2')}, due_at = ${atMs('$2')}
         where (shop, gid) in (
           select waiting.shop, waiting.gid from ${schema}.due waiting join ${schema}.shops using (shop)
           where shops.state = 'active' and waiting.parked_at is null and waiting.due_at <= ${atMs('$1')}
             and (waiting.claimed_until is null or waiting.claimed_until <= ${atMs('$1')})
           order by waiting.due_at limit $3 for update of waiting skip locked)
         returning shop, gid, turn::text as turn, attempts`,
        [now, now + leaseMs, most],
      ),
    async finish({ shop, gid, turn }, { now, lookAgainAt }) {
      const ended =
        lookAgainAt === null
          ? `delete from ${schema}.due where shop = $1 and gid = $2 and turn = $3::bigint returning 1`
          : `update ${schema}.due set claimed_until = null, attempts = 0, problem = null, due_at = ${atMs('$4')}
             where shop = $1 and gid = $2 and turn = $3::bigint returning 1`;
      // Where somebody asked meanwhile, their moment stands.
      await database.query(
        `with ended as (${ended})
         update ${schema}.due set claimed_until = null, attempts = 0, problem = null where shop = $1 and gid = $2 and turn > $3::bigint`,
        lookAgainAt === null ? [shop, gid, turn] : [shop, gid, turn, Math.max(now, lookAgainAt)],
      );
    },
    async retry({ shop, gid }, { at, problem }) {
      await database.query(
        `update ${schema}.due set claimed_until = null, attempts = attempts + 1, due_at = ${atMs('$3')}, problem = $4 where shop = $1 and gid = $2`,
        [shop, gid, at, problem],
      );
    },
    async park({ shop, gid }, { now, problem }) {
      await database.query(
        `update ${schema}.due set claimed_until = null, parked_at = ${atMs('$3')}, problem = $4 where shop = $1 and gid = $2`,
        [shop, gid, now, problem],
      );
    },
    nextAt: async () => {
      const [row] = await database.query<{ at: number | null }>(
        `select ${msOf('min(greatest(due_at, coalesce(claimed_until, due_at)))')} as at
         from ${schema}.due join ${schema}.shops using (shop) where parked_at is null and shops.state = 'active'`,
      );
      return row?.at ?? null;
    },
    parked: (shop) =>
      database.query<ParkedTask>(
        `select shop, gid, problem, ${msOf('parked_at')} as "parkedAt" from ${schema}.due where shop = $1 and parked_at is not null order by parked_at`,
        [shop],
      ),
    backlog: (now) => backlogOf(database, now),
  };
}

async function backlogOf(database: Database, now: number): Promise<{ waiting: number; oldestDueAt: number | null }> {
  const [row] = await database.query<{ waiting: number; oldest: number | null }>(
    `select count(*)::int as waiting, ${msOf('min(due_at)')} as oldest from ${schema}.due where parked_at is null and due_at <= ${atMs('$1')}`,
    [now],
  );
  return { waiting: row?.waiting ?? 0, oldestDueAt: row?.oldest ?? null };
}
