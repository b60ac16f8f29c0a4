import type { CostReport } from './throttle.ts';

// What one HTTP answer of the Admin API means, read without trusting it.

/** `throttled` and `refused_unread` were not carried out; `broken` may have been. */
export type Answer =
  | { readonly kind: 'data'; readonly data: unknown; readonly cost: CostReport | null }
  | { readonly kind: 'throttled'; readonly cost: CostReport | null; readonly retryAfterMs: number | null }
  | { readonly kind: 'broken'; readonly reason: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'access_denied'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly reason: string };

export type RawAnswer = { readonly status: number; readonly retryAfter: string | null; readonly body: string };

type GraphqlError = { readonly message: string; readonly code: string; readonly path: string };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `Retry-After` counts seconds (`2.0`), or names a date. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function costOf(extensions: unknown): CostReport | null {
  const cost = isRecord(extensions) ? extensions.cost : undefined;
  const status = isRecord(cost) ? cost.throttleStatus : undefined;
  if (!isRecord(cost) || !isRecord(status)) return null;
  const numbers = [cost.requestedQueryCost, status.currentlyAvailable, status.maximumAvailable, status.restoreRate].map(Number);
  const [requested = NaN, currentlyAvailable = NaN, maximumAvailable = NaN, restoreRate = NaN] = numbers;
  if (!numbers.every(Number.isFinite)) return null;
  return { requested, status: { currentlyAvailable, maximumAvailable, restoreRate } };
}

function errorsOf(errors: unknown): GraphqlError[] {
  if (typeof errors === 'string') return [{ message: errors, code: '', path: '' }];
  if (!Array.isArray(errors)) return [];
  return errors.filter(isRecord).map(({ message, extensions, path }) => ({
    message: textOf(message),
    code: isRecord(extensions) ? textOf(extensions.code) : '',
    path: Array.isArray(path) ? path.join('.') : '',
  }));
}

function readErrors(errors: readonly GraphqlError[], cost: CostReport | null): Answer {
  const reason = errors
    .map(({ message, path }) => (path === '' ? message : `${message} (${path})`))
    .join('; ')
    .slice(0, 500);
  const has = (code: string) => errors.some((error) => error.code === code);
  if (has('THROTTLED')) return { kind: 'throttled', cost, retryAfterMs: null };
  if (has('ACCESS_DENIED')) return { kind: 'access_denied', reason };
  if (has('INTERNAL_SERVER_ERROR') || has('TIMEOUT')) return { kind: 'broken', reason, retryAfterMs: null };
  return { kind: 'invalid', reason };
}

function readBody(text: string): Answer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { kind: 'broken', reason: 'The answer is not whole JSON.', retryAfterMs: null };
  }
  if (!isRecord(body)) return { kind: 'broken', reason: 'The answer is not a GraphQL answer.', retryAfterMs: null };
  const cost = costOf(body.extensions);
  const errors = errorsOf(body.errors);
  if (errors.length > 0) return readErrors(errors, cost);
  if (!isRecord(body.data)) return { kind: 'broken', reason: 'The answer carries no data.', retryAfterMs: null };
  return { kind: 'data', data: body.data, cost };
}

/** Reads one answer. A 5xx may hide a mutation that was carried out; a 429 and THROTTLED never do. */
export function readAnswer({ status, retryAfter, body }: RawAnswer, now: number): Answer {
  const wait = retryAfterMs(retryAfter, now);
  if (status === 200) return readBody(body);
  if (status === 429 || status === 430) return { kind: 'throttled', cost: null, retryAfterMs: wait };
  if (status >= 500) return { kind: 'broken', reason: `HTTP ${status}`, retryAfterMs: wait };
  if (status === 401) return { kind: 'unauthorized' };
  // 402: the shop is frozen; 403: not allowed; 423: the shop is locked.
  if (status === 402 || status === 403 || status === 423) return { kind: 'access_denied', reason: `HTTP ${status}` };
  return { kind: 'invalid', reason: `HTTP ${status} ${body.slice(0, 200)}`.trim() };
}
