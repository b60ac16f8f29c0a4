import { addMs, epochMs, instant, type Instant } from '../../../core/time.ts';
import type { DisabledReason, WebhookAnswer, WebhookDeliveryStatus } from '../model.ts';
import { attemptDelaysMs, failingLimitMs, jitter, longestPauseMs } from '../policy.ts';

/** How long to wait after so many attempts, or null when that was the last. `chance` lies in [0, 1). */
export function nextDelayMs(attempts: number, chance: number): number | null {
  const delayMs = attemptDelaysMs[attempts];
  return delayMs === undefined ? null : Math.round(delayMs * (1 - jitter + 2 * jitter * chance));
}

/** A pause that a receiver asks for, in seconds or until a date; null when it cannot be read. */
export function retryAfterMs(header: string | null, now: Instant): number | null {
  if (header === null) return null;
  const text = header.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : untilDateMs(text, now);
  return ms === null ? null : Math.min(Math.max(0, ms), longestPauseMs);
}

// Only the form that HTTP writes: a loose reader of dates would take almost anything.
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function untilDateMs(text: string, now: Instant): number | null {
  if (!httpDate.test(text)) return null;
  try {
    return epochMs(instant(text)) - epochMs(now);
  } catch (error) {
    if (error instanceof RangeError) return null; // the 32nd of a month
    throw error;
  }
}

export function isSuccess(answer: WebhookAnswer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

export type AttemptFacts = {
  readonly answer: WebhookAnswer;
  /** Attempts so far, this one included. */
  readonly attempts: number;
  readonly failingSince: Instant | null;
  readonly now: Instant;
  /** In [0, 1). */
  readonly chance: number;
};

export type AttemptVerdict = {
  readonly status: WebhookDeliveryStatus;
  readonly nextAttemptAt: Instant | null;
  readonly failingSince: Instant | null;
  /** The endpoint gets nothing before this moment; null when this answer asks for no pause. */
  readonly resumeAt: Instant | null;
  readonly disable: DisabledReason | null;
};

/** What an answer, or the lack of one, means for the delivery and for its endpoint. */
export function judgeAttempt({ answer, attempts, failingSince, now, chance }: AttemptFacts): AttemptVerdict {
  if (isSuccess(answer)) return { status: 'succeeded', nextAttemptAt: null, failingSince: null, resumeAt: null, disable: null };
  const since = failingSince ?? now;
  const failed = { status: 'failed', nextAttemptAt: null, failingSince: since, resumeAt: null } as const;
  // 410 Gone: the receiver says that it will never want anything again.
  if (answer.kind === 'answered' && answer.status === 410) return { ...failed, disable: 'gone' };
  const pauseMs = pauseAskedMs(answer, now);
  const delayMs = nextDelayMs(attempts, chance);
  return {
    ...failed,
    ...(delayMs === null ? {} : { status: 'pending', nextAttemptAt: addMs(now, Math.max(delayMs, pauseMs ?? 0)) }),
    resumeAt: pauseMs === null ? null : addMs(now, pauseMs),
    disable: epochMs(now) - epochMs(since) >= failingLimitMs ? 'failing' : null,
  };
}

function pauseAskedMs(answer: WebhookAnswer, now: Instant): number | null {
  if (answer.kind !== 'answered' || (answer.status !== 429 && answer.status !== 503)) return null;
  return retryAfterMs(answer.retryAfter, now);
}
