import type { Mode, Scope } from '../../core/database.ts';
import type { DueTask } from '../../core/due-task.ts';
import { dayInJapan, type Instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { type DayReport, reported } from './decide.ts';
import { parkWork, parkedTasks, unparkWork } from './store.ts';

export type RunnerOptions = {
  readonly inUnitAt: <T>(scope: Scope, now: Instant, work: (unit: Unit) => Promise<T>) => Promise<T>;
  readonly tasks: readonly DueTask[];
  /** Told before the work of a moment is done, so that whoever looks at the clock meanwhile sees it move. */
  readonly reach: (mode: Mode, at: Instant) => Promise<void>;
  readonly report: (problem: { readonly task: string; readonly error: unknown }) => void;
};

export type Runner = {
  /** When a task is next due, not after a moment. */
  readonly nextOf: (mode: Mode, task: string, until: Instant) => Promise<Instant | undefined>;
  /** Runs everything due up to a moment, in the order of its moments. One run at a time. */
  readonly runUntil: (mode: Mode, target: Instant, onProgress?: (days: readonly DayReport[]) => void) => Promise<readonly DayReport[]>;
};

/** What had nothing to do at a moment although it was due: another worker holds it, so this run leaves it. */
type Idle = Map<string, Instant>;

const everyone = (mode: Mode): Scope => ({ mode, merchants: 'all' });

async function runAndUnpark(unit: Unit, task: DueTask): Promise<number> {
  const count = await task.run(unit);
  await unparkWork(unit, task.name);
  return count;
}

export function createRunner(options: RunnerOptions): Runner {
  const { tasks, inUnitAt, reach } = options;
  let turn: Promise<unknown> = Promise.resolve();

  async function earliest(mode: Mode, target: Instant, idle: Idle): Promise<{ at: Instant; due: readonly DueTask[] } | undefined> {
    return inUnitAt(everyone(mode), target, async (unit) => {
      const parked = await parkedTasks(unit);
      let at: Instant | undefined;
      let due: DueTask[] = [];
      for (const task of tasks) {
        const next = parked.has(task.name) ? null : await task.next(unit.tx, target);
        if (next === null || next === idle.get(task.name) || (at !== undefined && next > at)) continue;
        due = next === at ? [...due, task] : [task];
        at = next;
      }
      return at === undefined ? undefined : { at, due };
    });
  }

  /** A task that fails is set aside for a person and for a later try, and the others go on. */
  async function runTask(mode: Mode, task: DueTask, at: Instant): Promise<number> {
    try {
      return await inUnitAt(everyone(mode), at, (unit) => runAndUnpark(unit, task));
    } catch (error) {
      options.report({ task: task.name, error });
      await inUnitAt(everyone(mode), at, (unit) => parkWork(unit, task.name, error));
      return 0;
    }
  }

  async function run(mode: Mode, target: Instant, onProgress?: (days: readonly DayReport[]) => void): Promise<readonly DayReport[]> {
    let days: DayReport[] = [];
    const idle: Idle = new Map();
    for (let step = await earliest(mode, target, idle); step; step = await earliest(mode, target, idle)) {
      await reach(mode, step.at);
      for (const task of step.due) {
        const count = await runTask(mode, task, step.at);
        if (count > 0) days = reported(days, dayInJapan(step.at), { task: task.name, count });
        else idle.set(task.name, step.at);
      }
      onProgress?.(days);
    }
    await reach(mode, target);
    return days;
  }

  return {
    async nextOf(mode, name, until) {
      const task = tasks.find((candidate) => candidate.name === name);
      return task && ((await inUnitAt(everyone(mode), until, (unit) => task.next(unit.tx, until))) ?? undefined);
    },
    runUntil(mode, target, onProgress) {
      const mine = turn.then(() => run(mode, target, onProgress));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
