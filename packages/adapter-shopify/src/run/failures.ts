import { isAtobaraiError, isAuthenticationError } from '@atobarai/sdk';
import { AdminError } from '../reconcile/ports.ts';
import type { NoticeCode } from '../store/index.ts';

/** What becomes of an order whose look failed, and what is told of the shop as a whole. */
export type Verdict = {
  /** Milliseconds to wait; null to leave it to a person. */
  readonly waitMs: number | null;
  readonly problem: string;
  readonly notice: NoticeCode | null;
  /** The token is refused: nothing is tried for the shop until there is another. */
  readonly stopsShop: boolean;
};

const firstWaitMs = 5_000;
const longestWaitMs = 5 * 60_000;
const blockedWaitMs = 15 * 60_000;

// A fault of ours repeats itself: so often it is tried, in case it was none.
const mostTriesOfFaults = 5;

/** `attempts` counts the failures before this one. */
export function verdictOn(error: unknown, attempts: number): Verdict {
  const problem = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error);
  const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** attempts);
  const waiting = { waitMs: backoff, problem, notice: null, stopsShop: false };
  if (error instanceof AdminError) return onAdminError(error, { attempts, waiting });
  if (isAtobaraiError(error)) {
    if (isAuthenticationError(error)) return { ...waiting, waitMs: blockedWaitMs, notice: 'service_refuses_key' };
    if (error.retryable) return waiting;
  }
  return { ...waiting, waitMs: attempts + 1 < mostTriesOfFaults ? backoff : null };
}

type Waiting = { readonly attempts: number; readonly waiting: Verdict & { readonly waitMs: number } };

function onAdminError({ failure, retryAfterMs }: AdminError, { attempts, waiting }: Waiting): Verdict {
  const waitMs = Math.max(waiting.waitMs, retryAfterMs ?? 0);
  switch (failure) {
    case 'unauthorized':
      return { ...waiting, notice: 'needs_reauth', stopsShop: true };
    case 'access_denied':
      return { ...waiting, waitMs: blockedWaitMs, notice: 'personal_data_blocked' };
    case 'invalid':
      return { ...waiting, waitMs: attempts + 1 < mostTriesOfFaults ? waitMs : null };
    case 'lost':
      // Whether it was done is seen by looking again, and soon.
      return { ...waiting, waitMs: firstWaitMs };
    case 'throttled':
    case 'unavailable':
      return { ...waiting, waitMs, notice: attempts >= mostTriesOfFaults ? 'admin_unavailable' : null };
  }
}
