import type { Clock } from '../reconcile/ports.ts';
import type { Shop } from '../store/index.ts';
import { catchUp } from './service-news.ts';
import { answerPrivacyRequests, type PrivacyHook } from './privacy.ts';
import { sweepShop, type SweepParts, tryReturn } from './sweeps.ts';
import { lookAt, type RunParts } from './worker.ts';

export type LoopParts = SweepParts & {
  readonly pollMs: number;
  readonly onPrivacyRequest: PrivacyHook | undefined;
};

/** How many orders are looked at side by side; a shop's own calls queue up in its bucket anyway. */
const sideBySide = 8;
// Longer than a look takes with a throttled shop, shorter than a shop would wait for its order.
const leaseMs = 120_000;
const choresMs = 30_000;

/** Looks at everything that is due now, until nothing is. Answers how many looks there were. */
export async function lookAtAllDue(parts: RunParts): Promise<number> {
  let looks = 0;
  for (;;) {
    const tasks = await parts.store.due.claim({ now: parts.clock.now(), leaseMs, most: sideBySide });
    if (tasks.length === 0) return looks;
    await Promise.all(tasks.map((task) => lookAt(parts, task)));
    looks += tasks.length;
  }
}

/** What is done now and then. One chore that fails leaves the others alone. */
export async function doChores(parts: LoopParts): Promise<void> {
  await attempt(parts, 'service.events', () => catchUp(parts));
  await attempt(parts, 'privacy', () => answerPrivacyRequests(parts, parts.onPrivacyRequest));
  await attempt(parts, 'sweeps', async () => {
    // A shop that does not answer keeps no other waiting.
    await Promise.all((await parts.store.shops.all()).map((shop) => attempt(parts, 'sweep', () => sweepOrReturn(parts, shop))));
  });
}

function sweepOrReturn(parts: LoopParts, shop: Shop): Promise<unknown> {
  return shop.state === 'active' ? sweepShop(parts, shop) : tryReturn(parts, shop);
}

async function attempt({ log }: RunParts, chore: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log({ level: 'warn', event: 'chore.failed', detail: chore, error });
  }
}

/** Works until the signal is aborted; what is under way then is ended in order. */
export async function runUntil(parts: LoopParts, signal: AbortSignal): Promise<void> {
  await Promise.all([workOn(parts, signal), choresOn(parts, signal)]);
}

async function workOn(parts: LoopParts, signal: AbortSignal): Promise<void> {
  const active = new Set<Promise<void>>();
  while (!signal.aborted) {
    const room = sideBySide - active.size;
    const tasks = room === 0 ? [] : await claimed(parts, room);
    for (const task of tasks) {
      const look: Promise<void> = lookAt(parts, task).finally(() => active.delete(look));
      active.add(look);
    }
    if (tasks.length === 0) await Promise.race([pause(parts.clock, parts.pollMs, signal), ...active]);
  }
  await Promise.allSettled(active);
}

/** A database that is away is no reason to end: it comes back. */
async function claimed(parts: LoopParts, most: number): ReturnType<LoopParts['store']['due']['claim']> {
  try {
    return await parts.store.due.claim({ now: parts.clock.now(), leaseMs, most });
  } catch (error) {
    parts.log({ level: 'error', event: 'database.unavailable', error });
    return [];
  }
}

async function choresOn(parts: LoopParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await doChores(parts);
    await pause(parts.clock, choresMs, signal);
  }
}

async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  // Being woken by the end is no failure.
  await clock.sleep(ms, signal).catch(() => {});
}
