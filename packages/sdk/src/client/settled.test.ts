import { afterEach, describe, expect, it, vi } from 'vitest';
import { exampleSummary } from '../../tests/support/examples.ts';
import { json, scriptedServer } from '../../tests/support/scripted-server.ts';
import { AtobaraiError, connect, createClient, createOperatorClient, isAtobaraiError, ordersOf } from '../index.ts';
import { decideReview, getClock } from './calls.gen.ts';

const testKey = 'sk_test_0123456789ab_secret';
const liveKey = 'sk_live_0123456789ab_secret';
const transport = () => Promise.reject(new Error('nothing is sent'));

describe('a key in the wrong place', () => {
  afterEach(() => vi.unstubAllGlobals());

  it("a shop's key where an operator's is needed: the error names both clients", () => {
    expect(() => createOperatorClient({ apiKey: testKey })).toThrow(/createClient\(\).*operator key \(op_test_… or op_live_…\)/);
  });

  it("an operator's key where a shop's is needed: the error names both clients", () => {
    expect(() => createClient({ apiKey: 'op_test_0123456789ab_secret' })).toThrow(/createOperatorClient\(\).*secret key/);
  });

  it('a live key in the sandbox: nothing is sent, and the error names the key to use', async () => {
    const client = createClient({ apiKey: liveKey, transport });
    await expect(client.sandbox.clock()).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'wrong_mode',
      message: expect.stringContaining('sk_test_'),
    });
  });

  it("a shop's key for an operator's call: nothing is sent, and the error names the kind to use", async () => {
    const { call } = connect({ apiKey: testKey, transport });
    const work = call(decideReview, { params: { id: exampleSummary.id }, body: { result: 'approved', reason: 'x' } });
    await expect(work).rejects.toMatchObject({ code: 'wrong_key_kind', message: expect.stringContaining('op_…') });
    await expect(call(getClock, {})).rejects.toMatchObject({ code: 'connection_failed' });
  });

  it('a live key in a page is refused before anyone can read it; a test key is not', () => {
    vi.stubGlobal('document', {});
    expect(() => createClient({ apiKey: liveKey })).toThrow(/live key was given in a page.*checkout widget/);
    expect(() => createClient({ apiKey: testKey })).not.toThrow();
  });
});

describe('options that cannot work', () => {
  it.each([0, -1, Number.NaN])('a time limit of %d ms is refused', (timeoutMs) => {
    expect(() => createClient({ apiKey: testKey, timeoutMs })).toThrow(/timeoutMs is .*30_000/);
  });

  it('two ways to send are refused', () => {
    expect(() => createClient({ apiKey: testKey, transport, fetch })).toThrow(/Both fetch and transport/);
  });

  it.each(['', 'with space', '注文', 'x'.repeat(256)])('an idempotency key %j is refused and nothing is sent', async (idempotencyKey) => {
    const server = scriptedServer(json(200, exampleSummary));
    await expect(server.client().orders.cancel(exampleSummary.id, {}, { idempotencyKey })).rejects.toMatchObject({
      code: 'invalid_option',
    });
    expect(server.requests).toEqual([]);
  });
});

describe('a client put together from its parts', () => {
  it('makes the same calls as the whole one', async () => {
    const server = scriptedServer(json(200, exampleSummary));
    const orders = ordersOf(connect({ apiKey: testKey, fetch: server.fetch }));
    expect(await orders.cancel(exampleSummary.id)).toEqual(exampleSummary);
    expect(server.requests[0]?.url).toBe(`http://localhost:4400/v1/orders/${exampleSummary.id}/cancel`);
  });

  it('knows an error of ours by its mark, whatever class it is', () => {
    expect(isAtobaraiError(new AtobaraiError('x', { code: 'timeout' }))).toBe(true);
  });
});
