import { describe, expect, it } from 'vitest';
import { localDate } from '../../core/time.ts';
import { programs } from '../merchants/index.ts';
import { countedFrom, stepMoment, stepNumbered } from './decide.ts';
import { dunningSteps } from './policy.ts';

const kinds = (overdueDaysThatReject: number) =>
  dunningSteps({ overdueDaysThatReject }).map(({ afterDays, kind }) => `${afterDays} ${kind}`);

describe('what happens about an unpaid invoice', () => {
  it('4.3 dun: letters, SMS and phone at 3, 10, 25 and 45 days after the due date, at ten in the morning', () => {
    const steps = dunningSteps({ overdueDaysThatReject: 14 });
    const dueOn = localDate('2026-10-16');
    expect(steps.flatMap((step, index) => (step.kind === 'count_overdue' ? [] : [stepMoment(steps, { dueOn, step: index })]))).toEqual([
      '2026-10-19T01:00:00.000Z',
      '2026-10-26T01:00:00.000Z',
      '2026-11-10T01:00:00.000Z',
      '2026-11-30T01:00:00.000Z',
    ]);
    expect(stepMoment(steps, { dueOn, step: 5 })).toBeNull();
    expect(() => stepNumbered(steps, 5)).toThrow(RangeError);
  });

  it('4.7 history_overdue: an invoice counts against its buyer on the day after those that the program bears with', () => {
    expect(kinds(14)).toEqual(['3 letter', '10 sms', '15 count_overdue', '25 letter', '45 phone']);
    expect(kinds(30)).toEqual(['3 letter', '10 sms', '25 letter', '31 count_overdue', '45 phone']);
    expect(programs.map(({ overdueDaysThatReject }) => overdueDaysThatReject)).toEqual(programs.map(() => 14));
  });

  it('SF-43: once the goods left again the days count from then, or from a due date that is still to come', () => {
    expect(countedFrom(localDate('2026-10-16'), localDate('2026-11-02'))).toBe('2026-11-02');
    expect(countedFrom(localDate('2026-10-16'), localDate('2026-10-09'))).toBe('2026-10-16');
  });
});
