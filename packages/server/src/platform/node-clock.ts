import { type Clock, type Instant, instantOf } from '../core/time.ts';

let lastMs = Number.NaN;
let last: Instant;

/** The machine's clock. A millisecond is written once, however often it is asked for. */
export const wallClock: Clock = {
  now() {
    const ms = Date.now();
    if (ms !== lastMs) [lastMs, last] = [ms, instantOf(ms)];
    return last;
  },
};

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export type Repeated = { readonly wake: () => void; readonly stop: () => Promise<void> };

/**
 * Runs work again and again, a pause after each run, until it is stopped; a run under way is waited
 * for. Who wakes it need not wait for the pause to end, but for a rest of `restMs`, so that a busy
 * server gathers what there is to do.
 */
export function repeat(work: () => Promise<unknown>, everyMs: number, restMs = 0): Repeated {
  let endPause: () => void = () => {};
  let running = true;
  let woken = false;
  const pauseFor = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = (async () => {
    while (running) {
      woken = false;
      await work();
      if (restMs > 0) await pause(restMs);
      if (running && !woken) await pauseFor(everyMs - restMs);
    }
  })();
  return {
    wake() {
      woken = true;
      endPause();
    },
    async stop() {
      running = false;
      endPause();
      await loop;
    },
  };
}
