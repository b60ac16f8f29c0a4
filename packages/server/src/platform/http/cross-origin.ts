import type { Hono } from 'hono';
import type { HonoEnvironment } from './api.ts';

// Pages are told apart by their `Origin` when they call, not by what a browser lets them read: an answer
// to a page that is not registered is a refusal that its developer should be able to read. No call
// here goes by a cookie, so `*` gives nothing away.
const readable = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'X-Request-Id, Retry-After, Idempotent-Replayed',
};

const preflight = {
  ...readable,
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'Authorization, Content-Type, Accept-Language, Idempotency-Key, X-Request-Id',
  'access-control-max-age': '7200',
};

/** Lets pages of other origins call what lies under this path, and nothing else. */
export function allowPages(app: Hono<HonoEnvironment>, path: string): void {
  app.use(path, async (context, next) => {
    if (context.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight });
    await next();
    for (const [name, value] of Object.entries(readable)) context.res.headers.set(name, value);
    return undefined;
  });
}

/** The origin of the page that calls. A browser leaves `Origin` out where a page asks its own server. */
export function pageOriginOf({ headers, url }: Request): string | undefined {
  const origin = headers.get('origin');
  if (origin !== null) return origin;
  return headers.get('sec-fetch-site') === 'same-origin' ? new URL(url).origin : undefined;
}
