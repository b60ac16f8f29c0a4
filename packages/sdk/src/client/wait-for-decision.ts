import type { Order } from '../contract/order-state.ts';
import type { Connection } from './connection.ts';
import { TimeoutError } from './errors.ts';
import type { CallOptions } from './options.ts';

/** How long to wait for a decision, and how often to look. */
export type DecisionOptions = Omit<CallOptions, 'idempotencyKey'> & {
  /**
   * Milliseconds before the second look; each further wait is twice as long.
   * @default 1_000
   */
  readonly firstWaitMs?: number;
  /**
   * Milliseconds that a wait is at most.
   * @default 60_000
   */
  readonly longestWaitMs?: number;
  /**
   * Milliseconds to wait in all. A sandbox whose clock was moved needs it: its `expectedBy` is not of this time.
   * @default until a minute after the order's `expectedBy`
   */
  readonly atMostMs?: number;
};

// A decision at the last moment still has to be written and read.
const graceMs = 60_000;

/** Looks at an order until nobody has to decide about it any more. */
export async function waitForDecision(
  { surroundings }: Connection,
  look: () => Promise<Order>,
  { firstWaitMs = 1_000, longestWaitMs = 60_000, atMostMs, signal }: DecisionOptions = {},
): Promise<Order> {
  const { now, random, sleep } = surroundings;
  const startedAt = now();
  for (let nextWaitMs = firstWaitMs; ; nextWaitMs = Math.min(longestWaitMs, nextWaitMs * 2)) {
    const order = await look();
    if (isDecided(order)) return order;
    const until = atMostMs === undefined ? Math.max(startedAt, expectedAt(order) ?? startedAt) + graceMs : startedAt + atMostMs;
    const leftMs = until - now();
    if (leftMs <= 0) throw undecidedError(order, now() - startedAt);
    // Up to a quarter less, so that those who began together do not look together.
    await sleep(Math.ceil(Math.min(leftMs, nextWaitMs * (1 - random() / 4))), signal);
  }
}

function isDecided({ axes, expectedBy }: Order): boolean {
  return expectedBy === null && axes.credit !== 'registered' && axes.credit !== 'screening' && axes.credit !== 'manual_review';
}

function expectedAt({ expectedBy }: Order): number | undefined {
  return expectedBy === null ? undefined : Date.parse(expectedBy);
}

function undecidedError({ id, status, expectedBy }: Order, waitedMs: number): TimeoutError {
  const promised = expectedBy === null ? '' : ` It was expected by ${expectedBy}.`;
  return new TimeoutError(`The order ${id} is still ${status} after ${waitedMs} ms.${promised} Ask again later, or ask the provider.`, {
    code: 'timeout',
    retryable: true,
  });
}
