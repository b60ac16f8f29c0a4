import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, afterSuccess, type Failure, rearmed, waitMs } from './state';

const nowMs = Date.UTC(2026, 10, 22);
const limits = { nowMs, maxAttempts: 20 };
const failure = (kind: Failure['kind'], message = 'why') => ({ kind, message });

describe('the life of a task', () => {
  it('ends with success, whatever went wrong before', () => {
    expect(afterSuccess({ attempts: 7 })).toEqual({ status: 'done', attempts: 8, last_error: null });
  });

  it('ends at once with a refusal: the same call cannot succeed', () => {
    expect(afterFailure({ attempts: 0 }, failure('refused'), limits)).toEqual({ status: 'failed', attempts: 1, last_error: 'why' });
  });

  it.each([
    [0, 5],
    [1, 10],
    [2, 20],
    [9, 2_560],
    [10, 3_600],
    [500, 3_600],
  ])('after %i attempts the next one is %i seconds away', (attempts, seconds) => {
    expect(waitMs(attempts)).toBe(seconds * 1_000);
    const change = afterFailure({ attempts }, failure('waiting'), limits);
    expect(change).toMatchObject({ status: 'pending', attempts: attempts + 1, next_at: new Date(nowMs + seconds * 1_000) });
  });

  it('gives up on what stays broken after the attempts that the shop allows', () => {
    expect(afterFailure({ attempts: 18 }, failure('broken'), limits)).toMatchObject({ status: 'pending', attempts: 19 });
    expect(afterFailure({ attempts: 19 }, failure('broken'), limits)).toMatchObject({ status: 'failed', attempts: 20 });
  });

  it('never gives up while the service is away or has to decide first', () => {
    const waits = fc.property(fc.nat({ max: 100_000 }), fc.integer({ min: 1, max: 1_000 }), (attempts, maxAttempts) => {
      const { status, next_at: nextAt } = afterFailure({ attempts }, failure('waiting'), { nowMs, maxAttempts });
      expect(status).toBe('pending');
      expect((nextAt?.getTime() ?? 0) - nowMs).toBeGreaterThanOrEqual(5_000);
      expect((nextAt?.getTime() ?? 0) - nowMs).toBeLessThanOrEqual(3_600_000);
    });
    fc.assert(waits);
  });

  it('waits longer each time, and never shorter', () => {
    fc.assert(fc.property(fc.nat({ max: 10_000 }), (attempts) => waitMs(attempts + 1) >= waitMs(attempts)));
  });

  it('keeps the beginning of a long reason', () => {
    expect(afterFailure({ attempts: 0 }, failure('refused', 'x'.repeat(9_000)), limits).last_error).toHaveLength(500);
  });

  it('begins anew on a person’s word', () => {
    expect(rearmed(nowMs)).toEqual({ status: 'pending', attempts: 0, last_error: null, next_at: new Date(nowMs) });
  });
});
