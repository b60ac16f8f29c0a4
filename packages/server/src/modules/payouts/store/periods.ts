import type { Tx } from '../../../core/database.ts';
import { type Choice, everything } from '../../../core/due-task.ts';
import { dayInJapan, type Instant, type LocalDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { isPayableLine } from '../../ledger/index.ts';
import type { Cycle } from '../../merchants/index.ts';
import type { PeriodSums } from '../decide/close.ts';
import { firstPeriod } from '../decide/period.ts';
import type { ClosingPeriod } from '../model.ts';

const columns = `merchant_id as "merchantId", cycle, period_from as "periodFrom", next_close_at as "nextCloseAt", next_month_fee_at as "nextMonthFeeAt"`;

/**
 * The first periods of shops that have none yet. They begin on the day of the first order, because
 * until then the sandbox's clock may still be set back, and a period made before would be wrong.
 */
export async function firstPeriods(tx: Tx, except: readonly string[] = []): Promise<ClosingPeriod[]> {
  const rows = await tx.query<{ merchantId: string; cycle: Cycle; registeredAt: Instant }>(
    `select m.merchant_id as "merchantId", held.settings->>'cycle' as cycle, first.registered_at as "registeredAt"
     from merchants m
     cross join lateral (select registered_at from orders where merchant_id = m.merchant_id and mode = $1 order by id limit 1) first
     cross join lateral (select settings from merchant_settings where merchant_id = m.merchant_id and mode = $1
       and effective_on <= (first.registered_at at time zone 'Asia/Tokyo')::date order by effective_on desc limit 1) held
     where m.merchant_id <> all($2::text[])
       and not exists (select from closing_calendar c where c.merchant_id = m.merchant_id and c.mode = $1)`,
    [tx.scope.mode, except],
  );
  return rows.map(({ registeredAt, ...row }) => firstPeriod({ ...row, on: dayInJapan(registeredAt) }));
}

export async function insertPeriods(unit: Unit, periods: readonly ClosingPeriod[]): Promise<void> {
  if (periods.length === 0) return;
  await unit.tx.query(
    `insert into closing_calendar (merchant_id, mode, cycle, period_from, next_close_at, next_month_fee_at)
     select "merchantId", $1, cycle, "periodFrom", "nextCloseAt", "nextMonthFeeAt"
     from jsonb_to_recordset($2::jsonb) as p ("merchantId" text, cycle text, "periodFrom" date, "nextCloseAt" timestamptz, "nextMonthFeeAt" timestamptz)
     order by "merchantId" on conflict do nothing`,
    [unit.mode, JSON.stringify(periods)],
  );
}

export async function updatePeriods(unit: Unit, periods: readonly ClosingPeriod[]): Promise<void> {
  await unit.tx.query(
    `update closing_calendar c set cycle = p.cycle, period_from = p."periodFrom", next_close_at = p."nextCloseAt", next_month_fee_at = p."nextMonthFeeAt"
     from jsonb_to_recordset($2::jsonb) as p ("merchantId" text, cycle text, "periodFrom" date, "nextCloseAt" timestamptz, "nextMonthFeeAt" timestamptz)
     where c.merchant_id = p."merchantId" and c.mode = $1`,
    [unit.mode, JSON.stringify(periods)],
  );
}

// A closing waits for the fixed fee of every month that ended by then, or the fee would come after it.
const due = {
  closing: { at: 'next_close_at', also: 'and next_month_fee_at > next_close_at', mostPerRun: 500 },
  month: { at: 'next_month_fee_at', also: '', mostPerRun: 100 },
} as const;

/** Up to when, and of which shops not. */
type Ends = { readonly until: Instant; readonly except: readonly string[] };

/** The next end of a period, or of a month, among those that have begun. */
export async function nextEnd(tx: Tx, what: keyof typeof due, { until, except }: Ends): Promise<Instant | null> {
  const { at, also } = due[what];
  const [row] = await tx.query<{ at: Instant | null }>(
    `select min(${at}) as at from closing_calendar where mode = $1 and ${at} <= $2 and merchant_id <> all($3::text[]) ${also}`,
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

/** Periods, or months, that have ended, held so that one worker deals with each. */
export async function lockEnded(unit: Unit, what: keyof typeof due, choice: Choice = everything): Promise<ClosingPeriod[]> {
  const { at, also, mostPerRun } = due[what];
  const periods = await unit.tx.query<ClosingPeriod>(
    `select ${columns} from closing_calendar where mode = $1 and ${at} <= $2 and merchant_id <> all($4::text[]) ${also}
     order by ${at}, merchant_id limit $3 for update skip locked`,
    [unit.mode, unit.now, Math.min(mostPerRun, choice.most), choice.except],
  );
  choice.took(periods.map(({ merchantId }) => ({ merchantId, id: merchantId })));
  return periods;
}

export type PeriodEnd = { readonly merchantId: string; readonly closesOn: LocalDate; readonly horizon: number };

/**
 * What each period comes to. It ends with the last line that was booked by its closing day, so that a
 * closing that runs late takes nothing that belongs to the next (SF-21); the ledger books no line in a
 * period once one of the next is written.
 */
export async function sumPeriods(unit: Unit, ends: readonly PeriodEnd[]): Promise<Map<string, PeriodSums>> {
  const rows = await unit.tx.query<PeriodSums & { merchantId: string }>(
    `select w.merchant_id as "merchantId", coalesce(p.to_entry, 0) as "fromEntry", coalesce(reached.id, p.to_entry, 0) as "toEntry",
       case p.status when 'carried' then p.net else 0 end as "carriedIn",
       case p.status when 'carried' then p.negative_closings else 0 end as "negativeClosings", lines.amount as lines
     from unnest($2::text[], $3::date[], $4::bigint[]) as w (merchant_id, closes_on, horizon)
     left join lateral (select to_entry, status, net, negative_closings from payouts
       where merchant_id = w.merchant_id and mode = $1 order by closes_on desc limit 1) p on true
     left join lateral (select e.id from ledger_entries e where e.merchant_id = w.merchant_id and e.mode = $1
       and e.id > coalesce(p.to_entry, 0) and e.id <= w.horizon and e.booked_on <= w.closes_on and ${isPayableLine}
       order by e.id desc limit 1) reached on true
     cross join lateral (select coalesce(sum(case e.credit when 'MERCHANT_PAYABLE' then e.amount else -e.amount end), 0)::bigint as amount
       from ledger_entries e where e.merchant_id = w.merchant_id and e.mode = $1
         and e.id > coalesce(p.to_entry, 0) and e.id <= coalesce(reached.id, p.to_entry, 0) and ${isPayableLine}) lines`,
    [unit.mode, ends.map((end) => end.merchantId), ends.map((end) => end.closesOn), ends.map((end) => end.horizon)],
  );
  return new Map(rows.map(({ merchantId, ...sums }) => [merchantId, sums]));
}
