import type { ParkedWork } from '@atobarai/sdk/contract';
import { platformTenant } from '../../core/database.ts';
import {
  addDays,
  addMonths,
  addMs,
  atInJapan,
  dayInJapan,
  epochMs,
  inJapan,
  type Instant,
  isLocalDate,
  type LocalDate,
  instant,
} from '../../core/time.ts';
import { type Parked, type ParkedJob, wholeTask } from './model.ts';
import { firstPauseMs, mostAttempts } from './policy.ts';

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

/** When work that failed is tried again; null once it has failed too often and only a person can wake it. */
export function nextTry(now: Instant, attempts: number): Instant | null {
  return attempts >= mostAttempts ? null : addMs(now, firstPauseMs * 2 ** (attempts - 1));
}

/** What is kept of an error beside the work: a database's message may hold values of a row, its code does not. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}

export function parkedView({ id, merchantId, task, itemId, attempts, problem, parkedAt, retryAt }: Parked): ParkedWork {
  return {
    id,
    task,
    merchantId: merchantId === platformTenant ? null : merchantId,
    itemId: itemId === wholeTask ? null : itemId,
    attempts,
    problem,
    parkedAt: inJapan(parkedAt),
    nextTryAt: retryAt === null ? null : inJapan(retryAt),
  };
}

/** A queue's own ids may look like anything; ours are letters and digits behind a prefix. */
export function jobView({ id, queue, data, attempts, problem }: ParkedJob): ParkedWork {
  return {
    id: `prk_${id.replaceAll(/[^0-9a-z]/g, '')}`,
    task: queue,
    merchantId: data.merchantId,
    itemId: data.importId,
    attempts,
    // The message is the log's: it may hold what a database said of a row.
    problem: problem.split(':', 1)[0] ?? problem,
    parkedAt: null,
    nextTryAt: null,
  };
}
