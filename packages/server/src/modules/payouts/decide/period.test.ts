import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, atInJapan, inJapan, instant, type LocalDate, localDate } from '../../../core/time.ts';
import { bankCalendar, isBusinessDay } from '../../calendar/index.ts';
import { closingDayOf, type Cycle } from '../../merchants/model.ts';
import { firstPeriod, lastDayBefore, nextMonth, nextPeriod, payDayOf, sendingMoment } from './period.ts';

const calendar = bankCalendar();
const cycles: readonly Cycle[] = ['weekly', 'once_a_month', 'twice_a_month', 'three_times_a_month'];

describe('the pay day of a closing', () => {
  it.each([
    // Weekly: Sunday closes, Friday pays. 23 Nov 2026 is a Monday and a holiday, 1 Jan 2027 a Friday and closed.
    { cycle: 'weekly', closes: '2026-10-04', pays: '2026-10-09' },
    { cycle: 'weekly', closes: '2026-12-27', pays: '2027-01-04' },
    // Once: the 20th of the next month. 20 Dec 2026 is a Sunday.
    { cycle: 'once_a_month', closes: '2026-10-31', pays: '2026-11-20' },
    { cycle: 'once_a_month', closes: '2026-11-30', pays: '2026-12-21' },
    // Twice: the 15th pays at the end of the month, which is a Saturday in October 2026; the end of the month pays on the 15th.
    { cycle: 'twice_a_month', closes: '2026-10-15', pays: '2026-11-02' },
    { cycle: 'twice_a_month', closes: '2026-11-15', pays: '2026-11-30' },
    { cycle: 'twice_a_month', closes: '2026-11-30', pays: '2026-12-15' },
    { cycle: 'twice_a_month', closes: '2027-02-28', pays: '2027-03-15' },
    // Three times: ten days on. 20 Mar 2027 is a Saturday, the 21st a Sunday and 春分の日, the 22nd its substitute.
    { cycle: 'three_times_a_month', closes: '2026-11-10', pays: '2026-11-20' },
    { cycle: 'three_times_a_month', closes: '2027-03-10', pays: '2027-03-23' },
    { cycle: 'three_times_a_month', closes: '2026-10-20', pays: '2026-10-30' },
    { cycle: 'three_times_a_month', closes: '2026-10-31', pays: '2026-11-10' },
  ] as const)('AM-17: $cycle closed on $closes is paid on $pays', ({ cycle, closes, pays }) => {
    expect(payDayOf(cycle, localDate(closes), calendar)).toBe(pays);
  });

  it('is a business day after the closing day, in every cycle', () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((offset) => addDays(localDate('2024-01-01'), offset));
    fc.assert(
      fc.property(fc.constantFrom(...cycles), day, (cycle, on) => {
        const closesOn = closingDayOf(cycle, on);
        const paysOn = payDayOf(cycle, closesOn, calendar);
        expect(isBusinessDay(calendar, paysOn)).toBe(true);
        expect(paysOn > closesOn).toBe(true);
      }),
    );
  });
});

describe('closing periods', () => {
  const begin = (cycle: Cycle, on: string) => firstPeriod({ merchantId: 'mer_1', cycle, on: localDate(on) });

  it('begin with the first order and may be short; a day ends at midnight in Japan', () => {
    const period = begin('weekly', '2026-10-01');
    expect(period).toMatchObject({ periodFrom: '2026-10-01' });
    expect(inJapan(period.nextCloseAt)).toBe('2026-10-05T00:00:00+09:00');
    expect(inJapan(period.nextMonthFeeAt)).toBe('2026-11-01T00:00:00+09:00');
    expect(lastDayBefore(period.nextCloseAt)).toBe('2026-10-04');
  });

  it('WX-10 SF-48: from weekly to monthly, the week closes in full and the rest of the month is one period', () => {
    // Asked for on Wednesday, 2 December 2026: settings hold from Monday the 7th.
    const week = begin('weekly', '2026-11-30');
    expect(lastDayBefore(week.nextCloseAt)).toBe('2026-12-06');
    const month = nextPeriod(week, 'once_a_month');
    expect(month).toMatchObject({ cycle: 'once_a_month', periodFrom: '2026-12-07' });
    expect(lastDayBefore(month.nextCloseAt)).toBe('2026-12-31');
  });

  it('SF-48: from monthly to weekly, the first week may be short', () => {
    const week = nextPeriod(begin('once_a_month', '2026-10-01'), 'weekly');
    expect(week.periodFrom).toBe('2026-11-01'); // a Sunday, and so a week of one day
    expect(lastDayBefore(week.nextCloseAt)).toBe('2026-11-01');
  });

  it('G18: hold every day exactly once, over years of changing cycles', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.array(fc.constantFrom(...cycles), { minLength: 1, maxLength: 60 }),
        (offset, changes) => {
          const start = addDays(localDate('2026-01-01'), offset);
          let period = begin(changes[0] ?? 'weekly', start);
          let expected: LocalDate = start;
          for (const cycle of changes) {
            const closesOn = lastDayBefore(period.nextCloseAt);
            expect(period.periodFrom).toBe(expected);
            expect(closesOn >= period.periodFrom).toBe(true);
            expect(closesOn).toBe(closingDayOf(period.cycle, period.periodFrom));
            expected = addDays(closesOn, 1);
            period = nextPeriod(period, cycle);
          }
        },
      ),
    );
  });

  it('count months apart from periods', () => {
    const later = nextMonth(nextMonth(begin('weekly', '2026-12-31')));
    expect(inJapan(later.nextMonthFeeAt)).toBe('2027-03-01T00:00:00+09:00');
  });
});

describe('when an approved payout is sent', () => {
  const sent = (now: string) => inJapan(sendingMoment(localDate('2026-10-09'), instant(now), calendar));

  it('is nine o’clock on its pay day', () => {
    expect(sent('2026-10-05T00:00:00+09:00')).toBe('2026-10-09T09:00:00+09:00');
    expect(sendingMoment(localDate('2026-10-09'), atInJapan(localDate('2026-10-09'), '09:00'), calendar)).toBe('2026-10-09T00:00:00.000Z');
  });

  it('is the next opening of the banks when it was approved too late', () => {
    expect(sent('2026-10-09T09:00:01+09:00')).toBe('2026-10-13T09:00:00+09:00'); // Monday the 12th is a holiday
    expect(sent('2026-10-14T08:00:00+09:00')).toBe('2026-10-14T09:00:00+09:00');
    expect(sent('2026-10-14T09:00:00+09:00')).toBe('2026-10-14T09:00:00+09:00');
    expect(sent('2026-10-14T09:00:01+09:00')).toBe('2026-10-15T09:00:00+09:00');
    expect(sent('2026-10-17T08:00:00+09:00')).toBe('2026-10-19T09:00:00+09:00');
  });
});
