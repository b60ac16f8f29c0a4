import {
  addDays,
  addMonths,
  addMs,
  atInJapan,
  dayInJapan,
  epochMs,
  type Instant,
  isLocalDate,
  type LocalDate,
  instant,
} from '../../core/time.ts';

export type DayReport = { readonly day: LocalDate; readonly ran: readonly { readonly task: string; readonly count: number }[] };

/** Adds what a task did to the report of its day; days come in order. */
export function reported(days: readonly DayReport[], day: LocalDate, done: { readonly task: string; readonly count: number }): DayReport[] {
  const last = days.at(-1);
  if (last?.day !== day) return [...days, { day, ran: [done] }];
  const known = last.ran.find((ran) => ran.task === done.task);
  const ran = known
    ? last.ran.map((item) => (item === known ? { task: item.task, count: item.count + done.count } : item))
    : [...last.ran, done];
  return [...days.slice(0, -1), { day, ran }];
}

/** A day means its start in Japan; a moment is taken as it is. */
export function momentOf(text: string): Instant {
  if (isLocalDate(text)) return atInJapan(text);
  // Dates that no calendar has (2026-02-30) would be read as the day after the month.
  const [day = ''] = text.split('T', 1);
  if (!isLocalDate(day)) throw new RangeError(`not a moment in time: ${text}`);
  return instant(text);
}

/** Where an advance of the clock ends: a moment, or so many days on at the same time of day. */
export function targetOf(now: Instant, wish: { readonly to?: string | undefined; readonly days?: number | undefined }): Instant {
  if (wish.to !== undefined) return momentOf(wish.to);
  const sameTime = epochMs(now) - epochMs(atInJapan(dayInJapan(now)));
  return addMs(atInJapan(addDays(dayInJapan(now), wish.days ?? 0)), sameTime);
}

/** The sandbox goes no further than a year at a time: beyond that it is a slip of the keyboard. */
export function furthestTarget(now: Instant): Instant {
  return atInJapan(addMonths(dayInJapan(now), 12));
}
