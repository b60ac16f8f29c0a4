import ky, { isNetworkError, type Options } from 'ky';
import type { FileBody } from '../contract/operation.ts';
import type { End } from './deadline.ts';

/** One request, ready to be sent. */
export type TransportRequest = {
  readonly method: string;
  readonly url: string;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text and bytes go as they are, a stream as it comes. */
  readonly body: FileBody | undefined;
  /** When time is up, and when the caller wants no answer any more. */
  readonly end: End;
};

/** The head of an answer, and the two ways to read the rest; one of them is used, once. */
export type TransportReply = {
  readonly status: number;
  /** A header by its name in lower case. */
  readonly header: (name: string) => string | null;
  readonly text: () => Promise<string>;
  readonly stream: () => ReadableStream<Uint8Array>;
};

/**
 * Sends one request and answers what came back, whatever its status; rejects when nothing did. It
 * follows no redirect. Time limits, repeats, keys, errors and checks are the client's, over any transport.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 * import { nodeTransport } from '@atobarai/sdk/node';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '', transport: nodeTransport() });
 * console.log((await client.sandbox.clock()).today);
 * ```
 */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;

/** What stands in for the platform's own `fetch`. */
export type Fetch = (request: Request) => Promise<Response>;

/** Sends through ky by `fetch`, which is the same in Node, browsers and workers. */
export function kyTransport(ownFetch?: Fetch): Transport {
  // Looked up at each call: what mocks the network replaces it while the client is there.
  const send = ownFetch === undefined ? (request: KyInput, setup: RequestInit) => globalThis.fetch(request, setup) : through(ownFetch);
  return async ({ method, url, headers, body, end }) => {
    const response = await ky(url, {
      ...kySetup,
      method,
      headers,
      // Past ky, which would join it with a signal of its own, and that takes longer than all the rest of ky.
      fetch: (request) => send(request, { signal: end.signal }),
      ...(body === undefined ? {} : { body: body instanceof ReadableStream ? await sendable(body) : body }),
    }).catch(throwCause);
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: () => response.text(),
      stream: () => response.body ?? new Blob([]).stream(),
    };
  };
}

type KyInput = Parameters<NonNullable<Options['fetch']>>[0];

// Time limits and repeats are ours: they must know problem codes and be testable without waiting.
const kySetup = { retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual' } as const satisfies Options;

function through(ownFetch: Fetch): (request: KyInput, setup: RequestInit) => Promise<Response> {
  return (request, setup) => ownFetch(new Request(request, setup));
}

/** Not ky's own error: it carries the request with the key in it, and errors are logged. */
function throwCause(error: unknown): never {
  throw isNetworkError(error) ? error.cause : error;
}

async function sendable(stream: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array> | Blob> {
  return sendsStreams() ? stream : new Response(stream).blob();
}

/**
 * Not in a page and its workers: Chromium sends one over HTTP/2 only, and what the server speaks is not known
 * before the call fails. Elsewhere it is asked for, or it might go out as the words `[object ReadableStream]`.
 */
function sendsStreams(): boolean {
  if ('document' in globalThis || 'importScripts' in globalThis) return false;
  let isAsked = false;
  // The types of the DOM do not know `duplex` yet.
  const setup: RequestInit & { readonly duplex: 'half' } = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      isAsked = true;
      return 'half' as const;
    },
  };
  const request = new Request('http://localhost', setup);
  return isAsked && !request.headers.has('content-type');
}
