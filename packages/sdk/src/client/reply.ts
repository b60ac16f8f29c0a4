import { pathText } from '../contract/path-text.ts';
import type { Problem } from '../contract/problem.ts';
import { problemShape } from './calls.gen.ts';
import {
  type AtobaraiError,
  AuthenticationError,
  ConflictError,
  type ErrorDetails,
  RateLimitError,
  RequestError,
  ServerError,
} from './errors.ts';
import { isRetryable, retryAfterMs } from './retry.ts';
import type { Shape } from './shape.ts';
import type { TransportReply } from './transport.ts';

/** What came back, read to its end. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  /** Its `Content-Type`, in lower case. */
  readonly media: string;
  readonly location: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
};

export async function answerOf(reply: TransportReply, nowMs: number): Promise<Answer> {
  return {
    status: reply.status,
    text: await reply.text(),
    media: (reply.header('content-type') ?? '').toLowerCase(),
    location: reply.header('location') ?? undefined,
    requestId: reply.header('x-request-id') ?? undefined,
    retryAfterMs: retryAfterMs(reply.header('retry-after'), nowMs),
  };
}

/**
 * Checks an answer against the contract. Fields that the contract does not know are kept, and so are
 * words of a newer server in a list that was closed when this version was made.
 */
export function readReply<T>(shape: Shape, answer: Answer): T {
  const body = parseJson(answer.text);
  if (body === undefined) throw notJsonError(answer);
  const misfit = shape(body);
  if (misfit === undefined) return body as T;
  const place = misfit.path.length === 0 ? 'its top' : pathText(misfit.path);
  throw new ServerError(
    `The server's answer does not fit the contract at ${place} (expected ${misfit.expected}). Do the versions of SDK and server fit?`,
    invalidReply(answer),
  );
}

/** JSON that breaks off may come whole when it is asked for again; the page of some other server will not become JSON. */
function notJsonError(answer: Answer): AtobaraiError {
  const isCutOff = /^application\/(.+\+)?json\b/.test(answer.media);
  const said = isCutOff
    ? 'The answer breaks off: it is no whole JSON.'
    : `The answer is not JSON but ${answer.media === '' ? 'of no known type' : answer.media}. Is baseUrl the address of the API?`;
  return new ServerError(`${said} [${answer.status}]`, { ...invalidReply(answer), retryable: isCutOff });
}

function invalidReply({ status, requestId }: Answer): ErrorDetails {
  return { code: 'invalid_reply', status, requestId };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the error that fits a refusal. */
export function refusalError(answer: Answer): AtobaraiError {
  const body = parseJson(answer.text);
  const problem = problemShape(body) === undefined ? (body as Problem) : undefined;
  // A proxy on the way may answer with a page of its own.
  const code = problem?.code ?? `http_${answer.status}`;
  const requestId = problem?.requestId ?? answer.requestId;
  const said = problem === undefined ? unexplained(answer) : problem.detail || problem.title;
  const details: ErrorDetails = {
    code,
    status: answer.status,
    requestId,
    retryable: isRetryable(answer.status, code),
    problem,
    retryAfterMs: answer.retryAfterMs,
  };
  return new (classOf(answer.status))(`${said} [${code}${requestId === undefined ? '' : `, ${requestId}`}]`, details);
}

function unexplained({ status, location }: Answer): string {
  // A browser shows a redirect that is not followed as the status 0.
  if (status !== 0 && (status < 300 || status >= 400)) return `The server answered ${status} without saying why.`;
  return `The server redirects${location === undefined ? '' : ` to ${location}`} and the client does not follow. Is baseUrl right, with https?`;
}

function classOf(status: number): new (message: string, details: ErrorDetails) => AtobaraiError {
  if (status === 401 || status === 403) return AuthenticationError;
  if (status === 409) return ConflictError;
  if (status === 429) return RateLimitError;
  return status >= 500 ? ServerError : RequestError;
}
