import { type Answer, noConnection } from '../checkout/state.ts';
import { bare, jsonOf } from '../hardened.ts';
import type { Language } from '../i18n/index.ts';

export type Call = {
  /** Below the base URL. */
  readonly path: `/v1/checkout/${string}`;
  /** Sent by POST; without one it is a GET. */
  readonly body?: unknown;
  /** Makes a repeated call harmless. */
  readonly idempotencyKey?: string;
};

export type Transport = (call: Call, signal: AbortSignal) => Promise<Answer<unknown>>;

export type TransportOptions = {
  readonly baseUrl: () => string;
  readonly publishableKey: () => string;
  readonly language: () => Language;
};

const timeLimitMs = 30_000;
const pausesMs = [400, 1_200];
// A shopper waits this long for a busy server without being asked.
const patienceMs = 5_000;
const busy = new Set([429, 502, 503, 504]);

/** The widget's own way to the server: no cookies, nothing personal in addresses, two more tries when the network fails. */
export function createTransport(options: TransportOptions): Transport {
  return async (call, signal) => {
    for (const pauseMs of [...pausesMs, null]) {
      const { answer, retryAfterMs } = await once(call, { ...options, signal });
      if (answer.ok || answer.trouble.is === 'refused' || pauseMs === null || signal.aborted || retryAfterMs > patienceMs) return answer;
      await pause(Math.max(pauseMs, retryAfterMs), signal);
    }
    return unanswered('');
  };
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const unanswered = (detail: string): Answer<never> => ({ ok: false, trouble: { is: 'offline', code: noConnection, detail, fields: [] } });

type Reply = { readonly answer: Answer<unknown>; readonly retryAfterMs: number };

async function once(
  call: Call,
  { baseUrl, publishableKey, language, signal }: TransportOptions & { readonly signal: AbortSignal },
): Promise<Reply> {
  try {
    const init: RequestInit = {
      method: 'GET',
      ...(call.body === undefined ? {} : { method: 'POST', body: jsonOf(call.body) }),
      headers: {
        authorization: `Bearer ${publishableKey()}`,
        'accept-language': language(),
        'content-type': 'application/json',
        ...(call.idempotencyKey ? { 'idempotency-key': call.idempotencyKey } : {}),
      },
      credentials: 'omit',
      referrerPolicy: 'origin',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
    };
    const response = await fetch(baseUrl().replace(/\/+$/, '') + call.path, bare(init));
    const answer: unknown = await response.json().catch(() => undefined);
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1_000 || 0;
    if (response.ok && typeof answer === 'object' && answer !== null) return { answer: { ok: true, value: answer }, retryAfterMs };
    return { answer: refused(response.status, answer), retryAfterMs };
  } catch (error) {
    return { answer: unanswered(String(error)), retryAfterMs: 0 };
  }
}

type ProblemLike = { readonly code?: unknown; readonly detail?: unknown; readonly fields?: unknown };

function refused(status: number, answer: unknown): Answer<never> {
  const { code, detail, fields } = (typeof answer === 'object' && answer !== null ? answer : {}) as ProblemLike;
  return {
    ok: false,
    trouble: {
      // The same screening, asked for a moment ago, may still run.
      is: busy.has(status) || code === 'idempotency_in_progress' ? 'offline' : 'refused',
      code: String(code ?? `http_${status}`),
      detail: String(detail ?? 'The answer is not one of the API. Is base-url right?'),
      fields: (Array.isArray(fields) ? fields : []).map((field: { path?: unknown; code?: unknown; message?: unknown }) => ({
        path: String(field.path),
        code: String(field.code),
        message: String(field.message),
      })),
    },
  };
}
