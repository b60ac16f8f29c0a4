import { addDays, addMonths, atInJapan, dayInJapan, endOfMonth, type Instant, type LocalDate, localDate } from '../../../core/time.ts';
import { addBusinessDays, type Calendar, isBusinessDay, rollForward } from '../../calendar/model.ts';
import { closingDayOf, type Cycle } from '../../merchants/model.ts';
import type { ClosingPeriod } from '../model.ts';
import { payDays, sendsAt } from '../policy.ts';

/** 立替日: when a period that closed on a day is paid (AM-17); a closed day moves to the next business day. */
export function payDayOf(cycle: Cycle, closesOn: LocalDate, calendar: Calendar): LocalDate {
  const { afterDays, afterMiddle } = payDays[cycle];
  const isMiddle = closesOn !== endOfMonth(closesOn);
  return rollForward(calendar, afterMiddle && isMiddle ? endOfMonth(closesOn) : addDays(closesOn, afterDays));
}

/** The end of a day in Japan is the beginning of the next. */
export function endOfDay(day: LocalDate): Instant {
  return atInJapan(addDays(day, 1));
}

/** The last day of what ends at a moment. */
export function lastDayBefore(end: Instant): LocalDate {
  return addDays(dayInJapan(end), -1);
}

type Beginning = { readonly merchantId: string; readonly cycle: Cycle; readonly on: LocalDate };

/** The first period of a shop begins with its first order and may be short, like the first one after a change (AM-17). */
export function firstPeriod({ merchantId, cycle, on }: Beginning): ClosingPeriod {
  return { merchantId, cycle, periodFrom: on, nextCloseAt: endOfDay(closingDayOf(cycle, on)), nextMonthFeeAt: endOfDay(endOfMonth(on)) };
}

/** SF-48, WX-10: the old period closes in full, and the next day begins one of the cycle that holds on that day. */
export function nextPeriod(period: ClosingPeriod, cycle: Cycle): ClosingPeriod {
  const periodFrom = dayInJapan(period.nextCloseAt);
  return { ...period, cycle, periodFrom, nextCloseAt: endOfDay(closingDayOf(cycle, periodFrom)) };
}

/** The month after the one whose fixed fee was charged. */
export function nextMonth(period: ClosingPeriod): ClosingPeriod {
  const first = localDate(`${dayInJapan(period.nextMonthFeeAt).slice(0, 7)}-01`);
  return { ...period, nextMonthFeeAt: atInJapan(addMonths(first, 1)) };
}

/** When an approved payout leaves: on its pay day, or with the banks' next opening once that is past. */
export function sendingMoment(paysOn: LocalDate, now: Instant, calendar: Calendar): Instant {
  const planned = atInJapan(paysOn, sendsAt);
  if (now <= planned) return planned;
  const today = dayInJapan(now);
  const stillToday = isBusinessDay(calendar, today) && now <= atInJapan(today, sendsAt);
  return atInJapan(stillToday ? today : addBusinessDays(calendar, today, 1), sendsAt);
}
