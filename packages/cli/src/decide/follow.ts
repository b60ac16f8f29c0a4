import type { Event } from '@atobarai/sdk';

/** An event that the receiver refused, to be sent again. */
export type Waiting = {
  readonly event: Event;
  /** Times it was sent so far. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly nextAtMs: number;
};

/**
 * How far a receiver has come. Kept in a file after every step, so that whoever is killed anywhere goes
 * on there: an event may come twice then, with the same id, but none is left out.
 */
export type Follow = {
  /** The last event that was taken over; null before the first one that ever happened. */
  readonly cursor: string | null;
  readonly waiting: readonly Waiting[];
};

/** What came of sending an event. */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly ms: number }
  /** There was no answer. */
  | { readonly kind: 'silent'; readonly problem: string; readonly ms: number };

/** Nobody is there: the receiver is down, restarting, or its address is wrong. */
const nobodyThere: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The most that wait for a receiver that refuses; when it is reached, nothing new is fetched. */
export const mostWaiting = 100;

const firstWaitMs = 2_000;
const longestWaitMs = 60_000;
const longestPauseMs = 5_000;

export function isTaken(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
}

/** Whether to wait for the receiver. One who hangs up, or never answers, may do so because of this very event. */
export function isAway(outcome: Outcome): boolean {
  return outcome.kind === 'silent' && nobodyThere.has(outcome.problem);
}

/**
 * After an event was sent. One that was refused is put aside, so that a mistake in the handling of one
 * type does not hold up all the others. While nobody is there, everything stays in its place.
 */
export function afterSending(follow: Follow, event: Event, sent: { readonly outcome: Outcome; readonly nowMs: number }): Follow {
  const { outcome, nowMs } = sent;
  const before = follow.waiting.find((waiting) => waiting.event.id === event.id);
  if (isAway(outcome)) return follow;
  const others = follow.waiting.filter((waiting) => waiting !== before);
  const cursor = before ? follow.cursor : event.id;
  if (isTaken(outcome)) return { cursor, waiting: others };
  const attempts = (before?.attempts ?? 0) + 1;
  return { cursor, waiting: [...others, { event, attempts, nextAtMs: nowMs + waitAfter(attempts) }] };
}

/** An event that the receiver does not want to hear of. */
export function afterSkipping(follow: Follow, event: Event): Follow {
  return { ...follow, cursor: event.id };
}

/** What is to be sent again by now, the longest waiting first. */
export function dueAgain({ waiting }: Follow, nowMs: number): readonly Event[] {
  return waiting
    .filter(({ nextAtMs }) => nextAtMs <= nowMs)
    .toSorted((one, other) => one.nextAtMs - other.nextAtMs)
    .map(({ event }) => event);
}

export function isFull({ waiting }: Follow): boolean {
  return waiting.length >= mostWaiting;
}

function waitAfter(attempts: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
}

/** How long to wait when nobody was there so many times in a row. */
export function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, 250 * 2 ** Math.min(failures, 10));
}

/** Reads what an earlier run left; undefined when it is no such thing. */
export function followIn(text: string): Follow | undefined {
  try {
    const { cursor, waiting } = JSON.parse(text) as { cursor?: unknown; waiting?: unknown };
    if (cursor !== null && typeof cursor !== 'string') return undefined;
    return { cursor, waiting: Array.isArray(waiting) ? waiting.filter(isWaiting) : [] };
  } catch {
    return undefined;
  }
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== 'object' || value === null) return false;
  const { event, attempts, nextAtMs } = value as Record<string, unknown>;
  const isEvent = typeof event === 'object' && event !== null && 'id' in event && typeof event.id === 'string';
  return isEvent && Number.isInteger(attempts) && Number.isFinite(nextAtMs);
}
