import type { AdminFailure } from '../reconcile/ports.ts';
import type { Answer } from './answer.ts';

/** How one try ended: with an answer, or with none. `unsent` tells that the request never left. */
export type Ending = Answer | { readonly kind: 'no_answer'; readonly reason: string; readonly unsent: boolean };

/** Where a request stands after a try. */
export type Tries = {
  readonly operation: 'query' | 'mutation';
  /** 1 after the first try. */
  readonly made: number;
  readonly tokenRenewed: boolean;
  /** From 0 to 1, so that many clients do not come back at once. */
  readonly chance: number;
};

/** What follows from it. */
export type Next =
  | { readonly do: 'return'; readonly data: unknown }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'renew_token' }
  | { readonly do: 'fail'; readonly failure: AdminFailure; readonly reason: string; readonly retryAfterMs: number | null };

/** Tries of one request that was throttled: the caller's own schedule goes on from there. */
const maxThrottled = 8;
/** Tries of one request that got no usable answer. */
const maxBroken = 4;
const longestWaitMs = 30_000;

function backOffMs(made: number, chance: number): number {
  return Math.min(longestWaitMs, 500 * 2 ** (made - 1)) + Math.round(chance * 500);
}

function fail(failure: AdminFailure, reason: string, retryAfterMs: number | null = null): Next {
  return { do: 'fail', failure, reason, retryAfterMs };
}

function afterThrottled(ending: Extract<Ending, { kind: 'throttled' }>, { made, chance }: Tries): Next {
  if (made >= maxThrottled) return fail('throttled', 'The bucket stays empty.', ending.retryAfterMs);
  if (ending.retryAfterMs !== null) return { do: 'wait', ms: ending.retryAfterMs + Math.round(chance * 250) };
  // The bucket of the throttle knows how long points take; without a count, Shopify's 100 a second are assumed.
  return { do: 'wait', ms: ending.cost === null ? backOffMs(made, chance) : Math.round(chance * 250) };
}

function afterSilence(ending: Extract<Ending, { kind: 'broken' | 'no_answer' }>, { operation, made, chance }: Tries): Next {
  const unsent = ending.kind === 'no_answer' && ending.unsent;
  // A mutation may have been carried out although nobody said so (shopify.md 7.5): only facts can tell.
  if (operation === 'mutation' && !unsent) return fail('lost', ending.reason);
  const told = ending.kind === 'broken' ? ending.retryAfterMs : null;
  if (made >= maxBroken) return fail('unavailable', ending.reason, told);
  return { do: 'wait', ms: told ?? backOffMs(made, chance) };
}

/** Decides what follows a try. */
export function decideNext(ending: Ending, tries: Tries): Next {
  switch (ending.kind) {
    case 'data':
      return { do: 'return', data: ending.data };
    case 'throttled':
      return afterThrottled(ending, tries);
    case 'broken':
    case 'no_answer':
      return afterSilence(ending, tries);
    case 'unauthorized':
      return tries.tokenRenewed ? fail('unauthorized', 'HTTP 401 with a new token.') : { do: 'renew_token' };
    case 'access_denied':
    case 'invalid':
      return fail(ending.kind, ending.reason);
  }
}
