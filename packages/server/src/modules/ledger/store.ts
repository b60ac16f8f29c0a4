import type { Mode, Tx } from '../../core/database.ts';
import type { Yen } from '../../core/money.ts';
import type { LocalDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Account, Entry, JournalKind } from './model.ts';
import type { Turnover } from './decide.ts';

export type EntryRow = {
  readonly merchant_id: string;
  readonly kind: JournalKind;
  readonly source_id: string;
  readonly line_no: number;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: Yen;
  readonly booked_on: LocalDate;
};

// The lock of a merchant's payable account: posters share it, a closing takes it alone.
const lockKey = (merchant: string) => `hashtextextended('merchant-payable/' || $1 || '/' || ${merchant}, 0)`;

/** An entry of MERCHANT_PAYABLE that stands on a statement: not that a payout left, or came back. */
export const isPayableLine = `'MERCHANT_PAYABLE' in (e.debit, e.credit) and e.kind not in ('payout', 'transfer_fee')
  and not (e.kind = 'reversal' and split_part(e.source_id, '/', 1) in ('payout', 'transfer_fee'))`;

/**
 * The period of each shop that is open, and the day of the shop's newest line if that is past the period's
 * end, or if no period was made yet. One look into an index per shop: what it passes over was written
 * since that line, and whoever looks mostly writes the next.
 */
const standing = `select m as merchant_id, c.period_from, newest.booked_on as begun_on
  from unnest($2::text[]) m
  left join closing_calendar c on c.merchant_id = m and c.mode = $1
  left join lateral (
    select booked_on from ledger_entries e where e.merchant_id = m and e.mode = $1 and ${isPayableLine} order by e.id desc limit 1
  ) newest on c.next_close_at is null or newest.booked_on >= (c.next_close_at at time zone 'Asia/Tokyo')::date`;

/**
 * Adds entries in one statement. The locks are taken before any entry gets its number, so that an
 * entry numbered below a closing's horizon cannot appear after the closing has read it. Work that
 * began before a closing and posts after it is booked in the period that is open now (I10).
 *
 * A payout is a range of numbers, so a period takes no more lines once one of the next is written,
 * however late its closing: the closing goes up to the last line booked in it and would take the other
 * too (SF-21). Late work is therefore booked on that other line's day.
 *
 * Posters share the lock, so late work does not see a line that is being committed at that moment, and
 * the closing takes that one line a period early. It is still in one payout, and the books agree (I6, I7).
 */
export async function insertEntries(unit: Unit, entries: readonly EntryRow[], payableOf: readonly string[]): Promise<void> {
  if (payableOf.length > 0) {
    // A statement of its own: what is read next must be younger than the locks.
    await unit.tx.query(
      `select pg_advisory_xact_lock_shared(key) from (select distinct ${lockKey('m')} as key from unnest($2::text[]) m order by key) ordered`,
      [unit.mode, payableOf],
    );
  }
  await unit.tx.query(
    `with open as materialized (${standing})
     insert into ledger_entries (merchant_id, mode, kind, source_id, line_no, debit, credit, amount, booked_on, posted_at)
     select e.merchant_id, $1, e.kind, e.source_id, e.line_no, e.debit, e.credit, e.amount,
       greatest(e.booked_on, open.period_from, case when ${isPayableLine} then open.begun_on end), $4::timestamptz
     from jsonb_to_recordset($3::jsonb) as e (nth int, merchant_id text, kind text, source_id text, line_no int,
       debit text, credit text, amount bigint, booked_on date)
     left join open on open.merchant_id = e.merchant_id
     order by e.nth`,
    [unit.mode, payableOf, JSON.stringify(entries.map((entry, nth) => ({ nth, ...entry }))), unit.now],
  );
}

export async function lockPayables(tx: Tx, merchantIds: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(key) from (select distinct ${lockKey('m')} as key from unnest($2::text[]) m order by key) ordered`,
    [tx.scope.mode, merchantIds],
  );
}

export async function highestEntries(tx: Tx, merchantIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ merchant_id: string; id: number }>(
    `select m as merchant_id, coalesce(newest.id, 0) as id from unnest($2::text[]) m
     left join lateral (
       select id from ledger_entries where merchant_id = m and mode = $1 order by id desc limit 1
     ) newest on true`,
    [tx.scope.mode, merchantIds],
  );
  return new Map(rows.map((row) => [row.merchant_id, row.id]));
}

/** Whose books: one shop's, or everybody's with the platform's own. */
export type Books = { readonly mode: Mode; readonly merchantId: string | 'all' };

export async function loadTurnovers(tx: Tx, { mode, merchantId }: Books): Promise<Turnover[]> {
  return tx.query<Turnover>(
    `select account, sum(debited)::bigint as debited, sum(credited)::bigint as credited from (
       select debit as account, amount as debited, 0 as credited from ledger_entries where mode = $1 and ($2 = 'all' or merchant_id = $2)
       union all
       select credit, 0, amount from ledger_entries where mode = $1 and ($2 = 'all' or merchant_id = $2)
     ) sides group by account order by account`,
    [mode, merchantId],
  );
}

export type EntryFilter = {
  readonly merchantId: string;
  readonly account?: Account | undefined;
  readonly kind?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** Entries older than this one. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
};

const entryColumns = `merchant_id as "merchantId", id, kind, source_id as "sourceId", line_no as "lineNo", debit, credit, amount,
  booked_on as "bookedOn", posted_at as "postedAt"`;

/** Newest first. */
export function loadEntries(tx: Tx, filter: EntryFilter): Promise<Entry[]> {
  return tx.query<Entry>(
    `select ${entryColumns} from ledger_entries
     where merchant_id = $1 and mode = $2 and ($3::text is null or $3 in (debit, credit)) and ($4::text is null or source_id = $4)
       and ($5::date is null or booked_on >= $5) and ($6::date is null or booked_on <= $6) and ($7::bigint is null or id < $7)
       and ($8::text is null or kind = $8)
     order by id desc limit $9`,
    [
      filter.merchantId,
      tx.scope.mode,
      filter.account ?? null,
      filter.sourceId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.beforeId ?? null,
      filter.kind ?? null,
      filter.limit,
    ],
  );
}

/** What one account of a merchant saw after one entry, up to and with another: the lines of a payout. */
export function loadEntriesBetween(
  tx: Tx,
  range: { readonly merchantId: string; readonly account: Account; readonly after: number; readonly through: number },
): Promise<Entry[]> {
  return tx.query<Entry>(
    `select ${entryColumns} from ledger_entries
     where merchant_id = $1 and mode = $2 and id > $4 and id <= $5 and $3 in (debit, credit) order by id`,
    [range.merchantId, tx.scope.mode, range.account, range.after, range.through],
  );
}

/** Which of these journals of one kind were written, as `merchant/source`. */
export async function journalsPosted(
  unit: Unit,
  kind: JournalKind,
  sources: readonly { readonly merchantId: string; readonly sourceId: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await unit.tx.query<{ source: string }>(
    `select distinct e.merchant_id || '/' || e.source_id as source from ledger_entries e
     join unnest($3::text[], $4::text[]) as s (merchant_id, source_id) on s.merchant_id = e.merchant_id and s.source_id = e.source_id
     where e.mode = $1 and e.kind = $2`,
    [unit.mode, kind, sources.map((source) => source.merchantId), sources.map((source) => source.sourceId)],
  );
  return new Set(rows.map((row) => row.source));
}
