import * as z from 'zod/mini';
import { pathText } from '../contract/issues.ts';
import { Problem } from '../contract/problem.ts';
import {
  type AtobaraiError,
  AuthenticationError,
  ConflictError,
  type ErrorDetails,
  RateLimitError,
  RequestError,
  ServerError,
} from './errors.ts';
import { isRetryable } from './retry.ts';

/** What came back, read to its end. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
};

/**
 * Checks an answer against the contract. Fields that the contract does not know are kept, and so are
 * words of a newer server in a list that was closed when this version was made.
 */
export function readReply<S extends z.ZodMiniType>(schema: S, answer: Answer): z.output<S> {
  const body = parseJson(answer.text);
  const result = z.safeParse(schema, body);
  const wrong = result.error?.issues.find((issue) => !isNewWord(issue, body));
  // The body itself, not the schema's copy of it: the copy has lost what the contract does not know.
  if (wrong === undefined) return body as z.output<S>;
  const place = wrong.path.length === 0 ? 'its top' : pathText(wrong.path);
  const wanted = wrong.code === 'invalid_type' ? `expected ${wrong.expected}` : wrong.code;
  throw new ServerError(`The server's answer does not fit the contract at ${place} (${wanted}). Do the versions of SDK and server fit?`, {
    code: 'invalid_reply',
    status: answer.status,
    requestId: answer.requestId,
  });
}

function isNewWord(issue: z.core.$ZodIssue, body: unknown): boolean {
  if (issue.code !== 'invalid_value') return false;
  const value = issue.path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), body);
  return typeof value === 'string';
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
  const parsed = z.safeParse(Problem, parseJson(answer.text));
  const problem = parsed.success ? parsed.data : undefined;
  // A proxy on the way may answer with a page of its own.
  const code = problem?.code ?? `http_${answer.status}`;
  const requestId = problem?.requestId ?? answer.requestId;
  const said = problem === undefined ? `The server answered ${answer.status} without saying why.` : problem.detail || problem.title;
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

function classOf(status: number): new (message: string, details: ErrorDetails) => AtobaraiError {
  if (status === 401 || status === 403) return AuthenticationError;
  if (status === 409) return ConflictError;
  if (status === 429) return RateLimitError;
  return status >= 500 ? ServerError : RequestError;
}
