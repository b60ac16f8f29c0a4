import { type Clock, instantOf } from '../core/time.ts';

/** The clock on the wall of this machine. */
export const wallClock: Clock = { now: () => instantOf(Date.now()) };

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs work again and again, a pause after each run, until it is stopped; a run under way is waited for. */
export function repeat(work: () => Promise<unknown>, everyMs: number): { readonly stop: () => Promise<void> } {
  let wake: () => void = () => {};
  let running = true;
  const loop = (async () => {
    while (running) {
      await work();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    async stop() {
      running = false;
      wake();
      await loop;
    },
  };
}
