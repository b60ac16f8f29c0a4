import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addMs,
  atInJapan,
  dayInJapan,
  daysBetween,
  endOfDayAfter,
  endOfMonth,
  epochMs,
  inJapan,
  instant,
  instantOf,
  isLocalDate,
  localDate,
  timeInJapan,
  weekday,
} from './time.ts';

const day = (text: string) => localDate(text);
const dayMs = 86_400_000;
const anyDay = fc
  .integer({ min: 0, max: 365 * 80 })
  .map((days) => day(new Date(Date.UTC(1970, 0, 1) + days * dayMs).toISOString().slice(0, 10)));
const anyInstant = fc.integer({ min: 0, max: 80 * 365 * dayMs }).map(instantOf);

describe('a calendar day', () => {
  it.each(['2026-10-01', '2026-12-31', '2028-02-29', '2000-02-29', '0001-01-01'])('is %s', (text) => {
    expect(isLocalDate(text)).toBe(true);
    expect(localDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-10-00',
    '2026-10-1',
    '2026-10',
    '2026',
    '26-10-01',
    '',
  ])('is not %j', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => localDate(text)).toThrow(new RangeError(`not a calendar day: ${text}`));
  });

  it.each(['2026-10-01T00:00:00Z', ' 2026-10-01', '2026-10-01\n', '12026-10-01', '２０２６-10-01'])(
    'is nothing with more in it: %j',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
    },
  );
});

describe('counting days', () => {
  it.each([
    ['2026-10-01', 14, '2026-10-15'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-10-01', 0, '2026-10-01'],
    ['2026-10-01', 365, '2027-10-01'],
  ])('%s and %i days are %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(days);
  });

  it('is right however many were asked for before, and when the same is asked again', () => {
    for (const _ of [1, 2])
      for (let days = -700; days <= 700; days += 1) expect(daysBetween(day('2026-10-01'), addDays(day('2026-10-01'), days))).toBe(days);
  });

  it.each([
    ['2026-10-04', 0],
    ['2026-10-05', 1],
    ['2026-10-10', 6],
  ])('the weekday of %s is %i', (text, expected) => {
    expect(weekday(day(text))).toBe(expected);
  });
});

describe('counting months', () => {
  it.each([
    ['2026-10-01', '2026-10-31'],
    ['2026-02-10', '2026-02-28'],
    ['2028-02-29', '2028-02-29'],
    ['2026-04-30', '2026-04-30'],
    ['2026-12-15', '2026-12-31'],
  ])('the month of %s ends on %s', (text, end) => {
    expect(endOfMonth(day(text))).toBe(end);
  });

  it.each([
    ['2026-10-05', 1, '2026-11-05'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-28', 1, '2026-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-10-05', 12, '2027-10-05'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-10', -1, '2025-12-10'],
    ['2026-10-05', 0, '2026-10-05'],
  ])('%s and %i months are %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
  });
});

describe('a moment', () => {
  it('is written in UTC with milliseconds, whatever it was read from', () => {
    expect(instant('2026-10-01T09:00:00+09:00')).toBe('2026-10-01T00:00:00.000Z');
    expect(instant('2026-10-01T00:00:00.25Z')).toBe('2026-10-01T00:00:00.250Z');
    expect(addMs(instant('2026-09-30T23:59:59.999Z'), 1)).toBe('2026-10-01T00:00:00.000Z');
    expect(addMs(instant('2026-10-01T00:00:00.000Z'), -1)).toBe('2026-09-30T23:59:59.999Z');
    expect(epochMs(instant('1970-01-01T00:00:01Z'))).toBe(1_000);
  });

  it.each(['', 'soon', '2026-13-01T00:00:00Z', '2026-10-01T25:00:00Z'])('is not %j', (text) => {
    expect(() => instant(text)).toThrow(new RangeError(`not a moment in time: ${text}`));
  });
});

describe('the time in Japan', () => {
  it.each([
    ['2026-10-01T14:59:59.999Z', '2026-10-01', '23:59', '2026-10-01T23:59:59+09:00'],
    ['2026-10-01T15:00:00.000Z', '2026-10-02', '00:00', '2026-10-02T00:00:00+09:00'],
    ['2026-10-01T00:00:00.000Z', '2026-10-01', '09:00', '2026-10-01T09:00:00+09:00'],
    ['2026-12-31T23:30:07.000Z', '2027-01-01', '08:30', '2027-01-01T08:30:07+09:00'],
  ])('at %s it is %s, %s', (text, today, time, written) => {
    const at = instant(text);
    expect([dayInJapan(at), timeInJapan(at), inJapan(at)]).toEqual([today, time, written]);
  });

  it('a day starts in the afternoon of the day before, and its times follow', () => {
    expect(atInJapan(day('2026-10-01'))).toBe('2026-09-30T15:00:00.000Z');
    expect(atInJapan(day('2026-10-01'), '08:59')).toBe('2026-09-30T23:59:00.000Z');
    expect(atInJapan(day('2026-10-01'), '09:00')).toBe('2026-10-01T00:00:00.000Z');
    expect(atInJapan(day('2026-10-01'), '18:30')).toBe('2026-10-01T09:30:00.000Z');
    expect(atInJapan(day('2026-10-01'), '23:59')).toBe('2026-10-01T14:59:00.000Z');
  });

  it('a day ends where the next one starts', () => {
    expect(endOfDayAfter(day('2026-10-01'), 0)).toBe(atInJapan(day('2026-10-02')));
    expect(endOfDayAfter(day('2026-10-01'), 14)).toBe(atInJapan(day('2026-10-16')));
  });

  it('is nine hours ahead at every moment, and what is written says the same moment', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const ahead = addMs(at, 9 * 3_600_000);
        expect(`${dayInJapan(at)}T${timeInJapan(at)}`).toBe(ahead.slice(0, 16));
        expect(instant(inJapan(at))).toBe(`${at.slice(0, 19)}.000Z`);
      }),
    );
  });

  it('finds the moment of every day and time again', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(23), fc.nat(59), (date, hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const at = atInJapan(date, time);
        expect([dayInJapan(at), timeInJapan(at), instant(at)]).toEqual([date, time, at]);
      }),
    );
  });
});
