import { describe, expect, it } from 'vitest';
import { inJapan, instant } from '../../core/time.ts';
import { bankCalendar, defaultOpeningHours, expectedBy, nextOpening, type OpeningHours, resultPromiseMs } from './index.ts';

const calendar = bankCalendar();
const weekdaysOnly: OpeningHours = { days: 'business_days', opensAt: '09:00', closesAt: '18:00' };
const by = (at: string, hours = defaultOpeningHours) =>
  inJapan(expectedBy(calendar, hours, { at: instant(at), withinMs: resultPromiseMs }));
const opening = (at: string, hours = defaultOpeningHours) => inJapan(nextOpening(calendar, hours, instant(at)));

describe('the opening hours', () => {
  it('AM-14: are nine to six on every day of the year by default', () => {
    expect(opening('2026-01-01T12:00:00+09:00')).toBe('2026-01-01T12:00:00+09:00');
    expect(opening('2026-11-21T08:59:59+09:00')).toBe('2026-11-21T09:00:00+09:00');
    expect(opening('2026-11-21T18:00:00+09:00')).toBe('2026-11-22T09:00:00+09:00');
  });

  it('skip closed days where only business days are worked', () => {
    expect(opening('2026-11-20T18:00:00+09:00', weekdaysOnly)).toBe('2026-11-24T09:00:00+09:00');
  });
});

describe('by when a result is expected', () => {
  it('SF-12: is two hours after a registration in opening hours', () => {
    expect(by('2026-11-20T10:00:00+09:00')).toBe('2026-11-20T12:00:00+09:00');
    expect(by('2026-11-20T16:00:00+09:00')).toBe('2026-11-20T18:00:00+09:00');
  });

  it('SF-14: starts counting at the next opening when registered outside opening hours', () => {
    expect(by('2026-11-20T03:00:00+09:00')).toBe('2026-11-20T11:00:00+09:00');
    expect(by('2026-11-20T21:00:00+09:00')).toBe('2026-11-21T11:00:00+09:00');
    expect(by('2026-11-20T21:00:00+09:00', weekdaysOnly)).toBe('2026-11-24T11:00:00+09:00');
  });

  it('SF-14: goes on in the morning when the evening came first', () => {
    expect(by('2026-11-20T17:30:00+09:00')).toBe('2026-11-21T10:30:00+09:00');
    expect(by('2026-11-20T17:30:00+09:00', weekdaysOnly)).toBe('2026-11-24T10:30:00+09:00');
  });

  it('counts a promise longer than a day over several days', () => {
    const twentyHoursMs = 20 * 3_600_000;
    expect(inJapan(expectedBy(calendar, weekdaysOnly, { at: instant('2026-11-20T12:00:00+09:00'), withinMs: twentyHoursMs }))).toBe(
      '2026-11-25T14:00:00+09:00',
    );
  });
});
