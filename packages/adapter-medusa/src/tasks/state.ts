import type { Task } from './model';

/**
 * How an attempt failed. `refused`: the same call cannot succeed, a person must act. `broken`: something
 * went wrong that may pass. `waiting`: the other side is away, or has to decide first: there is no use in
 * ever giving up.
 */
export type FailureKind = 'refused' | 'broken' | 'waiting';

export type Failure = { readonly kind: FailureKind; readonly message: string };

/** What is written to the row after an attempt. */
export type TaskChange = Pick<Task, 'status' | 'attempts' | 'last_error'> & { readonly next_at?: Date };

const firstWaitMs = 5_000;
const longestWaitMs = 3_600_000;
const longestMessage = 500;

/** Milliseconds until the next attempt: 5, 10, 20 … seconds, an hour at most. */
export function waitMs(attempts: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 20));
}

export function afterSuccess(task: Pick<Task, 'attempts'>): TaskChange {
  return { status: 'done', attempts: task.attempts + 1, last_error: null };
}

export function afterFailure(
  task: Pick<Task, 'attempts'>,
  failure: Failure,
  { nowMs, maxAttempts }: { readonly nowMs: number; readonly maxAttempts: number },
): TaskChange {
  const attempts = task.attempts + 1;
  const isOver = failure.kind === 'refused' || (failure.kind === 'broken' && attempts >= maxAttempts);
  const last_error = failure.message.slice(0, longestMessage);
  return isOver
    ? { status: 'failed', attempts, last_error }
    : { status: 'pending', attempts, last_error, next_at: new Date(nowMs + waitMs(task.attempts)) };
}

/** The row of a task that a person, or a newer event, wants done now. */
export function rearmed(nowMs: number): TaskChange & { readonly next_at: Date } {
  return { status: 'pending', attempts: 0, last_error: null, next_at: new Date(nowMs) };
}
