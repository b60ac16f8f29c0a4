import { Hono } from 'hono';
import type { Mode } from '../../core/database.ts';
import { type Refusal, Refused } from '../../core/result.ts';
import type { HonoEnvironment } from './api.ts';
import { languageOf, problemResponse } from './problem.ts';

/** One answered request, for the log and the metrics: never bodies, never addresses with queries. */
export type Answered = {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  /** Without its query, which may hold a name. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly merchantId?: string | undefined;
  readonly mode?: Mode | undefined;
  readonly code?: string | undefined;
};

export type ApplicationOptions = {
  readonly newRequestId: () => string;
  readonly elapsedMs: () => number;
  readonly onAnswered: (answered: Answered) => void;
  readonly onFault: (error: unknown, requestId: string) => void;
};

const callersRequestId = /^[0-9A-Za-z_-]{1,64}$/;

/** The bare application: request ids, languages, and every failure as a problem that says what to do. */
export function createApplication({ newRequestId, elapsedMs, onAnswered, onFault }: ApplicationOptions): Hono<HonoEnvironment> {
  const app = new Hono<HonoEnvironment>();
  app.use(async (context, next) => {
    const startedMs = elapsedMs();
    const sent = context.req.header('x-request-id');
    const requestId = sent !== undefined && callersRequestId.test(sent) ? sent : newRequestId();
    context.set('requestId', requestId);
    context.set('language', languageOf(context.req.header('accept-language')));
    await next();
    context.res.headers.set('x-request-id', requestId);
    onAnswered({
      requestId,
      method: context.req.method,
      route: context.req.routePath,
      status: context.res.status,
      ms: Math.round((elapsedMs() - startedMs) * 10) / 10,
      path: context.req.path,
      merchantId: context.get('caller')?.merchantId,
      mode: context.get('caller')?.mode,
      code: context.get('code'),
    });
  });
  app.notFound((context) => {
    context.set('code', 'not_found');
    return problemResponse([{ code: 'not_found' }], { requestId: context.get('requestId'), language: context.get('language') });
  });
  app.onError((error, context) => {
    const requestId = context.get('requestId');
    if (!(error instanceof Refused)) onFault(error, requestId);
    const refusals = refusalsOf(error);
    context.set('code', refusals[0].code);
    return problemResponse(refusals, { requestId, language: context.get('language') });
  });
  return app;
}

/** Whatever was not foreseen is answered as 503: nothing was done, and the call may be sent again. */
function refusalsOf(error: unknown): readonly [Refusal, ...Refusal[]] {
  if (!(error instanceof Refused)) return [{ code: 'unavailable' }];
  const [first, ...others] = error.refusals;
  return first ? [first, ...others] : [{ code: 'unavailable' }];
}
