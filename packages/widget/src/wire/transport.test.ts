import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTransport } from './transport.ts';

// A server of two lines stands where `fetch` is; that a page may read Retry-After is shown by the server's own tests.

type Reply = { readonly status: number; readonly retryAfter?: string; readonly body?: unknown };

let askedAtMs: number[];
let replies: Reply[];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  askedAtMs = [];
  vi.stubGlobal('fetch', async () => {
    askedAtMs.push(Date.now());
    const { status, retryAfter, body } = replies.shift() ?? { status: 200, body: {} };
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    return new Response(JSON.stringify(body ?? { code: 'rate_limited', detail: 'Wait.' }), { status, headers });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const transport = createTransport({ baseUrl: () => 'https://pay.example/', publishableKey: () => 'pk_test_x', language: () => 'ja' });

async function ask(...given: Reply[]) {
  replies = given;
  const answer = transport({ path: '/v1/checkout/config' }, new AbortController().signal);
  await vi.runAllTimersAsync();
  return answer;
}

describe('a server that is busy', () => {
  it('is asked again after the seconds of Retry-After', async () => {
    expect(await ask({ status: 429, retryAfter: '2' })).toEqual({ ok: true, value: {} });
    expect(askedAtMs).toEqual([0, 2_000]);
  });

  it('is asked again soon where it names no time', async () => {
    expect(await ask({ status: 503 }, { status: 429, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' })).toMatchObject({ ok: true });
    expect(askedAtMs).toEqual([0, 400, 1_600]);
  });

  it('is not waited for longer than a shopper would: the code says why', async () => {
    expect(await ask({ status: 429, retryAfter: '30' })).toMatchObject({ ok: false, trouble: { is: 'offline', code: 'rate_limited' } });
    expect(askedAtMs).toEqual([0]);
  });

  it('is given up after two more tries', async () => {
    const busy = { status: 429, retryAfter: '1' };
    expect(await ask(busy, busy, busy)).toMatchObject({ ok: false, trouble: { is: 'offline', code: 'rate_limited' } });
    expect(askedAtMs).toEqual([0, 1_000, 2_200]);
  });

  it('that still screens the same question is asked again, and a refusal is not', async () => {
    const running = { status: 409, retryAfter: '1', body: { code: 'idempotency_in_progress' } };
    expect(await ask(running)).toMatchObject({ ok: true });
    expect(await ask({ status: 403, body: { code: 'origin_not_allowed' } })).toMatchObject({ ok: false, trouble: { is: 'refused' } });
    expect(askedAtMs).toHaveLength(3);
  });
});
