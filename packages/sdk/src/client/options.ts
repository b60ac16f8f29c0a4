import { AuthenticationError, RequestError } from './errors.ts';
import type { RetryOptions } from './retry.ts';

/** A call that is about to be sent; a repeat is sent with the next `attempt`. */
export type RequestNotice = {
  readonly method: string;
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly idempotencyKey: string | undefined;
};

/** An answer that has arrived. */
export type ResponseNotice = RequestNotice & {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly elapsedMs: number;
};

/** What a client takes from its surroundings; replaced in tests so that nothing waits. */
export type Surroundings = {
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 up to but not including 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** How a client is set up. */
export type ClientOptions = {
  /** Secret key of the shop, `sk_test_…` or `sk_live_…`. Keep it on your server. */
  readonly apiKey: string;
  /**
   * Where the server is.
   * @default 'http://localhost:4400'
   */
  readonly baseUrl?: string | undefined;
  /**
   * Milliseconds that one try may take.
   * @default 30_000
   */
  readonly timeoutMs?: number;
  /**
   * How calls are repeated; `false` never repeats.
   * @default 5 repeats within 60 seconds
   */
  readonly retry?: RetryOptions | false;
  /**
   * Language of error messages.
   * @default 'ja'
   */
  readonly language?: 'ja' | 'en';
  /**
   * Sends a request instead of the platform's own `fetch`.
   * @default globalThis.fetch
   */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Told of every request before it is sent. It never sees a body or the key. */
  readonly onRequest?: (notice: RequestNotice) => void;
  /** Told of every answer. It never sees a body. */
  readonly onResponse?: (notice: ResponseNotice) => void;
  /**
   * Time and chance, for tests.
   * @default the wall clock and Math.random
   */
  readonly surroundings?: Partial<Surroundings>;
};

/** What one call may be told. */
export type CallOptions = {
  /**
   * Names this call, so that a repeat of it does nothing twice: 1 to 255 printable ASCII characters.
   * @default a new UUID per call, kept over its repeats
   */
  readonly idempotencyKey?: string;
  /** Ends the call, its repeats and its waits. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds that one try of this call may take.
   * @default the client's `timeoutMs`
   */
  readonly timeoutMs?: number;
};

export const wallClock: Surroundings = {
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    }),
  random: () => Math.random(),
  now: () => Date.now(),
};

/** Refuses a key that cannot work, saying how to get one that does. The key itself is never repeated. */
export function checkApiKey(apiKey: unknown, kind: 'sk' | 'op'): string {
  const wrong = (message: string) => new AuthenticationError(message, { code: 'invalid_api_key' });
  const wanted = kind === 'sk' ? 'a secret key (sk_test_… or sk_live_…)' : 'an operator key (op_test_… or op_live_…)';
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw wrong(`No API key was given. Pass ${wanted} as apiKey; is the environment variable it is read from set?`);
  }
  if (apiKey.startsWith('pk_')) {
    throw wrong(`A publishable key (pk_…) was given. It is for the checkout widget in a page; here, on your server, use ${wanted}.`);
  }
  if (kind === 'sk' && apiKey.startsWith('op_')) throw wrong('An operator key (op_…) was given. Use it with createOperatorClient().');
  if (!new RegExp(`^${kind}_(test|live)_[0-9A-Za-z_-]{8,}$`).test(apiKey)) {
    throw wrong(`The API key is not in the form of ${wanted}. Copy it whole, without spaces, quotes or "Bearer".`);
  }
  return apiKey;
}

/** The address without the slashes at its end. */
export function checkBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new RequestError(`baseUrl is not a web address: ${baseUrl}. Pass one such as http://localhost:4400.`, { code: 'invalid_option' });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
