import { AuthenticationError, ConnectionError, RequestError } from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { AdminError } from '../reconcile/ports.ts';
import { verdictOn } from './failures.ts';

const waitOf = (error: unknown, attempts: number) => verdictOn(error, attempts).waitMs;

describe('what becomes of an order whose look failed', () => {
  it('is tried for ever while Shopify or the service is away, at growing distances up to five minutes', () => {
    for (const error of [
      new AdminError('unavailable', ''),
      new AdminError('throttled', ''),
      new ConnectionError('', { code: 'x', retryable: true }),
    ]) {
      expect([0, 1, 2, 3, 10, 100].map((attempts) => waitOf(error, attempts))).toEqual([5_000, 10_000, 20_000, 40_000, 300_000, 300_000]);
    }
  });

  it('is looked at again soon after an answer was lost', () => {
    expect(waitOf(new AdminError('lost', ''), 7)).toBe(5_000);
  });

  it('waits as long as Shopify asks', () => {
    expect(waitOf(new AdminError('throttled', '', { retryAfterMs: 42_000 }), 0)).toBe(42_000);
  });

  it('is left to a person after five tries at a fault of ours', () => {
    for (const error of [
      new TypeError('undefined is no function'),
      new AdminError('invalid', ''),
      new RequestError('', { code: 'type' }),
    ]) {
      expect([0, 1, 2, 3, 4].map((attempts) => waitOf(error, attempts))).toEqual([5_000, 10_000, 20_000, 40_000, null]);
    }
  });

  it('is told of the whole shop where it concerns the whole shop', () => {
    expect(verdictOn(new AdminError('unauthorized', ''), 0)).toMatchObject({ notice: 'needs_reauth', stopsShop: true });
    expect(verdictOn(new AdminError('access_denied', ''), 0)).toMatchObject({ notice: 'personal_data_blocked', waitMs: 900_000 });
    expect(verdictOn(new AuthenticationError('', { code: 'unauthorized' }), 9)).toMatchObject({
      notice: 'service_refuses_key',
      waitMs: 900_000,
    });
  });
});
