import type { Timer } from './deadline.ts';
import type { RetryOptions } from './retry.ts';
import type { Fetch, Transport } from './transport.ts';

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
  /** Rings after some milliseconds, unless it is called off by what it answers. */
  readonly timer: Timer;
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
  readonly fetch?: Fetch;
  /**
   * Sends requests in another way than by `fetch`, such as `nodeTransport()` of `@atobarai/sdk/node`.
   * @default the platform's `fetch`
   */
  readonly transport?: Transport;
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
   * Names this call, so that a repeat of it does nothing twice: 1 to 255 printable ASCII characters. For
   * anything that moves money, make it from a number of your own, such as that of the return: a key of your
   * own is still known when you aborted the call or your process ended.
   * @default a new UUID per call, kept over its repeats and told by the `idempotencyKey` of its error
   */
  readonly idempotencyKey?: string | undefined;
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
  timer: (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};
