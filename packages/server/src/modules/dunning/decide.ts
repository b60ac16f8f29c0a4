import { addDays, atInJapan, type Instant, type LocalDate } from '../../core/time.ts';
import { contactAt, type DunningStep } from './policy.ts';

type Place = { readonly dueOn: LocalDate; readonly step: number };

/** When the step of this number is due for an invoice; null after the last. */
export function stepMoment(steps: readonly DunningStep[], { dueOn, step }: Place): Instant | null {
  const wanted = steps[step];
  return wanted ? atInJapan(addDays(dueOn, wanted.afterDays), contactAt) : null;
}

export function stepNumbered(steps: readonly DunningStep[], step: number): DunningStep {
  const found = steps[step];
  if (!found) throw new RangeError(`there is no dunning step ${step}`);
  return found;
}

/**
 * From which day the steps are counted once the goods left again: nobody is written to for the days
 * on which they were not on their way to him.
 */
export function countedFrom(dueOn: LocalDate, today: LocalDate): LocalDate {
  return dueOn > today ? dueOn : today;
}
