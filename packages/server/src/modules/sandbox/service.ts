import type { Scope } from '../../core/database.ts';
import { Refused } from '../../core/result.ts';
import { addMonths, dayInJapan, inJapan, type Instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { calendarOf } from '../calendar/index.ts';
import { firstDayOfAll } from '../merchants/index.ts';

/** What moving the business clock needs. */
export type ClockMoving = {
  readonly moveClock: (to: Instant) => Promise<void>;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
};

/** Sets the business clock, also back, while there is no order. */
export async function setClockTo({ inUnit, moveClock }: ClockMoving, to: Instant): Promise<void> {
  await inUnit({ mode: 'test', merchants: 'all' }, async (unit) => {
    await refuseWithOrders(unit);
    await refuseUnknownDay(unit, to);
  });
  await moveClock(to);
}

/** Set back under an order, the clock would let things happen before what caused them. */
async function refuseWithOrders(unit: Unit): Promise<void> {
  const rows = await unit.tx.query('select 1 from orders where mode = $1 limit 1', [unit.mode]);
  if (rows.length > 0) throw new Refused({ code: 'clock_only_forward', values: { now: inJapan(unit.now) } });
}

/**
 * Before the shops' terms nobody can trade. Holidays are known for some years only, and what is agreed
 * on a day falls due within the twelve months after it.
 */
export async function refuseUnknownDay(unit: Unit, to: Instant): Promise<void> {
  const { firstKnownDay, lastKnownDay } = await calendarOf(unit);
  const from = (await firstDayOfAll(unit)) ?? firstKnownDay;
  const until = addMonths(lastKnownDay, -12);
  const day = dayInJapan(to);
  if (day < from || day > until) throw new Refused({ code: 'date_range', path: 'to', values: { value: day, from, to: until } });
}
