import type { Mode } from '../../core/database.ts';
import type { DueItem } from '../../core/due-task.ts';
import type { Instant } from '../../core/time.ts';

/** In place of an item's id where a task failed before it could say which item it was about. */
export const wholeTask = '*';

/** A piece of work, or the whole task, that failed and is set aside. */
export type WorkName = { readonly task: string; readonly item?: DueItem };

/** Work that failed, as it stands in the table: without a next try it waits for a person. */
export type Parked = {
  readonly id: string;
  readonly merchantId: string;
  readonly task: string;
  readonly itemId: string;
  readonly attempts: number;
  readonly problem: string;
  readonly parkedAt: Instant;
  readonly retryAt: Instant | null;
};

/** A job that the queue has given up. */
export type ParkedJob = {
  readonly id: string;
  readonly queue: string;
  readonly data: { readonly mode: Mode; readonly merchantId: string; readonly importId: string };
  readonly attempts: number;
  readonly problem: string;
};

/** What is needed of the queue of jobs. */
export type JobQueue = { readonly parked: () => Promise<readonly ParkedJob[]>; readonly revive: (id: string) => Promise<void> };
