declare const localDateBrand: unique symbol;
declare const instantBrand: unique symbol;

/** A calendar day in Japan, written `YYYY-MM-DD`. Compares and sorts as text. */
export type LocalDate = string & { readonly [localDateBrand]: true };

/** A moment in time, written as RFC 3339 in UTC with milliseconds. Compares and sorts as text. */
export type Instant = string & { readonly [instantBrand]: true };

/** Asks what time it is. The business clock of the sandbox can be moved; the wall clock cannot. */
export type Clock = { readonly now: () => Instant };

const dayMs = 86_400_000;
const japanOffsetHours = 9; // Japan has kept +09:00 all year since 1952.

export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

// The same few days are asked for again and again: today's orders all expire on the same one.
const addedDays = new Map<string, LocalDate>();
const mostAddedDays = 1_000;

export function addDays(day: LocalDate, days: number): LocalDate {
  const asked = `${day}${days}`;
  const known = addedDays.get(asked);
  if (known !== undefined) return known;
  const found = new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10) as LocalDate;
  if (addedDays.size === mostAddedDays) addedDays.clear();
  addedDays.set(asked, found);
  return found;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: LocalDate): number {
  return new Date(Date.parse(day)).getUTCDay();
}

export function endOfMonth(day: LocalDate): LocalDate {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10) as LocalDate;
}

/** The same day of the month `months` later, or that month's last day. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10) as LocalDate;
  const last = endOfMonth(first);
  return dayOfMonth > Number(last.slice(8)) ? last : (`${first.slice(0, 8)}${String(dayOfMonth).padStart(2, '0')}` as LocalDate);
}

export function instant(text: string): Instant {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new RangeError(`not a moment in time: ${text}`);
  return instantOf(ms);
}

export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

export function epochMs(at: Instant): number {
  return Date.parse(at);
}

export function addMs(at: Instant, ms: number): Instant {
  return instantOf(epochMs(at) + ms);
}

// Every order passes through the next four some twenty times, so they count hours in the text itself:
// reading and writing a whole date for each would cost more than all the rules together.

/** The calendar day it is in Japan at that moment. */
export function dayInJapan(at: Instant): LocalDate {
  const day = at.slice(0, 10) as LocalDate;
  return hourOf(at) < 24 - japanOffsetHours ? day : addDays(day, 1);
}

/** The time of day in Japan as `HH:MM`. */
export function timeInJapan(at: Instant): string {
  return `${twoDigits((hourOf(at) + japanOffsetHours) % 24)}${at.slice(13, 16)}`;
}

/** The moment at which a day in Japan shows that time (`HH:MM`, 00:00 unless told). */
export function atInJapan(day: LocalDate, time = '00:00'): Instant {
  const hour = Number(time.slice(0, 2)) - japanOffsetHours;
  return `${hour < 0 ? addDays(day, -1) : day}T${twoDigits((hour + 24) % 24)}${time.slice(2)}:00.000Z` as Instant;
}

/** The end of the day in Japan that lies so many days on. */
export function endOfDayAfter(day: LocalDate, days: number): Instant {
  return atInJapan(addDays(day, days + 1));
}

/** The same moment written with the offset of Japan, as the API answers it. */
export function inJapan(at: Instant): string {
  return `${dayInJapan(at)}T${timeInJapan(at)}${at.slice(16, 19)}+09:00`;
}

function hourOf(at: Instant): number {
  return Number(at.slice(11, 13));
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
