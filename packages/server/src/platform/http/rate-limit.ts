/** How fast calls may come. */
export type Pace = {
  /** How many calls may come at once. */
  readonly burst: number;
  /** How many a minute may go on coming. */
  readonly perMinute: number;
};

/** Answers 0 when the caller may go on, else the whole seconds after which the call is worth sending again. */
export type RateLimit = (caller: string) => number;

const minuteMs = 60_000;
const mostCallers = 100_000;

/**
 * Spaces the calls of each caller: of one that comes faster, a burst passes and then its even pace
 * (the generic cell rate algorithm). One number a caller is kept, in the memory of this process:
 * behind n processes a caller gets at most n times as much.
 */
export function createRateLimit(nowMs: () => number, { burst, perMinute }: Pace): RateLimit {
  const spacingMs = minuteMs / perMinute;
  const slackMs = spacingMs * (burst - 1);
  const dueMs = new Map<string, number>();
  return (caller) => {
    const now = nowMs();
    const due = Math.max(dueMs.get(caller) ?? now, now);
    if (due - now > slackMs) return Math.ceil((due - now - slackMs) / 1_000);
    if (dueMs.size >= mostCallers) forgetIdle(dueMs, now);
    dueMs.set(caller, due + spacingMs);
    return 0;
  };
}

/** Whoever could send a whole burst again needs no memory; when nobody is idle all start anew, so that memory stays bounded. */
function forgetIdle(dueMs: Map<string, number>, now: number): void {
  for (const [caller, due] of dueMs) if (due <= now) dueMs.delete(caller);
  if (dueMs.size >= mostCallers) dueMs.clear();
}
