import type { FileBody } from '../contract/operation.ts';
import { startDeadline } from './deadline.ts';
import { type AtobaraiError, ConnectionError, isAtobaraiError, TimeoutError } from './errors.ts';
import type { RequestNotice, ResponseNotice, Surroundings } from './options.ts';
import { type Answer, answerOf, refusalError } from './reply.ts';
import { nextWaitMs, type RetryPlan } from './retry.ts';
import type { Transport, TransportReply } from './transport.ts';

/** What every try of every call of a client needs. */
export type Line = {
  readonly transport: Transport;
  readonly retry: RetryPlan;
  readonly surroundings: Surroundings;
  readonly onRequest: ((notice: RequestNotice) => void) | undefined;
  readonly onResponse: ((notice: ResponseNotice) => void) | undefined;
};

/** One call as it is sent, the same for every try. */
export type Outgoing = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Made anew for each try, because a stream can be read once. */
  readonly body: () => FileBody | undefined;
  /** False when its body is a stream of the caller's: that is gone once it was sent. */
  readonly isRepeatable: boolean;
};

/** What is made of a good answer; it throws one of our errors when the answer is not as agreed. */
export type Read<T> = (reply: TransportReply) => Promise<T> | T;

type Try<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AtobaraiError; readonly retryAfterMs?: number | undefined };

/** Tries until there is a good answer; throws the last error, with the call's key, when no more tries are due. */
export async function sendUntilAnswered<T>(line: Line, call: Outgoing, read: Read<T>): Promise<T> {
  const { sleep, random, now } = line.surroundings;
  const startedAt = now();
  // A call that may take longer than all repeats together is given its own time at least once.
  const plan = { ...line.retry, totalMs: Math.max(line.retry.totalMs, call.timeoutMs) };
  for (let attempt = 1; ; attempt += 1) {
    call.signal?.throwIfAborted();
    const leftMs = plan.totalMs - (now() - startedAt);
    const tried = await tryOnce(line, { ...call, attempt, timeoutMs: Math.max(1, Math.min(call.timeoutMs, leftMs)) }, read);
    if (tried.ok) return tried.value;
    if (!tried.error.retryable || !call.isRepeatable) throw withKey(tried.error, call);
    const waitMs = nextWaitMs(plan, { attempt, elapsedMs: now() - startedAt, retryAfterMs: tried.retryAfterMs }, random);
    if (waitMs === undefined) throw withKey(tried.error, call);
    await sleep(waitMs, call.signal);
  }
}

/** Whoever repeats a call later by another key may have it done a second time: goods that came back once are credited twice. */
function withKey(error: AtobaraiError, { idempotencyKey }: Outgoing): AtobaraiError {
  return idempotencyKey === undefined ? error : Object.assign(error, { idempotencyKey });
}

async function tryOnce<T>(line: Line, call: Outgoing & { readonly attempt: number }, read: Read<T>): Promise<Try<T>> {
  const { now, timer } = line.surroundings;
  const { method, url, headers, attempt, idempotencyKey } = call;
  const startedAt = now();
  const body = call.body();
  line.onRequest?.({ method, url, attempt, idempotencyKey });
  const deadline = startDeadline(call, timer);
  /** The caller's own abort ends everything; any other failure to send or read is an outcome of the try. */
  const outcome = async <R>(work: () => Promise<R> | R): Promise<Try<R>> => {
    try {
      return { ok: true, value: await deadline.within(Promise.resolve(work())) };
    } catch (cause) {
      call.signal?.throwIfAborted();
      return { ok: false, error: deadline.isTimeUp() ? timeUpError(call) : brokenError(call, cause) };
    }
  };
  try {
    const arrived = await outcome(() => line.transport({ method, url, headers, body, end: deadline }));
    if (!arrived.ok) return arrived;
    const { status } = arrived.value;
    const requestId = arrived.value.header('x-request-id') ?? undefined;
    line.onResponse?.({ method, url, attempt, idempotencyKey, status, requestId, elapsedMs: now() - startedAt });
    if (status >= 200 && status < 300) return await outcome(() => read(arrived.value));
    return refusedTry(await outcome(() => answerOf(arrived.value, now())));
  } finally {
    deadline.stop();
  }
}

function refusedTry(refused: Try<Answer>): Try<never> {
  return refused.ok ? { ok: false, error: refusalError(refused.value), retryAfterMs: refused.value.retryAfterMs } : refused;
}

function timeUpError({ timeoutMs, method, url }: Outgoing): AtobaraiError {
  return new TimeoutError(`No answer within ${timeoutMs} ms: ${method} ${url}`, { code: 'timeout', retryable: true });
}

/** Makes the error of a connection that failed; an error of ours is what it is already. */
export function brokenError({ url }: Pick<Outgoing, 'url'>, cause: unknown): AtobaraiError {
  if (isAtobaraiError(cause)) return cause;
  return new ConnectionError(
    `${new URL(url).origin} could not be reached or the connection broke. Is the server running, and baseUrl right?`,
    {
      code: 'connection_failed',
      retryable: true,
      cause,
    },
  );
}
