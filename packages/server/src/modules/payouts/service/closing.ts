import type { Tx } from '../../../core/database.ts';
import { everything } from '../../../core/due-task.ts';
import { addDays, type Instant, type LocalDate } from '../../../core/time.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { calendarOf } from '../../calendar/index.ts';
import { closeHorizons, journalsPosted, post } from '../../ledger/index.ts';
import { type Merchant, merchantsOn, monthlyFeesOf } from '../../merchants/index.ts';
import { type Changed, closePeriod, type PeriodSums } from '../decide/close.ts';
import { monthlyFees, setUpSource } from '../decide/fees.ts';
import { lastDayBefore, nextMonth, nextPeriod } from '../decide/period.ts';
import type { ClosingPeriod } from '../model.ts';
import { insertPayouts } from '../store/payouts.ts';
import { firstPeriods, insertPeriods, lockEnded, nextEnd, sumPeriods, updatePeriods } from '../store/periods.ts';

export async function nextMonthEnd(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const beginning = (await firstPeriods(tx, except)).map((period) => period.nextMonthFeeAt);
  return earliest([await nextEnd(tx, 'month', { until, except }), ...beginning], until);
}

export async function nextClosing(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  // A month that ends with the period is charged first, and only then is the closing due.
  const beginning = (await firstPeriods(tx, except))
    .filter((period) => period.nextMonthFeeAt > period.nextCloseAt)
    .map((period) => period.nextCloseAt);
  return earliest([await nextEnd(tx, 'closing', { until, except }), ...beginning], until);
}

function earliest(moments: readonly (Instant | null)[], until: Instant): Instant | null {
  const due = moments.filter((moment) => moment !== null && moment <= until).toSorted();
  return due[0] ?? null;
}

/** 月額固定費 of the months that have ended, booked on their last day, before that day is closed. */
export async function chargeMonths(unit: Unit, choice = everything): Promise<number> {
  await insertPeriods(unit, await firstPeriods(unit.tx));
  const periods = await lockEnded(unit, 'month', choice);
  const merchants = await merchantsOfDay(unit, periods, ({ nextMonthFeeAt }) => lastDayBefore(nextMonthFeeAt));
  const setUp = await journalsPosted(
    unit,
    'bundled_fees',
    periods.map(({ merchantId }) => ({ merchantId, sourceId: setUpSource })),
  );
  for (const period of periods) {
    const lastDay = lastDayBefore(period.nextMonthFeeAt);
    const segments = await monthlyFeesOf(unit, period.merchantId, lastDay);
    const setUpCharged = setUp.has(`${period.merchantId}/${setUpSource}`);
    await post(unit, monthlyFees(merchants(period), { lastDay, segments, setUpCharged }));
  }
  await updatePeriods(unit, periods.map(nextMonth));
  return periods.length;
}

/**
 * 確定: closes every period that has ended. The ledger keeps posters of these shops out while it is
 * done, so each line falls into exactly one payout: this one or the next.
 */
export async function closePeriods(unit: Unit, choice = everything): Promise<number> {
  await insertPeriods(unit, await firstPeriods(unit.tx));
  const periods = await lockEnded(unit, 'closing', choice);
  if (periods.length === 0) return 0;
  const horizons = await closeHorizons(
    unit,
    periods.map(({ merchantId }) => merchantId),
  );
  const sums = await sumPeriods(
    unit,
    periods.map(({ merchantId, nextCloseAt }) => ({
      merchantId,
      closesOn: lastDayBefore(nextCloseAt),
      horizon: horizons.get(merchantId) ?? 0,
    })),
  );
  const closed = await decided(unit, periods, sums);
  const inserted = await insertPayouts(
    unit,
    closed.map(({ payout }) => payout),
  );
  const nextTerms = await merchantsOfDay(unit, periods, ({ nextCloseAt }) => addDays(lastDayBefore(nextCloseAt), 1));
  await updatePeriods(
    unit,
    periods.map((period) => nextPeriod(period, nextTerms(period).settings.cycle)),
  );
  await unit.tell(eventsOf(closed.filter(({ payout }) => inserted.has(payout.id))));
  return periods.length;
}

async function decided(unit: Unit, periods: readonly ClosingPeriod[], sums: ReadonlyMap<string, PeriodSums>): Promise<Changed[]> {
  const calendar = await calendarOf(unit);
  const terms = await merchantsOfDay(unit, periods, ({ nextCloseAt }) => lastDayBefore(nextCloseAt));
  return periods.map((period) => {
    const mine = sums.get(period.merchantId);
    if (!mine) throw new Error(`merchant ${period.merchantId} has no sums`);
    const closing = { id: unit.ids.next('po'), period, closesOn: lastDayBefore(period.nextCloseAt), sums: mine };
    return closePeriod(closing, { merchant: terms(period), calendar, now: unit.now });
  });
}

/** The merchants as they are on the day that counts for each; days are few even when many are due. */
async function merchantsOfDay(
  unit: Unit,
  periods: readonly ClosingPeriod[],
  dayOf: (period: ClosingPeriod) => LocalDate,
): Promise<(period: ClosingPeriod) => Merchant> {
  const byDay = new Map<LocalDate, Map<string, Merchant>>();
  for (const [day, mine] of Map.groupBy(periods, dayOf)) {
    byDay.set(
      day,
      await merchantsOn(
        unit,
        mine.map(({ merchantId }) => merchantId),
        day,
      ),
    );
  }
  return (period) => {
    const merchant = byDay.get(dayOf(period))?.get(period.merchantId);
    if (!merchant) throw new Error(`merchant ${period.merchantId} has no settings on ${dayOf(period)}`);
    return merchant;
  };
}

/** What payouts tell, each on its own sequence. */
export function eventsOf(changes: readonly Changed[]): DomainEvent[] {
  return changes.flatMap(({ payout, news }) =>
    news.map(({ type, data }, index) => ({
      merchantId: payout.merchantId,
      type,
      resource: { type: 'payout', id: payout.id },
      sequence: payout.sequence - news.length + index + 1,
      data: { payoutId: payout.id, ...data },
    })),
  );
}
