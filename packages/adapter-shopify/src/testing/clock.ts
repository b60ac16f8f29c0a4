import type { Clock } from '../reconcile/ports.ts';

/** A clock that stands still until it is moved by hand. */
export type HandClock = Clock & {
  /** Moves on by so many milliseconds, waking sleepers in the order of their moments. */
  readonly advance: (ms: number) => Promise<void>;
  /** How many wait for their moment. */
  readonly sleepers: () => number;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** Lets everything that can go on without the clock go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Makes a clock to be moved by hand. With `skipsWaits` a wait moves the clock on by itself, so that
 * whatever sleeps comes back at once: for tests in which nobody else counts time.
 */
export function createHandClock(start: string | number = '2026-11-20T01:00:00.000Z', { skipsWaits = false } = {}): HandClock {
  let now = typeof start === 'string' ? Date.parse(start) : start;
  const waiting: Sleeper[] = [];

  function sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper: Sleeper = { at, wake: resolve };
      waiting.push(sleeper);
      waiting.sort((left, right) => left.at - right.at);
      signal?.addEventListener('abort', () => {
        const place = waiting.indexOf(sleeper);
        if (place >= 0) waiting.splice(place, 1);
        resolve();
      });
    });
  }

  return {
    now: () => now,
    async sleep(ms, signal) {
      if (signal?.aborted === true) return;
      if (!skipsWaits) return await sleepUntil(now + ms, signal);
      now += ms;
      await settle();
    },
    async advance(ms) {
      const end = now + ms;
      for (let next = waiting[0]; next !== undefined && next.at <= end; next = waiting[0]) {
        waiting.shift();
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
    sleepers: () => waiting.length,
  };
}
