import { addDays, atInJapan, type Instant, type LocalDate } from '../../core/time.ts';
import { contactAt, type DunningStep, dunningSteps } from './policy.ts';

/** When the step of this number is due for an invoice; null after the last. */
export function stepMoment(dueOn: LocalDate, step: number): Instant | null {
  const wanted = dunningSteps[step];
  return wanted ? atInJapan(addDays(dueOn, wanted.afterDays), contactAt) : null;
}

export function stepNumbered(step: number): DunningStep {
  const found = dunningSteps[step];
  if (!found) throw new RangeError(`there is no dunning step ${step}`);
  return found;
}
