import { createHmac } from 'node:crypto';
import type { World } from '../shop/world.ts';
import { afterwards, type Fault, type Faults } from './faults.ts';
import type { GraphqlCalls } from './graphql-call.ts';
import type { FakeApp, Tokens } from './tokens.ts';

/** What the HTTP face of the fake shop stands on. */
export type HttpParts = {
  readonly world: World;
  readonly app: FakeApp;
  readonly calls: GraphqlCalls;
  readonly tokens: Tokens;
  readonly faults: Faults;
};

const graphqlPath = /^\/admin\/api\/([\w-]+)\/graphql\.json$/;

/** The connection broke, as `fetch` tells it. */
export class FakeConnectionError extends TypeError {
  override readonly name = 'FakeConnectionError';

  constructor(code: string) {
    super('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers } });
}

/** A fault that stops a request before it is carried out. */
function stopped({ kind, retryAfterSeconds = 2 }: Fault): Response {
  if (kind === 'no_connection') throw new FakeConnectionError('ECONNREFUSED');
  if (kind === 'server_error') return json(503, { errors: 'Service Unavailable' });
  if (kind === 'unauthorized') return json(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
  // In seconds, with a fraction, as Shopify writes it (shopify.md 4).
  if (kind === 'too_many_requests') return json(429, { errors: 'Too Many Requests' }, { 'Retry-After': retryAfterSeconds.toFixed(1) });
  return json(200, { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] });
}

/** A fault of the answer to something that was carried out. */
function spoilt({ kind }: Fault, answer: unknown): Response {
  if (kind === 'lost_response') throw new FakeConnectionError('UND_ERR_SOCKET');
  if (kind === 'server_error_after') return json(502, { errors: 'Bad Gateway' });
  const whole = JSON.stringify(answer);
  return new Response(whole.slice(0, whole.length / 2), { status: 200 });
}

async function answerGraphql({ calls, tokens, faults }: HttpParts, request: Request, version: string): Promise<Response> {
  if (!tokens.accepts(request.headers.get('x-shopify-access-token'))) return stopped({ kind: 'unauthorized' });
  const body = (await request.json().catch(() => ({}))) as { query?: unknown; variables?: unknown; operationName?: unknown };
  const fault = faults.take(String(body.operationName ?? ''));
  if (fault !== null && !afterwards.has(fault.kind)) return stopped(fault);
  const answer = await calls.call(body, version);
  return fault === null ? json(200, answer) : spoilt(fault, answer);
}

/** The merchant presses "install": Shopify sends them back with a code, signed. */
function authorise({ world, app, tokens }: HttpParts, asked: URLSearchParams): Response {
  const back = new URL(asked.get('redirect_uri') ?? '');
  const query = new URLSearchParams({
    code: tokens.newCode(),
    host: Buffer.from(`${world.domain}/admin`).toString('base64'),
    shop: world.domain,
    state: asked.get('state') ?? '',
    timestamp: String(Math.floor(world.clock.now() / 1000)),
  });
  query.sort();
  query.append('hmac', createHmac('sha256', app.clientSecret).update(query.toString()).digest('hex'));
  back.search = query.toString();
  return new Response(null, { status: 302, headers: { Location: back.toString() } });
}

/** Answers what a shop's host answers: the Admin API, its tokens and its page of authorisation. */
export function createHttpFace(parts: HttpParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/admin/oauth/authorize') return authorise(parts, url.searchParams);
    if (url.pathname === '/admin/oauth/access_token') {
      const { status, body } = parts.tokens.answer((await request.json().catch(() => ({}))) as Record<string, unknown>);
      return json(status, body);
    }
    const version = graphqlPath.exec(url.pathname)?.[1];
    if (version === undefined || request.method !== 'POST') return json(404, { errors: 'Not Found' });
    return await answerGraphql(parts, request, version);
  };
}
