import { afterAll, describe, expect, it } from 'vitest';
import { type ClientOptions, isAtobaraiError } from '../../src/index.ts';
import { nodeTransport } from '../../src/node/index.ts';
import { exampleOrder, exampleSummary } from '../support/examples.ts';
import {
  answers,
  hangs,
  hangsAfter,
  misbehavingServer,
  refuses,
  resets,
  resetsAfter,
  takesOrder,
  takesOrderAndResets,
} from './misbehaving-server.ts';

const id = exampleSummary.id;
const overUndici = nodeTransport();
afterAll(overUndici.close);

async function caught(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const transports: readonly (readonly [string, Partial<ClientOptions>])[] = [
  ['by fetch', {}],
  ['by undici', { transport: overUndici }],
];

describe.each(transports)('a server that misbehaves, called %s', (_, options) => {
  it('refuses for a moment: 503, then 201, with one key and one order', async () => {
    await using server = await misbehavingServer(refuses(503, 'unavailable'), takesOrder);
    expect(await server.client(options).orders.register(exampleOrder)).toEqual(exampleSummary);
    expect(new Set(server.arrived.map(({ key }) => key)).size).toBe(1);
    expect(server.arrived.map(({ body }) => JSON.parse(body) as unknown)).toEqual([exampleOrder, exampleOrder]);
    expect(server.orders.size).toBe(1);
  });

  it('takes the order and is gone before it answers: the repeat finds the same order', async () => {
    await using server = await misbehavingServer(takesOrderAndResets, takesOrder);
    expect(await server.client(options).orders.register(exampleOrder)).toEqual(exampleSummary);
    expect([server.arrived.length, server.orders.size]).toEqual([2, 1]);
  });

  it('takes the order and loses every answer: who repeats the call by the key of the error finds the same order', async () => {
    await using server = await misbehavingServer(takesOrderAndResets, takesOrderAndResets, takesOrder);
    const { orders } = server.client({ ...options, retry: { limit: 1 } });
    const error = await caught(orders.register(exampleOrder));
    if (!isAtobaraiError(error)) throw error;
    expect(error).toMatchObject({ code: 'connection_failed', retryable: true, idempotencyKey: server.arrived[0]?.key });
    expect(await orders.register(exampleOrder, { idempotencyKey: error.idempotencyKey })).toEqual(exampleSummary);
    expect([server.arrived.length, server.orders.size]).toEqual([3, 1]);
  });

  it('breaks off in the middle of its answer: the call is repeated', async () => {
    await using server = await misbehavingServer(resetsAfter(201, '{"id":'), takesOrder);
    expect(await server.client(options).orders.register(exampleOrder)).toEqual(exampleSummary);
    expect(server.arrived).toHaveLength(2);
  });

  it('breaks off in the middle of a refusal: the call is repeated', async () => {
    await using server = await misbehavingServer(resetsAfter(422, '{"code":'), takesOrder);
    await server.client(options).orders.register(exampleOrder);
    expect(server.arrived).toHaveLength(2);
  });

  it('resets every connection: ends with a ConnectionError that keeps its cause', async () => {
    await using server = await misbehavingServer(resets);
    const error = await caught(server.client({ ...options, retry: { limit: 2 } }).orders.get(id));
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'connection_failed', retryable: true, cause: expect.any(Error) });
    expect([server.arrived.length, server.waits]).toEqual([3, [250, 500]]);
  });

  it('is not there at all: ends with a ConnectionError that names the address', async () => {
    const server = await misbehavingServer(takesOrder);
    const client = server.client({ ...options, retry: false });
    await server[Symbol.asyncDispose]();
    const error = await caught(client.orders.get(id));
    expect(error).toMatchObject({ name: 'ConnectionError', message: expect.stringMatching(/127\.0\.0\.1:\d+ could not be reached/) });
  });

  it('says nothing: the time of a try is up, and the next one succeeds', async () => {
    await using server = await misbehavingServer(hangs, takesOrder);
    expect(await server.client(options).orders.register(exampleOrder)).toEqual(exampleSummary);
    expect([server.arrived.length, server.orders.size]).toEqual([2, 1]);
  });

  it('never says anything: ends with a TimeoutError', async () => {
    await using server = await misbehavingServer(hangs);
    const error = await caught(server.client({ ...options, retry: { limit: 1 }, timeoutMs: 3_000 }).orders.get(id));
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', retryable: true, message: expect.stringContaining('3000 ms') });
    expect(server.arrived).toHaveLength(2);
  });

  it('begins to answer and stops: that is a time-out too', async () => {
    await using server = await misbehavingServer(hangsAfter('{"id":'));
    expect(await caught(server.client({ ...options, retry: false }).orders.get(id))).toMatchObject({ name: 'TimeoutError' });
  });

  it('asks to wait: 429 with Retry-After is waited for as long as it says', async () => {
    await using server = await misbehavingServer(refuses(429, 'rate_limited', { 'retry-after': '7' }), takesOrder);
    await server.client(options).orders.register(exampleOrder);
    expect(server.waits).toEqual([7_000]);
  });

  it('asks to wait without saying how long: 429 is repeated after a wait of our own', async () => {
    await using server = await misbehavingServer(refuses(429, 'rate_limited'), takesOrder);
    await server.client(options).orders.register(exampleOrder);
    expect(server.waits).toEqual([250]);
  });

  it('asks for a longer wait than there is: ends with a RateLimitError that says how long', async () => {
    await using server = await misbehavingServer(refuses(429, 'rate_limited', { 'retry-after': '3600' }));
    expect(await caught(server.client(options).orders.get(id))).toMatchObject({ name: 'RateLimitError', retryAfterMs: 3_600_000 });
    expect(server.waits).toEqual([]);
  });

  it('still works on the same call: 409 in progress is repeated, other conflicts are not', async () => {
    await using server = await misbehavingServer(
      refuses(409, 'idempotency_in_progress', { 'retry-after': '1' }),
      takesOrder,
      refuses(409, 'duplicate_order'),
    );
    const { orders } = server.client(options);
    expect(await orders.register(exampleOrder)).toEqual(exampleSummary);
    expect(await caught(orders.register(exampleOrder))).toMatchObject({ name: 'ConflictError', code: 'duplicate_order', retryable: false });
    expect([server.arrived.length, server.waits]).toEqual([3, [1_000]]);
  });

  it('gets two calls with one key at once: both answer the one order', async () => {
    let working = 0;
    await using server = await misbehavingServer(async (arrived, response, books) => {
      working += 1;
      if (working === 2) return refuses(409, 'idempotency_in_progress', { 'retry-after': '1' })(arrived, response, books);
      if (working === 1) await second;
      return takesOrder(arrived, response, books);
    });
    const { orders } = server.client({
      ...options,
      onResponse: ({ status }) => {
        if (status === 409) sawConflict();
      },
    });
    const { promise: second, resolve: sawConflict } = Promise.withResolvers<void>();
    const once = { idempotencyKey: 'shopify:shop:1001:register:1' };
    const [one, other] = await Promise.all([orders.register(exampleOrder, once), orders.register(exampleOrder, once)]);
    expect(one).toEqual(other);
    expect([server.arrived.length, server.orders.size]).toEqual([3, 1]);
  });

  it('answers a page with 502: the error says what it was, after the repeats', async () => {
    await using server = await misbehavingServer(answers(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }));
    const error = await caught(server.client({ ...options, retry: { limit: 1 } }).orders.get(id));
    expect(error).toMatchObject({ name: 'ServerError', code: 'http_502', status: 502, requestId: 'req_1', retryable: true });
    expect(server.arrived).toHaveLength(2);
  });

  it('answers a page with 200: the error asks for the right address at once', async () => {
    await using server = await misbehavingServer(answers(200, '<html>Welcome</html>', { 'content-type': 'text/html; charset=utf-8' }));
    const error = await caught(server.client(options).orders.get(id));
    expect(error).toMatchObject({
      code: 'invalid_reply',
      retryable: false,
      message: expect.stringMatching(/not JSON but text\/html.*baseUrl/),
    });
    expect(server.arrived).toHaveLength(1);
  });

  it('redirects: the error names where to, and nothing is sent there', async () => {
    await using server = await misbehavingServer(answers(301, '', { location: 'https://pay.example/v1/orders' }));
    const error = await caught(server.client(options).orders.register(exampleOrder));
    expect(error).toMatchObject({ status: 301, message: expect.stringContaining('redirects to https://pay.example/v1/orders') });
    expect(server.arrived).toHaveLength(1);
  });

  it('cuts its JSON short: the call is repeated with the same key', async () => {
    await using server = await misbehavingServer(answers(201, JSON.stringify(exampleSummary).slice(0, 99)), takesOrder);
    expect(await server.client(options).orders.register(exampleOrder)).toEqual(exampleSummary);
    expect(new Set(server.arrived.map(({ key }) => key)).size).toBe(1);
    expect(server.arrived).toHaveLength(2);
  });

  it('always cuts its JSON short: the error says so', async () => {
    await using server = await misbehavingServer(answers(200, '{"id":'));
    const error = await caught(server.client({ ...options, retry: { limit: 1 } }).orders.get(id));
    expect(error).toMatchObject({ name: 'ServerError', code: 'invalid_reply', message: expect.stringContaining('breaks off') });
  });

  it('answers with a wrong type: the error names the place, and nothing is repeated', async () => {
    await using server = await misbehavingServer(answers(200, { ...exampleSummary, billedAmount: '5500' }));
    const error = await caught(server.client(options).orders.cancel(id));
    expect(error).toMatchObject({
      name: 'ServerError',
      code: 'invalid_reply',
      message: expect.stringMatching(/at billedAmount \(expected number\)/),
    });
    expect(server.arrived).toHaveLength(1);
  });

  it('answers with fields we do not know: they are kept', async () => {
    await using server = await misbehavingServer(answers(200, { ...exampleSummary, status: 'new_word', brandNew: { deep: [1] } }));
    expect(await server.client(options).orders.cancel(id)).toMatchObject({ status: 'new_word', brandNew: { deep: [1] } });
  });

  it('is left alone when the caller aborts in flight, and hears of it', async () => {
    const controller = new AbortController();
    const { promise: left, resolve: sawIt } = Promise.withResolvers<void>();
    await using server = await misbehavingServer((_arrived, response) => {
      response.on('close', sawIt);
      controller.abort(new Error('the shopper left'));
    });
    const error = await caught(server.client(options).orders.register(exampleOrder, { signal: controller.signal }));
    expect(error).toMatchObject({ message: 'the shopper left' });
    expect(isAtobaraiError(error)).toBe(false);
    await left;
    expect(server.arrived).toHaveLength(1);
  });
});
