import type { Code } from '../contract/codes.ts';
import type { FieldProblem, Problem } from '../contract/problem.ts';

/** Codes that this library names itself, beside those of the API. */
export type ClientCode = 'connection_failed' | 'timeout' | 'invalid_reply' | 'invalid_api_key' | 'invalid_option';

/** A stable name of what went wrong. A newer server may know more of them. */
export type ErrorCode = Code | ClientCode | (string & {});

/** Which of the errors it is. */
export type ErrorKind =
  | 'RequestError'
  | 'AuthenticationError'
  | 'ConflictError'
  | 'RateLimitError'
  | 'ServerError'
  | 'ConnectionError'
  | 'TimeoutError';

/** What an error is made of. */
export type ErrorDetails = {
  readonly code: ErrorCode;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly retryable?: boolean;
  readonly problem?: Problem | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
};

// Registered by name, so that an error of one copy of this library is known to another copy.
const kindOfError = Symbol.for('atobarai.error');

/**
 * What every call of this library throws when it does not succeed.
 *
 * @example
 * ```ts
 * import { createClient, isAtobaraiError } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * try {
 *   await client.orders.get('ord_0000000000000000000000');
 * } catch (error) {
 *   if (isAtobaraiError(error)) console.error(error.code, error.requestId, error.retryable);
 *   else throw error;
 * }
 * ```
 */
export class AtobaraiError extends Error {
  override readonly name: string = 'AtobaraiError';
  readonly [kindOfError]: ErrorKind | 'AtobaraiError' = 'AtobaraiError';
  /** Stable name of what went wrong: branch on this, not on the message. */
  readonly code: ErrorCode;
  /** HTTP status, when the server answered. */
  readonly status: number | undefined;
  /** Quote this when you ask the provider about a call. */
  readonly requestId: string | undefined;
  /** Whether the same call, with the same `idempotencyKey`, may succeed later. */
  readonly retryable: boolean;
  /**
   * The key of the call that failed, yours or the one that the client made; undefined when it was not sent
   * with one. The call may have been done all the same: repeat it by this key, because by another one it is
   * done a second time.
   */
  readonly idempotencyKey: string | undefined;
  /** The fields that are wrong, each with its path, code and sentence. */
  readonly fields: readonly FieldProblem[];
  /** The server's answer as it came (RFC 9457). */
  readonly problem: Problem | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryable = details.retryable ?? false;
    this.idempotencyKey = details.idempotencyKey;
    this.fields = details.problem?.fields ?? [];
    this.problem = details.problem;
  }
}

/** The request cannot be accepted as it is: see `code` and `fields`. */
export class RequestError extends AtobaraiError {
  override readonly name = 'RequestError';
  override readonly [kindOfError] = 'RequestError';
}

/** The API key is missing, wrong, or not allowed to do this. */
export class AuthenticationError extends AtobaraiError {
  override readonly name = 'AuthenticationError';
  override readonly [kindOfError] = 'AuthenticationError';
}

/** The request does not fit the present state: a duplicate, a newer version, a step that is not open. */
export class ConflictError extends AtobaraiError {
  override readonly name = 'ConflictError';
  override readonly [kindOfError] = 'ConflictError';
  /** With `illegal_transition`: what can be done instead. */
  get legalCommands(): readonly string[] {
    return this.problem?.legalCommands ?? [];
  }
}

/** Too many requests, even after the retries. */
export class RateLimitError extends AtobaraiError {
  override readonly name = 'RateLimitError';
  override readonly [kindOfError] = 'RateLimitError';
  /** Milliseconds to wait as the server asked, when it did. */
  readonly retryAfterMs: number | undefined;
  constructor(message: string, details: ErrorDetails) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The server failed, or answered what the contract does not know. */
export class ServerError extends AtobaraiError {
  override readonly name = 'ServerError';
  override readonly [kindOfError] = 'ServerError';
}

/** The server was not reached, or the connection broke. */
export class ConnectionError extends AtobaraiError {
  override readonly name = 'ConnectionError';
  override readonly [kindOfError] = 'ConnectionError';
}

/** The server did not answer in time. */
export class TimeoutError extends AtobaraiError {
  override readonly name = 'TimeoutError';
  override readonly [kindOfError] = 'TimeoutError';
}

function kindOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, kindOfError) : undefined;
}

/**
 * Tells errors of this library from others, whichever copy of it made them.
 *
 * @example
 * ```ts
 * import { type CallOptions, isAtobaraiError } from '@atobarai/sdk';
 *
 * // What the first try did is not done again, because the second has its key. For anything that moves
 * // money, rather pass a key made from a number of your own: it is still known when this process is gone.
 * export async function tryTwice<T>(call: (options?: CallOptions) => Promise<T>): Promise<T> {
 *   try {
 *     return await call();
 *   } catch (error) {
 *     if (!isAtobaraiError(error) || !error.retryable) throw error;
 *     return call({ idempotencyKey: error.idempotencyKey });
 *   }
 * }
 * ```
 */
export function isAtobaraiError(error: unknown): error is AtobaraiError {
  return typeof kindOf(error) === 'string';
}

/** True for a {@link RequestError} of any copy of this library. */
export function isRequestError(error: unknown): error is RequestError {
  return kindOf(error) === 'RequestError';
}

/** True for an {@link AuthenticationError} of any copy of this library. */
export function isAuthenticationError(error: unknown): error is AuthenticationError {
  return kindOf(error) === 'AuthenticationError';
}

/** True for a {@link ConflictError} of any copy of this library. */
export function isConflictError(error: unknown): error is ConflictError {
  return kindOf(error) === 'ConflictError';
}

/** True for a {@link RateLimitError} of any copy of this library. */
export function isRateLimitError(error: unknown): error is RateLimitError {
  return kindOf(error) === 'RateLimitError';
}

/** True for a {@link ServerError} of any copy of this library. */
export function isServerError(error: unknown): error is ServerError {
  return kindOf(error) === 'ServerError';
}

/** True for a {@link ConnectionError} of any copy of this library. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return kindOf(error) === 'ConnectionError';
}

/** True for a {@link TimeoutError} of any copy of this library. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return kindOf(error) === 'TimeoutError';
}
