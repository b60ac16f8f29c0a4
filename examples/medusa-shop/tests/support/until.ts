import { inspect } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until what is seen is right; says what it saw last when it never was. */
export async function until<T>(look: () => Promise<T>, isRight: (seen: T) => boolean, patienceMs = 100_000): Promise<T> {
  const end = performance.now() + patienceMs;
  let seen = await look();
  while (!isRight(seen)) {
    if (performance.now() > end)
      throw new Error(`It never came about. Last seen: ${inspect(seen, { depth: 2, breakLength: 160 }).slice(0, 4_000)}`);
    await sleep(60);
    seen = await look();
  }
  return seen;
}
