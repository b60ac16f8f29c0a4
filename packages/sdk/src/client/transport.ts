import ky, { isNetworkError, isTimeoutError } from 'ky';
import type { BodyOf, FileBody, FileReply, JsonReply, AnyOperation, ParamsOf, QueryOf, ReplyOf } from '../contract/operation.ts';
import { queryText } from '../contract/query.ts';
import { type AtobaraiError, ConnectionError, RequestError, TimeoutError } from './errors.ts';
import type { CallOptions, ClientOptions, Surroundings } from './options.ts';
import { type Answer, readReply, refusalError } from './reply.ts';
import { nextWaitMs, retryAfterMs, type RetryPlan } from './retry.ts';

/** What a call is given, as far as the operation asks for it. */
export type Given<O extends AnyOperation> = {
  readonly params?: ParamsOf<O>;
  readonly query?: QueryOf<O>;
  readonly body?: BodyOf<O>;
};

/** Speaks the contract: sends a call, repeats it when that helps, and checks what comes back. */
export type Transport = {
  readonly surroundings: Surroundings;
  /** For calls that answer in JSON. */
  readonly call: <O extends AnyOperation>(operation: O, given: Given<O>, options?: CallOptions) => Promise<ReplyOf<O>>;
  /** For calls that answer with a file; the rest of it is still on its way. */
  readonly download: <O extends AnyOperation>(operation: O, given: Given<O>, options?: CallOptions) => Promise<Response>;
};

/** A client's options with every default in place. */
export type TransportOptions = Pick<ClientOptions, 'fetch' | 'onRequest' | 'onResponse'> & {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly retry: RetryPlan;
  readonly language: 'ja' | 'en';
  readonly surroundings: Surroundings;
};

/** One call as it is sent, the same for every try. */
type Outgoing = {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: FileBody | undefined;
  readonly idempotencyKey: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
};

/** What came back: its head, and how to read the rest within the time that is left. */
type Received = { readonly response: Response; readonly readText: () => Promise<string> };
type Try<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AtobaraiError; readonly retryAfterMs?: number | undefined };

export function createTransport(options: TransportOptions): Transport {
  const { surroundings } = options;
  return {
    surroundings,
    call: async (operation, given, callOptions = {}) => {
      const outgoing = outgoingCall(options, operation, { given, callOptions });
      const answer = await sendUntilAnswered(options, outgoing, (received) => readAnswer(received, surroundings));
      return readReply(jsonReply(operation, answer.status).schema, answer) as ReplyOf<typeof operation>;
    },
    download: (operation, given, callOptions = {}) =>
      sendUntilAnswered(options, outgoingCall(options, operation, { given, callOptions }), ({ response }) => Promise.resolve(response)),
  };
}

function jsonReply(operation: AnyOperation, status: number): JsonReply {
  const isJson = (reply: JsonReply | FileReply | undefined): reply is JsonReply => reply !== undefined && 'schema' in reply;
  const reply = operation.replies[status];
  const found = isJson(reply) ? reply : Object.values(operation.replies).find(isJson);
  if (found === undefined) throw new TypeError(`${operation.id} answers no JSON`);
  return found;
}

function outgoingCall<O extends AnyOperation>(
  options: TransportOptions,
  operation: O,
  { given, callOptions }: { readonly given: Given<O>; readonly callOptions: CallOptions },
): Outgoing {
  const query = queryText((given.query ?? {}) as Record<string, unknown>);
  const idempotencyKey = operation.idempotency === 'none' ? undefined : (callOptions.idempotencyKey ?? crypto.randomUUID());
  const headers = new Headers({
    authorization: `Bearer ${options.apiKey}`,
    accept: 'application/json, text/csv',
    'accept-language': options.language,
  });
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  if (operation.body !== null) headers.set('content-type', operation.body === 'csv' ? 'text/csv' : 'application/json');
  return {
    method: operation.method,
    url: `${options.baseUrl}${pathOf(operation, given.params)}${query === '' ? '' : `?${query}`}`,
    headers,
    body: bodyOf(operation, given.body),
    idempotencyKey,
    timeoutMs: callOptions.timeoutMs ?? options.timeoutMs,
    signal: callOptions.signal,
  };
}

