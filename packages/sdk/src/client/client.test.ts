import { describe, expect, it } from 'vitest';
import { exampleOrder, exampleSummary } from '../../tests/support/examples.ts';
import { broken, json, problem, scriptedServer, silent } from '../../tests/support/scripted-server.ts';
import { createClient, createOperatorClient, isAtobaraiError, RequestError } from '../index.ts';

const id = exampleSummary.id;

async function caught(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a call', () => {
  it('sends what the contract says and answers what the server says', async () => {
    const server = scriptedServer(json(201, exampleSummary));
    const order = await server.client().orders.register(exampleOrder);
    expect(order).toEqual(exampleSummary);
    const [request] = server.requests;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('http://localhost:4400/v1/orders');
    expect(JSON.parse(request?.body ?? '')).toEqual(exampleOrder);
    expect(request?.headers.get('authorization')).toMatch(/^Bearer sk_test_/);
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.headers.get('accept-language')).toBe('ja');
    expect(request?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps the path of a base URL and takes the language', async () => {
    const server = scriptedServer(json(200, { data: [], nextCursor: null }));
    await server.client({ baseUrl: 'https://pay.example/api/', language: 'en' }).orders.list({ status: 'on_hold', limit: 5 }).page();
    expect(server.requests[0]?.url).toBe('https://pay.example/api/v1/orders?status=on_hold&limit=5');
    expect(server.requests[0]?.headers.get('accept-language')).toBe('en');
    expect(server.requests[0]?.headers.has('idempotency-key')).toBe(false);
  });

  it.each(['', '..', 'ord_1/cancel', 'ord_1?x=1', 'ord 1'])('sends nothing for an id that would name another call: %j', async (wrong) => {
    const server = scriptedServer(json(200, exampleSummary));
    expect(await caught(server.client().orders.cancel(wrong))).toBeInstanceOf(RequestError);
    expect(server.requests).toEqual([]);
  });

  it('tells its hooks of requests and answers without key or body', async () => {
    const server = scriptedServer(problem(503, 'unavailable'), json(200, exampleSummary));
    const heard: unknown[] = [];
    const client = server.client({ onRequest: (notice) => heard.push(notice), onResponse: (notice) => heard.push(notice) });
    await client.orders.cancel(id, {}, { idempotencyKey: 'shop:1:cancel' });
    const request = { method: 'POST', url: `http://localhost:4400/v1/orders/${id}/cancel`, idempotencyKey: 'shop:1:cancel' };
    expect(heard).toEqual([
      { ...request, attempt: 1 },
      { ...request, attempt: 1, status: 503, requestId: 'req_1', elapsedMs: 0 },
      { ...request, attempt: 2 },
      { ...request, attempt: 2, status: 200, requestId: 'req_1', elapsedMs: 0 },
    ]);
  });

  it('does not take an error of a hook for a broken connection', async () => {
    const server = scriptedServer(json(200, exampleSummary));
    const client = server.client({
      onResponse: () => {
        throw new RangeError('of the hook');
      },
    });
    expect(await caught(client.orders.cancel(id))).toBeInstanceOf(RangeError);
    expect(server.requests).toHaveLength(1);
  });
});

