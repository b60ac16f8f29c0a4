import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, epochMs, instant } from '../../../core/time.ts';
import type { WebhookAnswer } from '../model.ts';
import { attemptDelaysMs, failingLimitMs, longestPauseMs } from '../policy.ts';
import { type AttemptFacts, judgeAttempt, nextDelayMs, retryAfterMs } from './attempt.ts';

const now = instant('2026-10-01T00:00:00Z');
const hourMs = 3_600_000;
const answered = (status: number, retryAfter: string | null = null): WebhookAnswer => ({ kind: 'answered', status, retryAfter, body: '' });
const silence: WebhookAnswer = { kind: 'unanswered', problem: 'timeout' };
const judged = (facts: Partial<AttemptFacts>) =>
  judgeAttempt({ answer: silence, attempts: 1, failingSince: null, now, chance: 0.5, ...facts });

describe('the schedule of attempts', () => {
  it('is ten attempts: at once, then after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, 75 h 35 m in all', () => {
    const totalMs = attemptDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0);
    expect(attemptDelaysMs).toHaveLength(10);
    expect(totalMs).toBe(75 * hourMs + 35 * 60_000 + 5_000);
    expect(attemptDelaysMs.map((_, attempts) => nextDelayMs(attempts, 0.5))).toEqual(attemptDelaysMs);
    expect(nextDelayMs(10, 0.5)).toBeNull();
  });

  it('spreads every wait by a tenth to either side and no further', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, chance) => {
        const planned = attemptDelaysMs[attempts] ?? 0;
        const delayMs = nextDelayMs(attempts, chance) ?? Number.NaN;
        expect(delayMs).toBeGreaterThanOrEqual(planned * 0.9 - 1);
        expect(delayMs).toBeLessThanOrEqual(planned * 1.1 + 1);
      }),
    );
    expect([nextDelayMs(1, 0), nextDelayMs(1, 0.999_999)]).toEqual([4_500, 5_500]);
  });

  it('ends after ten attempts, whatever the receiver does wrong, and within 75 h 35 m and a tenth', () => {
    const failure = fc.constantFrom(silence, answered(500), answered(302), answered(404), answered(429), answered(503, 'soon'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(failure, fc.double({ min: 0, max: 0.999, noNaN: true })), { minLength: 10, maxLength: 10 }),
        (tries) => {
          let at = now;
          const statuses = tries.map(([answer, chance], index) => {
            const verdict = judged({ answer, attempts: index + 1, now: at, chance, failingSince: index === 0 ? null : now });
            at = verdict.nextAttemptAt ?? at;
            return verdict.status;
          });
          expect(statuses).toEqual([...Array.from({ length: 9 }, () => 'pending'), 'failed']);
          const hours = (epochMs(at) - epochMs(now)) / hourMs;
          expect(hours).toBeGreaterThan(75.58 * 0.9);
          expect(hours).toBeLessThan(75.6 * 1.1);
        },
      ),
    );
  });
});

describe('what an answer means', () => {
  it('2xx ends the delivery and every trouble of the endpoint', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 299 }), (status) => {
        const verdict = judged({ answer: answered(status), failingSince: addMs(now, -failingLimitMs * 2) });
        expect(verdict).toEqual({ status: 'succeeded', nextAttemptAt: null, failingSince: null, resumeAt: null, disable: null });
      }),
    );
  });

  it('everything else is a failure: redirects too', () => {
    const others = fc.integer({ min: 100, max: 599 }).filter((status) => status < 200 || status >= 300);
    fc.assert(fc.property(others, (status) => judged({ answer: answered(status) }).status !== 'succeeded'));
    expect([199, 200, 299, 300].map((status) => judged({ answer: answered(status) }).status)).toEqual([
      'pending',
      'succeeded',
      'succeeded',
      'pending',
    ]);
    expect(judged({ answer: answered(302) })).toMatchObject({ status: 'pending', failingSince: now, disable: null });
  });

  it('410 gives up the delivery and the endpoint at once', () => {
    expect(judged({ answer: answered(410) })).toMatchObject({ status: 'failed', nextAttemptAt: null, disable: 'gone' });
  });

  it('disables after 120 h of nothing but failures, not a moment sooner', () => {
    expect(failingLimitMs).toBe(120 * hourMs);
    const since = (ms: number) => judged({ failingSince: addMs(now, -ms) }).disable;
    expect([since(failingLimitMs - 1), since(failingLimitMs)]).toEqual([null, 'failing']);
    expect(judged({ failingSince: null }).disable).toBeNull();
  });

  it.each([429, 503])('%i pauses the endpoint for as long as it asks, and the delivery at least as long', (status) => {
    const verdict = judged({ answer: answered(status, '3600') });
    expect(verdict).toMatchObject({ status: 'pending', nextAttemptAt: addMs(now, hourMs), resumeAt: addMs(now, hourMs) });
    // The schedule's own wait counts when it is longer.
    expect(judged({ answer: answered(status, '60'), attempts: 4 })).toMatchObject({
      nextAttemptAt: addMs(now, 2 * hourMs),
      resumeAt: addMs(now, 60_000),
    });
    expect(judged({ answer: answered(status) })).toMatchObject({ nextAttemptAt: addMs(now, 5_000), resumeAt: null });
  });

  it('500 with Retry-After is no wish for a pause', () => {
    expect(judged({ answer: answered(500, '3600') })).toMatchObject({ nextAttemptAt: addMs(now, 5_000), resumeAt: null });
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['Thu, 01 Oct 2026 00:01:00 GMT', 60_000],
    ['Wed, 30 Sep 2026 23:59:00 GMT', 0],
    ['86399', longestPauseMs - 1_000],
    ['999999999', longestPauseMs],
    ['Fri, 01 Oct 2027 00:00:00 GMT', longestPauseMs],
  ])('%j is %i ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it.each([null, '', 'soon', '-1', '1.5', '1e3', 'Thu, 41 Oct 2026 00:01:00 GMT', '2026-10-02', '9999999999', '99999999999999'])(
    '%j says nothing',
    (header) => {
      expect(retryAfterMs(header, now)).toBeNull();
    },
  );

  it('never throws and never asks for more than a day', () => {
    expect(longestPauseMs).toBe(24 * hourMs);
    fc.assert(
      fc.property(fc.string(), (header) => {
        const ms = retryAfterMs(header, now);
        expect(ms === null || (ms >= 0 && ms <= longestPauseMs)).toBe(true);
      }),
    );
  });
});
