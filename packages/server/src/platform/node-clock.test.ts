import { describe, expect, it } from 'vitest';
import { repeat } from './node-clock.ts';

const day = 86_400_000;

/** Work that tells when each of its runs begins. */
function counted() {
  const began = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  let runs = 0;
  return {
    work: async () => began[runs++]?.resolve(),
    began: (run: number) => began[run - 1]?.promise,
    runs: () => runs,
  };
}

describe('work that repeats', () => {
  it('begins at once, and again when it is woken, long before its pause is over', async () => {
    const { work, began } = counted();
    const loop = repeat(work, day);
    await began(1);
    loop.wake();
    await began(2);
    loop.wake();
    await began(3);
    await loop.stop();
  });

  it('that is woken while it runs runs once more, however often it was woken', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { work, began, runs } = counted();
    const loop = repeat(async () => {
      await work();
      if (runs() === 1) await promise;
    }, day);
    await began(1);
    for (let count = 0; count < 10; count += 1) loop.wake();
    resolve();
    await began(2);
    await loop.stop();
    expect(runs()).toBe(2);
  });

  it('is waited for when it is stopped, and does not begin again', async () => {
    const { work, runs } = counted();
    const loop = repeat(work, 1, 1);
    await loop.stop();
    loop.wake();
    expect(runs()).toBe(1);
  });
});
