import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

const pace = { burst: 3, perMinute: 60 };

function limited() {
  let now = 0;
  const limit = createRateLimit(() => now, pace);
  return { limit, pass: (ms: number) => (now += ms) };
}

describe('the rate limit', () => {
  it('lets a burst pass, then says how many seconds to wait', () => {
    const { limit } = limited();
    expect([limit('a'), limit('a'), limit('a'), limit('a')]).toEqual([0, 0, 0, 1]);
  });

  it('lets the call pass after the seconds it named, and one only', () => {
    const { limit, pass } = limited();
    for (let call = 0; call < 3; call += 1) limit('a');
    pass(limit('a') * 1_000);
    expect(limit('a')).toBe(0);
    expect(limit('a')).toBe(1);
  });

  it('counts each caller apart', () => {
    const { limit } = limited();
    for (let call = 0; call < 4; call += 1) limit('a');
    expect(limit('b')).toBe(0);
  });

  it('does not lengthen the wait of a caller that keeps knocking', () => {
    const { limit } = limited();
    for (let call = 0; call < 3; call += 1) limit('a');
    expect([limit('a'), limit('a'), limit('a')]).toEqual([1, 1, 1]);
  });

  it('never lets more pass than the burst and the pace allow, whatever the spacing of the calls', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }), (waits) => {
        const { limit, pass } = limited();
        let elapsed = 0;
        let passed = 0;
        for (const wait of waits) {
          elapsed += wait;
          pass(wait);
          if (limit('a') === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(pace.burst + (elapsed * pace.perMinute) / 60_000);
      }),
    );
  });
});
