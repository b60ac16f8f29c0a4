import { describe, expect, it } from 'vitest';
import { readAnswer, retryAfterMs } from './answer.ts';
import { failureWords } from './failure-words.ts';
import { decideNext, type Tries } from './try-again.ts';
import { adminFailures } from '../reconcile/ports.ts';

const now = Date.parse('2026-11-20T01:00:00Z');
const cost = { requestedQueryCost: 40, throttleStatus: { currentlyAvailable: 7, maximumAvailable: 2000, restoreRate: 100 } };
const read = (status: number, body: unknown, retryAfter: string | null = null) =>
  readAnswer({ status, retryAfter, body: typeof body === 'string' ? body : JSON.stringify(body) }, now);
const coded = (code: string) => ({
  errors: [{ message: code, path: ['order', 'email'], extensions: { code } }],
  data: null,
  extensions: { cost },
});
const tries = (change: Partial<Tries> = {}): Tries => ({ operation: 'query', made: 1, tokenRenewed: false, chance: 0, ...change });

describe('reading an answer of the Admin API', () => {
  it('gives data with its cost', () => {
    expect(read(200, { data: { a: 1 }, extensions: { cost } })).toEqual({
      kind: 'data',
      data: { a: 1 },
      cost: { requested: 40, status: cost.throttleStatus },
    });
  });

  it('takes Retry-After for seconds, never for milliseconds', () => {
    expect(retryAfterMs('2.0', now)).toBe(2000);
    expect(retryAfterMs('0.25', now)).toBe(250);
    expect(retryAfterMs('Fri, 20 Nov 2026 01:00:03 GMT', now)).toBe(3000);
    expect([retryAfterMs(null, now), retryAfterMs('soon', now)]).toEqual([null, null]);
  });

  it.each([
    [read(200, coded('THROTTLED')), 'throttled'],
    [read(200, coded('ACCESS_DENIED')), 'access_denied'],
    [read(200, coded('INTERNAL_SERVER_ERROR')), 'broken'],
    [read(200, coded('undefinedField')), 'invalid'],
    [read(200, '{"data":{"order":{"id"'), 'broken'],
    [read(200, '[]'), 'broken'],
    [read(200, {}), 'broken'],
    [read(429, ''), 'throttled'],
    [read(502, '<html>'), 'broken'],
    [read(401, ''), 'unauthorized'],
    [read(402, ''), 'access_denied'],
    [read(423, ''), 'access_denied'],
    [read(404, ''), 'invalid'],
  ])('%o is %s', (answer, kind) => {
    expect(answer.kind).toBe(kind);
  });

  it('says which field was denied, and nothing of its value', () => {
    expect(read(200, coded('ACCESS_DENIED'))).toMatchObject({ reason: 'ACCESS_DENIED (order.email)' });
  });
});

describe('what follows from a try', () => {
  it('repeats a query that got no answer, but never a mutation: it may have been carried out', () => {
    const silence = { kind: 'no_answer', reason: 'reset', unsent: false } as const;
    expect(decideNext(silence, tries())).toEqual({ do: 'wait', ms: 500 });
    expect(decideNext(silence, tries({ operation: 'mutation' }))).toMatchObject({ do: 'fail', failure: 'lost' });
    expect(decideNext(read(502, ''), tries({ operation: 'mutation' }))).toMatchObject({ do: 'fail', failure: 'lost' });
  });

  it('repeats a mutation that never left, or was throttled', () => {
    const unsent = { kind: 'no_answer', reason: 'ECONNREFUSED', unsent: true } as const;
    expect(decideNext(unsent, tries({ operation: 'mutation' }))).toEqual({ do: 'wait', ms: 500 });
    expect(decideNext(read(429, '', '2.0'), tries({ operation: 'mutation' }))).toEqual({ do: 'wait', ms: 2000 });
    expect(decideNext(read(200, coded('THROTTLED')), tries({ operation: 'mutation' }))).toEqual({ do: 'wait', ms: 0 });
  });

  it('waits longer each time, and ends', () => {
    const waits = [1, 2, 3].map((made) => decideNext(read(503, ''), tries({ made })));
    expect(waits).toEqual([500, 1000, 2000].map((ms) => ({ do: 'wait', ms })));
    expect(decideNext(read(503, ''), tries({ made: 4 }))).toMatchObject({ do: 'fail', failure: 'unavailable' });
    expect(decideNext(read(429, '', '1'), tries({ made: 8 }))).toMatchObject({ do: 'fail', failure: 'throttled', retryAfterMs: 1000 });
  });

  it('renews a refused token once', () => {
    expect(decideNext(read(401, ''), tries())).toEqual({ do: 'renew_token' });
    expect(decideNext(read(401, ''), tries({ tokenRenewed: true }))).toMatchObject({ do: 'fail', failure: 'unauthorized' });
  });

  it('has a sentence in both languages for every failure', () => {
    for (const failure of adminFailures)
      expect([failureWords[failure].ja.length > 15, failureWords[failure].en.length > 15]).toEqual([true, true]);
  });
});
