/** How a client repeats calls that may succeed later. */
export type RetryOptions = {
  /**
   * Repeats at most, after the first try.
   * @default 5
   */
  readonly limit?: number;
  /**
   * Milliseconds that a call and its repeats may take together.
   * @default 60_000
   */
  readonly totalMs?: number;
  /**
   * Milliseconds that the first wait is at most; each further wait may be twice as long.
   * @default 500
   */
  readonly firstWaitMs?: number;
  /**
   * Milliseconds that any wait is at most, unless the server asks for a longer one.
   * @default 8_000
   */
  readonly longestWaitMs?: number;
};

export type RetryPlan = Readonly<Required<RetryOptions>>;

export function retryPlan(options: RetryOptions | false | undefined): RetryPlan {
  const given = options === false ? { limit: 0 } : (options ?? {});
  return {
    limit: given.limit ?? 5,
    totalMs: given.totalMs ?? 60_000,
    firstWaitMs: given.firstWaitMs ?? 500,
    longestWaitMs: given.longestWaitMs ?? 8_000,
  };
}

const retryableStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** A 409 is worth repeating only while the same call is still running. */
export function isRetryable(status: number, code: string): boolean {
  return retryableStatuses.has(status) || (status === 409 && code === 'idempotency_in_progress');
}

/** What is left to decide after a try failed. */
export type Attempt = {
  /** Tries so far, 1 or more. */
  readonly attempt: number;
  readonly elapsedMs: number;
  /** What the server asked to wait, if it did. */
  readonly retryAfterMs: number | undefined;
};

/**
 * Milliseconds to wait before the next try, or undefined when there is to be none. Full jitter: any
 * wait up to the limit is as likely, so that clients that failed together do not come back together.
 */
export function nextWaitMs(plan: RetryPlan, { attempt, elapsedMs, retryAfterMs }: Attempt, random: () => number): number | undefined {
  if (attempt > plan.limit) return undefined;
  const ceiling = Math.min(plan.longestWaitMs, plan.firstWaitMs * 2 ** (attempt - 1));
  const waitMs = retryAfterMs ?? Math.floor(random() * ceiling);
  return elapsedMs + waitMs < plan.totalMs ? waitMs : undefined;
}

/** Reads `Retry-After`: seconds, or a date. What cannot be read asks for nothing. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
