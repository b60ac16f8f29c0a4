import type { Mode, Tx } from '../core/database.ts';

/** Every kind of background work, and what a job of it carries: ids only, never a person's data. */
export type QueueJobs = {
  'imports.run': { readonly mode: Mode; readonly merchantId: string; readonly importId: string };
};

export type QueueName = keyof QueueJobs;

export const queueNames = ['imports.run'] as const satisfies readonly QueueName[];

/** Work that failed until nobody tried again; it waits here for a person. */
export type ParkedJob = {
  readonly id: string;
  readonly queue: string;
  readonly data: QueueJobs[QueueName];
  readonly attempts: number;
  readonly problem: string;
};

/**
 * The outbox of background work. A job is written in the transaction that causes it, so it exists
 * exactly when that transaction was committed; it runs at least once, so handlers are idempotent.
 */
export type Queue = {
  readonly enqueue: <Name extends QueueName>(tx: Tx, name: Name, data: QueueJobs[Name]) => Promise<void>;
  /** Gives a kind of work to this process. Called before or after `start`, at most once per kind. */
  readonly work: <Name extends QueueName>(name: Name, handler: (data: QueueJobs[Name]) => Promise<void>) => Promise<void>;
  readonly start: () => Promise<void>;
  /** Takes no more jobs and waits for the ones under way. */
  readonly stop: () => Promise<void>;
  readonly parked: () => Promise<readonly ParkedJob[]>;
  /** Gives a parked job all its tries anew. */
  readonly revive: (id: string) => Promise<void>;
};

export type QueueOptions = {
  /** Told of every failed try, and of trouble of the queue itself. */
  readonly report: (problem: { readonly queue: string; readonly error: unknown }) => void;
  readonly retryLimit?: number;
  /** Before the second try; doubles with every further one. */
  readonly retryDelaySeconds?: number;
};

export const queueDefaults = { retryLimit: 8, retryDelaySeconds: 2 } as const;

/** What is kept of an error: no stack, and none of the values that database errors carry. */
export function problemText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown problem';
}
