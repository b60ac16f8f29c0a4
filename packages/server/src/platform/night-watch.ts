import type { Database } from '../core/database.ts';
import { addDays, type Clock, dayInJapan, type Instant, type LocalDate, timeInJapan } from '../core/time.ts';

/** A check of the books that finds something: its name (`i05_exposure`), and how often. */
export type ViolatedCheck = { readonly name: string; readonly violations: number };

export async function violatedChecks(database: Pick<Database, 'admin'>): Promise<ViolatedCheck[]> {
  return (await database.admin('select name, violations from check_all where violations > 0')) as ViolatedCheck[];
}

/** In Japan: after the day's closings, before anybody is paid. */
const looksAt = '03:00';

export type NightWatchOptions = {
  readonly database: Pick<Database, 'admin'>;
  readonly wall: Clock;
  readonly onWrong: (error: Error) => void;
};

/**
 * Looks at the books when it is asked first, and then once a night (reliability.md 3), at three or when it is asked
 * next: a server that is down at three looks when it is back. A look that fails is tried again when it is asked again.
 */
export function nightWatch({ database, wall, onWrong }: NightWatchOptions): () => Promise<void> {
  let looked: LocalDate | undefined;
  return async () => {
    const night = nightOf(wall.now());
    if (night === looked) return;
    const violated = await violatedChecks(database);
    looked = night;
    if (violated.length > 0) onWrong(booksAreWrong(violated));
  };
}

function booksAreWrong(checks: readonly ViolatedCheck[]): Error {
  return new Error(`the books are wrong: ${checks.map(({ name, violations }) => `${name} (${violations})`).join(', ')}`);
}

/** The day whose three o'clock was the last. */
function nightOf(at: Instant): LocalDate {
  const day = dayInJapan(at);
  return timeInJapan(at) < looksAt ? addDays(day, -1) : day;
}
