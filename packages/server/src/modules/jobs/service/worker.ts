import type { Mode, Scope } from '../../../core/database.ts';
import { type Choice, type DueItem, type DueTask, everything } from '../../../core/due-task.ts';
import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { problemOf } from '../decide.ts';
import type { WorkName } from '../model.ts';
import { mostFailuresInARow } from '../policy.ts';
import { parkWork, unparkWork } from '../store.ts';

export type WorkerOptions = {
  readonly inUnitAt: <T>(scope: Scope, now: Instant, work: (unit: Unit) => Promise<T>) => Promise<T>;
  readonly report: (problem: { readonly task: string; readonly error: unknown }) => void;
};

/** Does what is due of a task at a moment, and says how many. */
export type Worker = (mode: Mode, moment: Moment, due: DueNow) => Promise<number>;

/** A task at its moment, without the items of it that are set aside. */
export type DueNow = { readonly task: DueTask; readonly except: readonly string[] };

/** When work was due, and where the run is going. */
export type Moment = { readonly at: Instant; readonly target: Instant };

/** One try to do what is due; `failed` says that it was undone. */
type Tried = { readonly took: readonly DueItem[]; readonly count: number; readonly failed?: { readonly error: unknown } };

export const everyone = (mode: Mode): Scope => ({ mode, merchants: 'all' });

/** What fails is set aside for a later try or for a person, and the rest goes on. */
export function createWorker({ inUnitAt, report }: WorkerOptions): Worker {
  async function attempt(mode: Mode, at: Instant, { task, except, most }: DueNow & { readonly most?: number }): Promise<Tried> {
    let took: readonly DueItem[] = [];
    const choice: Choice = { ...everything, except, ...(most === undefined ? {} : { most }), took: (items) => (took = items) };
    try {
      const count = await inUnitAt(everyone(mode), at, async (unit) => {
        const done = await task.run(unit, choice);
        await unparkWork(unit, task.name, took);
        return done;
      });
      return { took, count };
    } catch (error) {
      report({ task: task.name, error });
      return { took, count: 0, failed: { error } };
    }
  }

  /** The pause counts from where the run is going: the moment it was due may be long ago. */
  function park(mode: Mode, target: Instant, { error, ...work }: WorkName & { readonly error: unknown }): Promise<void> {
    return inUnitAt(everyone(mode), target, (unit) => parkWork(unit, work, problemOf(error)));
  }

  async function oneByOne(mode: Mode, { at, target }: Moment, { task, except, most }: DueNow & { readonly most: number }): Promise<number> {
    const parked = [...except];
    let count = 0;
    for (let tried = 0, failures = 0; tried < most && failures < mostFailuresInARow; tried += 1) {
      const one = await attempt(mode, at, { task, except: parked, most: 1 });
      const [item] = one.took;
      if (item === undefined && !one.failed) break;
      count += one.count;
      failures = one.failed ? failures + 1 : 0;
      if (!one.failed) continue;
      await park(mode, target, { task: task.name, ...(item === undefined ? {} : { item }), error: one.failed.error });
      if (item === undefined) break;
      parked.push(item.id);
    }
    return count;
  }

  // All that is due at once, which is quick. When that fails, one by one, so that only what fails is set aside.
  return async (mode, { at, target }, { task, except }) => {
    const all = await attempt(mode, at, { task, except });
    if (!all.failed) return all.count;
    if (all.took.length > 1) return oneByOne(mode, { at, target }, { task, except, most: all.took.length });
    const [item] = all.took;
    await park(mode, target, { task: task.name, ...(item === undefined ? {} : { item }), error: all.failed.error });
    return 0;
  };
}
