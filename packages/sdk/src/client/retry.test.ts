import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWaitMs, retryAfterMs, retryPlan } from './retry.ts';

const nowMs = Date.parse('2026-11-20T00:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 3 ', 3_000],
    ['Fri, 20 Nov 2026 00:01:00 GMT', 60_000],
    ['Thu, 19 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j', (header, ms) => {
    expect(retryAfterMs(header, nowMs)).toBe(ms);
  });

  it('asks for nothing when it is absent', () => {
    expect(retryAfterMs(null, nowMs)).toBeUndefined();
  });
});

describe('waits', () => {
  it('never waits past the total, never longer than the longest, never after the last repeat', () => {
    const plan = retryPlan(undefined);
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const tries = fc.record({ attempt: fc.integer({ min: 1, max: 9 }), elapsedMs: fc.integer({ min: 0, max: 90_000 }) });
    fc.assert(
      fc.property(tries, chance, (tried, random) => {
        const waitMs = nextWaitMs(plan, { ...tried, retryAfterMs: undefined }, () => random);
        if (tried.attempt > 5) expect(waitMs).toBeUndefined();
        if (waitMs === undefined) return;
        expect(waitMs).toBeLessThanOrEqual(Math.min(8_000, 500 * 2 ** (tried.attempt - 1)));
        expect(tried.elapsedMs + waitMs).toBeLessThan(60_000);
      }),
    );
  });

  it('takes any wait from none to the limit', () => {
    const plan = retryPlan({ firstWaitMs: 1_000 });
    const waitBy = (random: number) => nextWaitMs(plan, { attempt: 1, elapsedMs: 0, retryAfterMs: undefined }, () => random);
    expect([waitBy(0), waitBy(0.5), waitBy(0.9999)]).toEqual([0, 500, 999]);
  });

  it('repeats nothing when switched off', () => {
    expect(nextWaitMs(retryPlan(false), { attempt: 1, elapsedMs: 0, retryAfterMs: undefined }, () => 0)).toBeUndefined();
  });
});
