import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './reconcile/ports.ts';

/** The clock on the wall. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
};