function pathOf(operation: AnyOperation, params: unknown): string {
  return operation.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value: unknown = Reflect.get(Object(params), name);
    // Anything else, such as an empty text or `..`, would make it the path of another call.
    if (typeof value === 'string' && /^[\w-]+$/.test(value)) return value;
    throw new RequestError(`${operation.id} was given no valid ${name}. Pass one such as ord_….`, { code: 'invalid_option' });
  });
}

function bodyOf(operation: AnyOperation, body: unknown): FileBody | undefined {
  if (operation.body === null) return undefined;
  return operation.body === 'csv' ? (body as FileBody) : JSON.stringify(body ?? {});
}

/** Tries until there is a good answer; throws the last error when no more tries are due. */
async function sendUntilAnswered<T>(options: TransportOptions, call: Outgoing, read: (received: Received) => Promise<T>): Promise<T> {
  const { sleep, random, now } = options.surroundings;
  const startedAt = now();
  // A call that may take longer than all repeats together is given its own time at least once.
  const plan = { ...options.retry, totalMs: Math.max(options.retry.totalMs, call.timeoutMs) };
  for (let attempt = 1; ; attempt += 1) {
    call.signal?.throwIfAborted();
    const leftMs = plan.totalMs - (now() - startedAt);
    const tried = await tryOnce(options, { ...call, attempt, timeoutMs: Math.max(1, Math.min(call.timeoutMs, leftMs)) }, read);
    if (tried.ok) return tried.value;
    // A stream that was sent is gone, so it cannot be sent again.
    if (!tried.error.retryable || call.body instanceof ReadableStream) throw tried.error;
    const waitMs = nextWaitMs(plan, { attempt, elapsedMs: now() - startedAt, retryAfterMs: tried.retryAfterMs }, random);
    if (waitMs === undefined) throw tried.error;
    await sleep(waitMs, call.signal);
  }
}

async function tryOnce<T>(
  options: TransportOptions,
  call: Outgoing & { readonly attempt: number },
  read: (received: Received) => Promise<T>,
): Promise<Try<T>> {
  const { now } = options.surroundings;
  const { method, url, attempt, idempotencyKey } = call;
  const startedAt = now();
  options.onRequest?.({ method, url, attempt, idempotencyKey });
  const sent = send(options, call);
  const arrived = await unlessBroken(call, () => sent);
  if (!arrived.ok) return arrived;
  const response = arrived.value;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  options.onResponse?.({ method, url, attempt, idempotencyKey, status: response.status, requestId, elapsedMs: now() - startedAt });
  const received: Received = { response, readText: () => sent.text() };
  if (response.ok) return unlessBroken(call, () => read(received));
  const refused = await unlessBroken(call, () => readAnswer(received, options.surroundings));
  return refused.ok ? { ok: false, error: refusalError(refused.value), retryAfterMs: refused.value.retryAfterMs } : refused;
}

/** The caller's own abort ends everything; any other failure to send or read is an outcome of the try. */
async function unlessBroken<T>(call: Outgoing, work: () => Promise<T>): Promise<Try<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (cause) {
    call.signal?.throwIfAborted();
    return { ok: false, error: brokenError(call, cause) };
  }
}

function send(options: TransportOptions, { method, url, headers, body, signal, timeoutMs }: Outgoing): ReturnType<typeof ky> {
  const ownFetch = options.fetch;
  return ky(url, {
    method,
    headers,
    // Waiting and repeating are ours: they must know problem codes and be testable without waiting.
    retry: 0,
    timeout: timeoutMs,
    throwHttpErrors: false,
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
    ...(ownFetch === undefined ? {} : { fetch: (input) => ownFetch(input instanceof Request ? input : new Request(input)) }),
  });
}

async function readAnswer({ response, readText }: Received, { now }: Surroundings): Promise<Answer> {
  return {
    status: response.status,
    text: await readText(),
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after'), now()),
  };
}

function brokenError(call: Outgoing, cause: unknown): AtobaraiError {
  if (isTimeoutError(cause)) {
    return new TimeoutError(`No answer within ${call.timeoutMs} ms: ${call.method} ${call.url}`, { code: 'timeout', retryable: true });
  }
  const origin = new URL(call.url).origin;
  return new ConnectionError(`${origin} could not be reached or the connection broke. Is the server running, and baseUrl right?`, {
    code: 'connection_failed',
    retryable: true,
    // Not ky's own error: it carries the request with the key in it, and errors are logged.
    cause: isNetworkError(cause) ? cause.cause : cause,
  });
}
