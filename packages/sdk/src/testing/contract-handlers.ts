import { http, type HttpHandler } from 'msw/http';
import type { Code } from '../contract/codes.ts';
import { checked, type ContractIssue } from '../contract/issues.ts';
import type { AnyOperation } from '../contract/operation.ts';
import { type OperationName, operations } from '../contract/operations.ts';
import { type Problem, problemMediaType } from '../contract/problem.ts';
import { exampleId } from './example-id.ts';
import { type ExampleOf, exampleOf } from './example-of.ts';

type Operations = typeof operations;

/** One call as an override sees it. */
export type LightCall<Name extends OperationName> = {
  readonly request: Request;
  /** What the path names, by the name it has in the operation. */
  readonly params: Readonly<Record<string, string>>;
  /** The body as it was read: JSON, or a file's text; undefined when there was none. */
  readonly body: unknown;
  /** What would be answered without the override. */
  readonly example: ExampleOf<Operations[Name]>;
};

/** Fields to answer otherwise, a whole answer of your own, or a function that makes one per call. */
export type LightOverride<Name extends OperationName> =
  | Partial<ExampleOf<Operations[Name]>>
  | Response
  | ((call: LightCall<Name>) => Partial<ExampleOf<Operations[Name]>> | Response | Promise<Partial<ExampleOf<Operations[Name]>> | Response>);

export type LightOverrides = { readonly [Name in OperationName]?: LightOverride<Name> };

/** How `contractHandlers()` is set up. */
export type ContractHandlersOptions = {
  /**
   * The address that calls are taken from.
   * @default 'https://atobarai.test'
   */
  readonly baseUrl?: string;
  /** What to answer otherwise, by operation. */
  readonly overrides?: LightOverrides;
};

/**
 * Makes MSW handlers that answer every call of the API with its example: light enough for Storybook and
 * component tests. They decide nothing and remember nothing, but an id of the path and fields of the
 * body come back in the answer, and a body that is not in the shape of the contract is refused (422).
 * For the true rules use {@link embeddedServer}.
 *
 * @example
 * ```ts
 * import { contractHandlers, refusal } from '@atobarai/sdk/testing';
 * import { setupServer } from 'msw/node';
 *
 * const network = setupServer(
 *   ...contractHandlers({
 *     baseUrl: 'http://localhost:4400',
 *     overrides: {
 *       registerOrder: { status: 'on_hold', shipAllowed: false },
 *       getOrder: ({ params }) => (params['id'] === 'ord_gone' ? refusal('not_found', { status: 404 }) : {}),
 *     },
 *   }),
 * );
 * network.listen();
 * ```
 */
export function contractHandlers({ baseUrl = 'https://atobarai.test', overrides = {} }: ContractHandlersOptions = {}): HttpHandler[] {
  return (Object.keys(operations) as OperationName[]).map((name) => {
    const operation: AnyOperation = operations[name];
    const method = operation.method.toLowerCase() as Lowercase<AnyOperation['method']>;
    return http[method](`${baseUrl}${operation.path}`, async ({ request, params }) => {
      const body = await readBody(operation, request);
      const issues = issuesOf(operation, body);
      if (issues !== undefined) return refusal(issues[0]?.code ?? 'type', { status: 422, fields: issues });
      const call = { request, params: plain(params), body, example: echoed(operation, plain(params), body) };
      return answer(operation, call.example, await overrideFor(overrides[name], call));
    });
  });
}

/** What a refusal may say beside its code. */
export type RefusalOptions = {
  readonly status: number;
  readonly detail?: string;
  readonly fields?: readonly { readonly path: string; readonly code: string }[];
  readonly legalCommands?: readonly string[];
  /** Seconds, as the header `Retry-After`. */
  readonly retryAfterSeconds?: number;
};

/**
 * Makes the answer to a refused call, as `application/problem+json`.
 *
 * @example
 * ```ts
 * import { contractHandlers, refusal } from '@atobarai/sdk/testing';
 *
 * const busy = contractHandlers({ overrides: { listOrders: refusal('rate_limited', { status: 429, retryAfterSeconds: 2 }) } });
 * console.log(busy.length);
 * ```
 */
export function refusal(code: Code, { status, detail, fields, legalCommands, retryAfterSeconds }: RefusalOptions): Response {
  const problem: Problem = {
    type: `https://atobarai.example/problems/${code}`,
    title: code,
    status,
    detail: detail ?? `refused: ${code}`,
    code,
    requestId: exampleId('req'),
    ...(fields ? { fields: fields.map((field) => ({ ...field, message: field.code })) } : {}),
    ...(legalCommands ? { legalCommands: [...legalCommands] } : {}),
  };
  const headers = new Headers({ 'content-type': problemMediaType, 'x-request-id': problem.requestId });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status, headers });
}

async function readBody(operation: AnyOperation, request: Request): Promise<unknown> {
  if (operation.body === null) return undefined;
  const text = await request.clone().text();
  if (operation.body === 'csv') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function issuesOf({ body: schema }: AnyOperation, body: unknown): readonly ContractIssue[] | undefined {
  if (schema === null || schema === 'csv') return undefined;
  const result = checked(schema, body);
  return result.ok ? undefined : result.issues;
}

function plain(params: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** The example, about the thing the path names and with what was sent, as far as the answer has such fields. */
function echoed(operation: AnyOperation, params: Readonly<Record<string, string>>, body: unknown): unknown {
  const example: unknown = exampleOf(operation);
  if (!isObject(example)) return example;
  const sent = { ...(isObject(body) ? body : {}), ...(isAbout(operation, example) ? params : {}) };
  const known = Object.entries(sent).filter(([key, value]) => typeof value !== 'object' && typeof value === typeof example[key]);
  return { ...example, ...Object.fromEntries(known) };
}

/** Whether the path names the thing that is answered: `/v1/orders/:id/cancel`, but not `/v1/orders/:id/shipments`. */
function isAbout({ params }: AnyOperation, example: Readonly<Record<string, unknown>>): boolean {
  const named: unknown = params === null ? undefined : exampleOf(params);
  return isObject(named) && named['id'] === example['id'];
}

async function overrideFor(override: unknown, call: unknown): Promise<unknown> {
  return typeof override === 'function' ? (override as (call: unknown) => unknown)(call) : override;
}

function answer(operation: AnyOperation, example: unknown, override: unknown): Response {
  if (override instanceof Response) return override.clone();
  const [status = '200'] = Object.keys(operation.replies);
  const headers = { 'x-request-id': exampleId('req') };
  if (typeof example === 'string') {
    const text = typeof override === 'string' ? override : example;
    return new Response(text, { status: Number(status), headers: { ...headers, 'content-type': 'text/csv; charset=utf-8' } });
  }
  return Response.json(isObject(override) && isObject(example) ? { ...example, ...override } : example, {
    status: Number(status),
    headers,
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
