import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate, weekday } from '../../core/time.ts';
import {
  addBusinessDays,
  bankCalendar,
  businessDaysBetween,
  countBusinessDaysFrom,
  isBusinessDay,
  rollBack,
  rollForward,
} from './index.ts';
import { calendarFrom } from './model.ts';

const calendar = bankCalendar();
const add = (day: string, count: number) => addBusinessDays(calendar, localDate(day), count);
const next = (day: string) => rollForward(calendar, localDate(day));
const closedIn = (year: string) =>
  [...calendar.holidays].filter((day) => day.startsWith(year) && !['12-31', '01-02', '01-03'].includes(day.slice(5))).toSorted();

describe('the calendar of Japanese banks', () => {
  it('closes on the national holidays of 2026, with 国民の休日 and 振替休日', () => {
    const days = ['01-01', '01-12', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '05-06', '07-20', '08-11'];
    expect(closedIn('2026')).toEqual([...days, '09-21', '09-22', '09-23', '10-12', '11-03', '11-23'].map((day) => `2026-${day}`));
  });

  it('closes on the national holidays of 2027', () => {
    const days = ['01-01', '01-11', '02-11', '02-23', '03-21', '03-22', '04-29', '05-03', '05-04', '05-05', '07-19', '08-11'];
    expect(closedIn('2027')).toEqual([...days, '09-20', '09-23', '10-11', '11-03', '11-23'].map((day) => `2027-${day}`));
  });

  it('closes from 31 December to 3 January and works on 30 December', () => {
    const days = ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'];
    expect(days.map((day) => isBusinessDay(calendar, localDate(day)))).toEqual([true, false, false, false, false, true]);
  });

  it.each([
    ['2026-09-18', 1, '2026-09-24'],
    ['2026-11-30', 3, '2026-12-03'],
    ['2026-12-31', 3, '2027-01-06'],
    ['2026-12-30', 1, '2027-01-04'],
    ['2026-05-01', 1, '2026-05-07'],
    ['2027-03-19', 1, '2027-03-23'],
    ['2027-04-28', 1, '2027-04-30'],
    ['2027-01-04', -1, '2026-12-30'],
    ['2026-12-28', 5, '2027-01-06'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('counts from %s: %i business days lead to %s', (day, count, expected) => {
    expect(add(day, count)).toBe(expected);
  });

  it.each([
    ['2026-12-27', '2026-12-28'],
    ['2026-12-31', '2027-01-04'],
    ['2027-02-27', '2027-03-01'],
    ['2026-09-21', '2026-09-24'],
    ['2026-11-20', '2026-11-20'],
  ])('SQ-28: rolls %s forward to %s', (day, expected) => {
    expect(next(day)).toBe(expected);
  });

  it.each([
    ['2027-01-02', '2026-12-30'],
    ['2027-05-03', '2027-04-30'],
    ['2026-11-20', '2026-11-20'],
  ])('rolls %s back to %s', (day, expected) => {
    expect(rollBack(calendar, localDate(day))).toBe(expected);
  });
});

describe('the payout dates of the worked examples', () => {
  it.each([
    ['WX-01a', '2026-08-31', '2026-09-03'],
    ['WX-01b', '2026-04-30', '2026-05-08'],
    ['WX-01c', '2026-12-31', '2027-01-06'],
    ['WX-01d', '2026-01-31', '2026-02-04'],
    ['WX-01e', '2026-10-31', '2026-11-05'],
  ])('%s: what is due on %s is paid out on %s, the third business day after', (_rule, due, payout) => {
    expect(add(due, 3)).toBe(payout);
  });

  it.each([
    { rule: 'WX-02a', due: '2026-08-31', landed: '2026-09-07', payout: '2026-09-10' },
    { rule: 'WX-02b', due: '2026-09-30', landed: '2026-10-07', payout: '2026-10-13' },
    { rule: 'WX-02c', due: '2026-12-31', landed: '2027-01-08', payout: '2027-01-14' },
  ])('$rule: due $due and landed $landed is paid out on $payout, which is due + 8 business days', ({ due, landed, payout }) => {
    expect(add(due, 5)).toBe(landed);
    expect(add(landed, 3)).toBe(payout);
    expect(add(due, 8)).toBe(payout);
  });

  it.each([
    { rule: 'WX-03a', nominal: '2026-09-27', actual: '2026-09-28', payout: '2026-10-05' },
    { rule: 'WX-03b', nominal: '2026-12-27', actual: '2026-12-28', payout: '2027-01-06' },
    { rule: 'WX-03c', nominal: '2026-07-27', actual: '2026-07-27', payout: '2026-08-03' },
  ])('$rule: a debit named for $nominal happens on $actual and is paid out on $payout', ({ nominal, actual, payout }) => {
    expect(next(nominal)).toBe(actual);
    expect(add(actual, 5)).toBe(payout);
  });

  it.each([
    { rule: 'WX-04a', nominal: '2026-07-27', invoiced: '2026-07-30', landed: '2026-07-31', payout: '2026-08-05' },
    { rule: 'WX-04b', nominal: '2025-10-27', invoiced: '2025-10-30', landed: '2025-10-31', payout: '2025-11-06' },
    { rule: 'WX-04c', nominal: '2026-12-27', invoiced: '2027-01-04', landed: '2027-01-05', payout: '2027-01-08' },
  ])('$rule: a debit that fails on $nominal is invoiced on $invoiced and paid out on $payout', ({ nominal, invoiced, landed, payout }) => {
    expect(add(next(nominal), 3)).toBe(invoiced);
    expect(add(invoiced, 1)).toBe(landed);
    expect(add(landed, 3)).toBe(payout);
  });

  it('AM-01: three days counted with the day of confirmation equal two counted without it', () => {
    expect(countBusinessDaysFrom(calendar, localDate('2026-08-03'), 3)).toBe('2026-08-05');
    expect(add('2026-08-03', 2)).toBe('2026-08-05');
  });

  it('AM-01: the first of an inclusive count is the day itself, or where it is closed the next one that is not', () => {
    for (const count of [0, 1]) expect(countBusinessDaysFrom(calendar, localDate('2026-08-03'), count)).toBe('2026-08-03');
    expect(countBusinessDaysFrom(calendar, localDate('2026-08-03'), 2)).toBe('2026-08-04');
    expect(countBusinessDaysFrom(calendar, localDate('2026-08-01'), 1)).toBe('2026-08-03');
  });

  it('AM-01: a closed day is not the first of an inclusive count', () => {
    expect(countBusinessDaysFrom(calendar, localDate('2026-08-01'), 3)).toBe('2026-08-05');
  });
});

describe('an operator’s overrides', () => {
  const changed = bankCalendar([
    { day: localDate('2026-11-24'), open: false },
    { day: localDate('2026-11-21'), open: true },
  ]);

  it('close a working day and open a Saturday', () => {
    expect(rollForward(changed, localDate('2026-11-24'))).toBe('2026-11-25');
    expect(rollForward(changed, localDate('2026-11-21'))).toBe('2026-11-21');
  });
});

describe('a year nobody has published holidays for', () => {
  it('is refused, not guessed', () => {
    expect(isBusinessDay(calendar, localDate('2050-12-30'))).toBe(true);
    expect(() => isBusinessDay(calendar, localDate('2051-01-04'))).toThrow('does not know 2051-01-04');
    expect(() => add('2050-12-30', 1)).toThrow(RangeError);
    expect(() => isBusinessDay(calendar, localDate('1969-12-30'))).toThrow(RangeError);
  });
});

describe('a calendar', () => {
  it('knows the whole years of its holidays, in whichever order they come, with the banks’ New Year in each', () => {
    const three = calendarFrom(['2026-11-23', '2024-02-12', '2025-01-13'].map(localDate));
    expect([three.firstKnownDay, three.lastKnownDay]).toEqual(['2024-01-01', '2026-12-31']);
    const newYear = ['01-01', '01-02', '01-03', '12-31'];
    const closed = ['2024', '2025', '2026'].flatMap((year) => newYear.map((day) => `${year}-${day}`));
    expect([...three.holidays].toSorted()).toEqual([...closed, '2024-02-12', '2025-01-13', '2026-11-23'].toSorted());
    const one = calendarFrom([localDate('2026-11-23')]);
    expect([one.firstKnownDay, one.lastKnownDay]).toEqual(['2026-01-01', '2026-12-31']);
  });

  it('knows its first and its last day', () => {
    for (const day of ['1970-01-01', '2050-12-31']) expect(isBusinessDay(calendar, localDate(day))).toBe(false);
  });

  it('is none without a holiday', () => {
    expect(() => calendarFrom([])).toThrow(new RangeError('a calendar needs at least one year of holidays'));
  });
});

describe('counting business days', () => {
  const day = fc.integer({ min: 0, max: 365 * 20 }).map((offset) => addDays(localDate('2020-01-01'), offset));

  it('always ends on a business day, never on a weekend, and counts back to where it came from', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const reached = addBusinessDays(calendar, from, count);
        expect(isBusinessDay(calendar, reached)).toBe(true);
        expect([1, 2, 3, 4, 5]).toContain(weekday(reached));
        expect(businessDaysBetween(calendar, from, reached)).toBe(count);
        expect(addBusinessDays(calendar, reached, -count)).toBe(rollBack(calendar, from));
      }),
    );
  });

  it('can be done in two steps', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 30 }), fc.nat({ max: 30 }), (from, first, second) => {
        expect(addBusinessDays(calendar, addBusinessDays(calendar, from, first), second)).toBe(
          addBusinessDays(calendar, from, first + second),
        );
      }),
    );
  });

  it('finds nothing between a day and an earlier one', () => {
    expect(businessDaysBetween(calendar, localDate('2026-11-24'), localDate('2026-11-20'))).toBe(0);
  });
});