describe('repeats', () => {
  it('keeps the idempotency key over repeats and makes a new one for the next call', async () => {
    const server = scriptedServer(broken, problem(503, 'unavailable'), problem(409, 'idempotency_in_progress'), json(201, exampleSummary));
    const client = server.client();
    await client.orders.register(exampleOrder);
    await client.orders.register(exampleOrder);
    const keys = server.requests.map((request) => request.headers.get('idempotency-key'));
    expect(new Set(keys.slice(0, 4)).size).toBe(1);
    expect(keys[4]).not.toBe(keys[0]);
    expect(server.requests.map((request) => request.body)).toEqual(keys.map(() => JSON.stringify(exampleOrder)));
  });

  it.each([408, 429, 500, 502, 503, 504])('repeats after %i', async (status) => {
    const server = scriptedServer(problem(status, 'unavailable'), json(200, exampleSummary));
    await server.client().orders.cancel(id);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [400, 'malformed_json'],
    [401, 'unauthorized'],
    [403, 'insufficient_scope'],
    [404, 'not_found'],
    [409, 'duplicate_order'],
    [422, 'phone_invalid'],
  ])('does not repeat after %i %s', async (status, code) => {
    const server = scriptedServer(problem(status, code));
    expect(await caught(server.client().orders.register(exampleOrder))).toMatchObject({ code, status, retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  it('waits with full jitter, at most twice as long each time', async () => {
    const server = scriptedServer(problem(503, 'unavailable'));
    await caught(server.client().orders.get(id));
    expect(server.waits).toEqual([250, 500, 1_000, 2_000, 4_000]); // half of 500, 1,000 … 8,000 by a random() of 0.5
    expect(server.requests).toHaveLength(6);
  });

  it('waits as long as Retry-After says, in seconds or until a date', async () => {
    const server = scriptedServer(
      problem(429, 'rate_limited', { 'retry-after': '7' }),
      problem(503, 'unavailable', { 'retry-after': 'Fri, 20 Nov 2026 00:00:20 GMT' }),
      json(200, exampleSummary),
    );
    await server.client().orders.cancel(id);
    expect(server.waits).toEqual([7_000, 13_000]);
  });

  it('gives up when the wait would end after 60 seconds', async () => {
    const server = scriptedServer(problem(429, 'rate_limited', { 'retry-after': '25' }));
    const error = await caught(server.client().orders.get(id));
    expect(error).toMatchObject({ name: 'RateLimitError', retryAfterMs: 25_000, retryable: true });
    expect(server.waits).toEqual([25_000, 25_000]);
  });

  it('counts the time the server takes as part of the 60 seconds', async () => {
    const server = scriptedServer((request) => {
      server.pass(29_000);
      return problem(500, 'unavailable')(request);
    });
    await caught(server.client().orders.get(id));
    expect(server.requests).toHaveLength(3);
  });

  it('never repeats when told so', async () => {
    const server = scriptedServer(problem(503, 'unavailable'));
    await caught(server.client({ retry: false }).orders.get(id));
    expect(server.requests).toHaveLength(1);
  });

  it('repeats when the answer breaks off half way', async () => {
    const half = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"id":'));
            controller.error(new TypeError('terminated'));
          },
        }),
        { status: 201 },
      );
    const server = scriptedServer(half, json(201, exampleSummary));
    expect(await server.client().orders.register(exampleOrder)).toEqual(exampleSummary);
    expect(server.requests).toHaveLength(2);
  });
});

describe('time and abort', () => {
  it('ends with a TimeoutError when no try is answered in time', async () => {
    const server = scriptedServer(silent);
    const error = await caught(server.client({ timeoutMs: 1, retry: { limit: 1 } }).orders.get(id));
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', retryable: true });
    expect(server.requests).toHaveLength(2);
  });

  it('ends at once with the reason of the abort, and is not repeated', async () => {
    const controller = new AbortController();
    const server = scriptedServer((request) => {
      controller.abort(new Error('the shopper left'));
      return silent(request);
    });
    expect(await caught(server.client().orders.get(id, { signal: controller.signal }))).toMatchObject({ message: 'the shopper left' });
    expect(server.requests).toHaveLength(1);
  });

  it('ends a wait by the abort too', async () => {
    const controller = new AbortController();
    const server = scriptedServer(problem(503, 'unavailable', { 'retry-after': '30' }));
    const client = server.client({
      onResponse: () => controller.abort(new Error('the shopper left')),
    });
    expect(await caught(client.orders.get(id, { signal: controller.signal }))).toMatchObject({ message: 'the shopper left' });
    expect(server.waits).toEqual([]);
  });

  it('sends nothing when it was aborted before', async () => {
    const server = scriptedServer(json(200, exampleSummary));
    expect(await caught(server.client().orders.get(id, { signal: AbortSignal.abort(new Error('too late')) }))).toMatchObject({
      message: 'too late',
    });
    expect(server.requests).toEqual([]);
  });
});

describe('the key', () => {
  const make = (apiKey: string) => () => createClient({ apiKey });

  it.each([
    ['', /No API key was given.*environment variable/],
    ['pk_test_0123456789ab_secret', /publishable key.*checkout widget.*use a secret key/],
    ['op_test_0123456789ab_secret', /createOperatorClient/],
    ['Bearer sk_test_0123456789ab_secret', /without spaces, quotes or "Bearer"/],
    ['sk_test_short', /not in the form/],
    ['sk_prod_0123456789ab_secret', /not in the form/],
  ])('says how to mend %j', (apiKey, words) => {
    expect(make(apiKey)).toThrow(words);
    if (apiKey !== '') expect(make(apiKey)).not.toThrow(apiKey);
  });

  it('asks for an operator key where one is needed', () => {
    expect(() => createOperatorClient({ apiKey: 'sk_test_0123456789ab_secret' })).toThrow(/operator key/);
  });

  it('refuses an address that is none', () => {
    expect(() => createClient({ apiKey: 'sk_test_0123456789ab_secret', baseUrl: 'localhost:4400' })).toThrow(
      /baseUrl is not a web address/,
    );
  });

  it('is an AtobaraiError like every other', () => {
    try {
      make('pk_test_0123456789ab_secret')();
    } catch (error) {
      expect(isAtobaraiError(error) && error.code).toBe('invalid_api_key');
    }
    expect.assertions(1);
  });
});
