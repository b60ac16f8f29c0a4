import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, named } from './primitives.ts';

/** One call that was answered: never its body, its query or its key. */
export const RequestLog = named(
  'RequestLog',
  z.object({
    id: z.string(),
    at: Instant,
    method: z.string(),
    path: z.string(),
    status: z.int(),
    ms: z.number(),
    requestId: z.string(),
    /** The problem's code; null when the call went well. */
    code: z.nullable(z.string()),
  }),
);

export const RequestLogPage = named('RequestLogPage', pageOf(RequestLog));

export const listRequestLogs = operation({
  id: 'sandbox.requestLogs',
  method: 'GET',
  path: '/v1/sandbox/request-logs',
  summary: {
    ja: '最近の API 呼び出し(起きた順。after を付けると、それより後のもの)',
    en: 'The latest calls, oldest first; with `after` those that came later',
  },
  access: ['sk', 'op'],
  scope: 'sandbox:write',
  testModeOnly: true,
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: RequestLogPage, description: { ja: '呼び出し', en: 'Calls' } } },
});

export type RequestLog = z.infer<typeof RequestLog>;
