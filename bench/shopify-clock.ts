import { setTimeout as wait } from 'node:timers/promises';

/** From this moment of the wall clock on, the shop's time goes so many times as fast. */
export type Pace = { readonly wallMs: number; readonly shopMs: number; readonly speed: number };

/** A clock several processes share by agreeing on its pace. */
export type PacedClock = {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly setPace: (pace: Pace) => void;
};

/** The pace may change in the middle of a wait. */
const longestNapMs = 50;

export function createPacedClock(first: Pace): PacedClock {
  let pace = first;
  const now = () => Math.floor(pace.shopMs + (Date.now() - pace.wallMs) * pace.speed);
  return {
    now,
    async sleep(ms, signal) {
      const until = now() + ms;
      for (let left = ms; left > 0 && signal?.aborted !== true; left = until - now()) {
        await wait(Math.max(1, Math.min(longestNapMs, left / pace.speed)), undefined, signal === undefined ? {} : { signal });
      }
    },
    setPace(next) {
      pace = next;
    },
  };
}
