import { type Client, type ClientOptions, createClient, createOperatorClient, type OperatorClient } from '../../src/index.ts';

/** What the server does with one request: answers, or breaks. */
export type Step = (request: Request) => Response | Promise<Response>;

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Step =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers } });

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Step =>
  json(
    status,
    { type: `https://atobarai.example/problems/${code}`, title: code, status, detail: `refused: ${code}`, code, requestId: 'req_1' },
    headers,
  );

export const broken: Step = () => {
  throw new TypeError('fetch failed');
};

/** Never answers; ends when the request is aborted. */
export const silent: Step = (request) =>
  new Promise((_, reject) => {
    const stop = () => reject(request.signal.reason as Error);
    if (request.signal.aborted) stop();
    else request.signal.addEventListener('abort', stop, { once: true });
  });

type Recorded = { readonly method: string; readonly url: string; readonly headers: Headers; readonly body: string };

/** A server that plays its steps in order and the last one again and again, and a clock that only waits move. */
export function scriptedServer(...steps: readonly [Step, ...Step[]]) {
  const requests: Recorded[] = [];
  const waits: number[] = [];
  let nowMs = Date.parse('2026-11-20T00:00:00Z');
  const fetch = async (request: Request): Promise<Response> => {
    const step = steps[Math.min(requests.length, steps.length - 1)] ?? steps[0];
    requests.push({ method: request.method, url: request.url, headers: request.headers, body: await request.clone().text() });
    return step(request);
  };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    waits.push(ms);
    nowMs += ms;
    return Promise.resolve();
  };
  const surroundings = { sleep, random: () => 0.5, now: () => nowMs };
  const options = (more: Partial<ClientOptions>, kind: 'sk' | 'op'): ClientOptions => ({
    apiKey: `${kind}_test_0123456789ab_${'x'.repeat(43)}`,
    fetch,
    surroundings,
    ...more,
  });
  return {
    requests,
    waits,
    fetch,
    client: (more: Partial<ClientOptions> = {}): Client => createClient(options(more, 'sk')),
    operator: (more: Partial<ClientOptions> = {}): OperatorClient => createOperatorClient(options(more, 'op')),
    /** Lets time pass while the server is thinking. */
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}
