import type { Mode, Scope } from '../../../core/database.ts';
import type { DueTask } from '../../../core/due-task.ts';
import { dayInJapan, type Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { type DayReport, reported } from '../decide.ts';
import { wholeTask } from '../model.ts';
import { forgetIdle, setAside } from '../store.ts';
import { createWorker, type DueNow, everyone } from './worker.ts';

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

export function createRunner(options: RunnerOptions): Runner {
  const { tasks, inUnitAt, reach } = options;
  const workOn = createWorker(options);
  let turn: Promise<unknown> = Promise.resolve();

  async function earliest(mode: Mode, target: Instant, idle: Idle): Promise<{ at: Instant; due: readonly DueNow[] } | undefined> {
    return inUnitAt(everyone(mode), target, async (unit) => {
      const parked = await setAside(unit);
      let at: Instant | undefined;
      let due: DueNow[] = [];
      for (const task of tasks) {
        const except = parked.get(task.name) ?? [];
        const next = except.includes(wholeTask) ? null : await task.next(unit.tx, target, except);
        if (next === null || next === idle.get(task.name) || (at !== undefined && next > at)) continue;
        due = next === at ? [...due, { task, except }] : [{ task, except }];
        at = next;
      }
      return at === undefined ? undefined : { at, due };
    });
  }

  async function run(mode: Mode, target: Instant, onProgress?: (days: readonly DayReport[]) => void): Promise<readonly DayReport[]> {
    let days: DayReport[] = [];
    const idle: Idle = new Map();
    await inUnitAt(everyone(mode), target, forgetIdle);
    for (let step = await earliest(mode, target, idle); step; step = await earliest(mode, target, idle)) {
      await reach(mode, step.at);
      for (const due of step.due) {
        const count = await workOn(mode, { at: step.at, target }, due);
        if (count > 0) days = reported(days, dayInJapan(step.at), { task: due.task.name, count });
        else idle.set(due.task.name, step.at);
      }
      onProgress?.(days);
    }
    await reach(mode, target);
    return days;
  }

  return {
    async nextOf(mode, name, until) {
      const task = tasks.find((candidate) => candidate.name === name);
      if (task === undefined) return undefined;
      const next = await inUnitAt(everyone(mode), until, async (unit) => task.next(unit.tx, until, (await setAside(unit)).get(name)));
      return next ?? undefined;
    },
    runUntil(mode, target, onProgress) {
      const mine = turn.then(() => run(mode, target, onProgress));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
