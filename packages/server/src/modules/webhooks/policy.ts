const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long to wait before each attempt, the first one included: ten within 75 h 35 m (Standard Webhooks 1.0). */
export const attemptDelaysMs: readonly number[] = [
  0,
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
];

/** Waits are spread by a tenth to either side, so that what failed together does not come back together. */
export const jitter = 0.1;

/** All there is for finding the address, connecting, sending and reading the answer. */
export const timeoutMs = 15 * secondMs;

/** How much of an answer is read. */
export const mostAnswerBytes = 64 * 1024;

/** How much of it is kept in the log. */
export const keptAnswerCharacters = 1_000;

/** Requests at one receiver at a time, over all processes. */
export const concurrencyPerEndpoint = 4;

/** Requests of one process at a time. A hundred receivers must hang before they fill it. */
export const mostUnderWay = 400;

/** How many endpoints one claim takes work for. */
export const endpointsPerClaim = 50;

/** What is claimed and not recorded by then was lost with its process. Four time-outs: the record may wait for the database. */
export const leaseMs = 4 * timeoutMs;

/** Nothing but failures for so long, and the endpoint is disabled (as Svix does). */
export const failingLimitMs = 120 * hourMs;

/** A receiver's Retry-After is honoured up to the longest wait of the schedule. */
export const longestPauseMs = 24 * hourMs;

/** How long the secret before a rotation signs, too. */
export const rotationOverlapMs = 24 * hourMs;

/**
 * How many replaced secrets sign, the newest ones. Each adds 48 bytes to `webhook-signature`: rotations in
 * a loop must not make a header that receivers refuse (many from 8 KB on), whichever secret they have.
 */
export const mostPreviousSecrets = 5;

export const secretBytes = 32;

/** Endpoints of one shop in one mode (as Stripe allows). */
export const mostEndpoints = 16;

/** Events that one resend takes. */
export const mostResent = 5_000;

/** Events that one transaction fans out. */
export const eventsPerFanOut = 500;

/** What is for nobody is passed over this often, so that neither a look nor a first endpoint has old news to read. */
export const skipEveryMs = minuteMs;
