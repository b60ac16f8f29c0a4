import { addDays, addMs, atInJapan, dayInJapan, epochMs, type Instant, type LocalDate, localDate, weekday } from '../../core/time.ts';

/** A day whose usual state was changed by an operator: opened, or closed. */
export type CalendarOverride = { readonly day: LocalDate; readonly open: boolean };

/** Which days banks and the back office work. A value: everything it needs is in it. */
export type Calendar = {
  readonly firstKnownDay: LocalDate;
  readonly lastKnownDay: LocalDate;
  /** Days closed besides weekends: national holidays and the banks' New Year. */
  readonly holidays: ReadonlySet<LocalDate>;
  readonly overrides: ReadonlyMap<LocalDate, boolean>;
};

/** When people answer. Times of day in Japan, `HH:MM`. */
export type OpeningHours = {
  readonly days: 'every_day' | 'business_days';
  readonly opensAt: string;
  readonly closesAt: string;
};

/** The sources give no hours; nine to six on every day of the year is the default (AM-14). */
export const defaultOpeningHours: OpeningHours = { days: 'every_day', opensAt: '09:00', closesAt: '18:00' };

/** 与信結果 is promised within two hours of opening time (SF-12). */
export const resultPromiseMs = 2 * 3_600_000;

/** 12-31 to 01-03 banks are shut; 12-30 is an ordinary day (銀行法施行令). */
const bankNewYear = ['12-31', '01-01', '01-02', '01-03'];

/** A calendar over whole years of national holidays, with the banks' New Year added to each. */
export function calendarFrom(nationalHolidays: readonly LocalDate[], overrides: readonly CalendarOverride[] = []): Calendar {
  const years = nationalHolidays.map((day) => Number(day.slice(0, 4))).toSorted((a, b) => a - b);
  const [first, last] = [years.at(0), years.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a calendar needs at least one year of holidays');
  const holidays = new Set(nationalHolidays);
  for (let year = first; year <= last; year += 1) for (const day of bankNewYear) holidays.add(localDate(`${year}-${day}`));
  return {
    firstKnownDay: localDate(`${first}-01-01`),
    lastKnownDay: localDate(`${last}-12-31`),
    holidays,
    overrides: new Map(overrides.map(({ day, open }) => [day, open])),
  };
}

/** Throws for a year whose holidays are not known: a guess here would move money on a wrong day. */
export function isBusinessDay(calendar: Calendar, day: LocalDate): boolean {
  if (day < calendar.firstKnownDay || day > calendar.lastKnownDay) throw new RangeError(`the calendar does not know ${day}`);
  const override = calendar.overrides.get(day);
  if (override !== undefined) return override;
  const dayOfWeek = weekday(day);
  return dayOfWeek !== 0 && dayOfWeek !== 6 && !calendar.holidays.has(day);
}

/** The day itself when it is a business day, else the next one. */
export function rollForward(calendar: Calendar, day: LocalDate): LocalDate {
  return firstOpen(calendar, day, 1);
}

/** The day itself when it is a business day, else the one before. */
export function rollBack(calendar: Calendar, day: LocalDate): LocalDate {
  return firstOpen(calendar, day, -1);
}

/** The day `count` business days after `day`, which is not counted itself, open or not. Negative counts go back. */
export function addBusinessDays(calendar: Calendar, day: LocalDate, count: number): LocalDate {
  const direction = count < 0 ? -1 : 1;
  let reached = day;
  for (let remaining = Math.abs(count); remaining > 0; remaining -= 1)
    reached = firstOpen(calendar, addDays(reached, direction), direction);
  return reached;
}

/** The last of `count` business days of which `day` is the first, when it is one (確認日を含む3営業日後). */
export function countBusinessDaysFrom(calendar: Calendar, day: LocalDate, count: number): LocalDate {
  return addBusinessDays(calendar, day, isBusinessDay(calendar, day) ? Math.max(0, count - 1) : count);
}

/** How many business days lie after `from`, up to and with `to`. None when `to` is not later. */
export function businessDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(calendar, day)) count += 1;
  return count;
}

function firstOpen(calendar: Calendar, day: LocalDate, step: 1 | -1): LocalDate {
  let reached = day;
  while (!isBusinessDay(calendar, reached)) reached = addDays(reached, step);
  return reached;
}

/** The moment itself while people are at work, else the moment they come in. */
export function nextOpening(calendar: Calendar, hours: OpeningHours, at: Instant): Instant {
  return openingFrom(calendar, hours, at).from;
}

/**
 * By when a person has answered: the promised time counts while people are at work only, so what
 * arrives outside the opening hours starts at the next opening (SF-12, SF-14, AM-14).
 */
export function expectedBy(calendar: Calendar, hours: OpeningHours, promise: { readonly at: Instant; readonly withinMs: number }): Instant {
  let remaining = promise.withinMs;
  let { from, until } = openingFrom(calendar, hours, promise.at);
  while (epochMs(until) - epochMs(from) < remaining) {
    remaining -= epochMs(until) - epochMs(from);
    ({ from, until } = openingFrom(calendar, hours, until));
  }
  return addMs(from, remaining);
}

/** What is left of the opening that runs at a moment, or the whole of the next one. */
function openingFrom(calendar: Calendar, hours: OpeningHours, at: Instant): { from: Instant; until: Instant } {
  for (let day = dayInJapan(at); ; day = addDays(day, 1)) {
    const [opens, closes] = [atInJapan(day, hours.opensAt), atInJapan(day, hours.closesAt)];
    if (at < closes && opensOn(calendar, hours, day)) return { from: at > opens ? at : opens, until: closes };
  }
}

function opensOn(calendar: Calendar, hours: OpeningHours, day: LocalDate): boolean {
  return hours.days === 'every_day' || isBusinessDay(calendar, day);
}
