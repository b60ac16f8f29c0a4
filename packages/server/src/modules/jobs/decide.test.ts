import { expect, it } from 'vitest';
import { instant } from '../../core/time.ts';
import { jobView, momentOf, nextTry, parkedView, problemOf } from './decide.ts';

it('takes a day in Japan, or a moment, as where the clock shall stand', () => {
  expect(momentOf('2026-10-10')).toBe('2026-10-09T15:00:00.000Z');
  expect(momentOf('2026-10-10T09:00:00+09:00')).toBe('2026-10-10T00:00:00.000Z');
});

it.each(['2026-02-30', '2026-02-30T09:00:00+09:00', '2026-13-01', 'tomorrow', '', '10/10/2026', '2026-10-10T25:00:00Z'])(
  'takes %j for no moment',
  (text) => {
    expect(() => momentOf(text)).toThrow(RangeError);
  },
);

it('pauses 1, 2, 4 … 64 minutes before it tries again, and after eight failures not by itself', () => {
  const now = instant('2026-10-01T00:00:00Z');
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => {
    const next = nextTry(now, attempts);
    return next && (Date.parse(next) - Date.parse(now)) / 60_000;
  });
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, null]);
});

it('keeps the kind of an error and its code, and nothing that a row may have held', () => {
  const error = Object.assign(new TypeError('Key (email)=(someone@example.jp) exists'), { code: '23505' });
  expect([problemOf(error), problemOf(new RangeError('secret')), problemOf('secret')]).toEqual(['TypeError 23505', 'RangeError', 'Error']);
  const data = { mode: 'test', merchantId: 'mer_1', importId: 'imp_1' } as const;
  expect(jobView({ id: 'ab-12-cd', queue: 'imports.run', data, attempts: 9, problem: 'Error: someone@example.jp' })).toEqual({
    id: 'prk_ab12cd',
    task: 'imports.run',
    merchantId: 'mer_1',
    itemId: 'imp_1',
    attempts: 9,
    problem: 'Error',
    parkedAt: null,
    nextTryAt: null,
  });
});

it('names no shop and no item where a whole task is set aside', () => {
  const parked = {
    id: 'prk_1',
    task: 'payouts.close',
    attempts: 1,
    problem: 'Error',
    parkedAt: instant('2026-10-01T00:00:00Z'),
    retryAt: null,
  };
  expect(parkedView({ ...parked, merchantId: 'platform', itemId: '*' })).toMatchObject({ merchantId: null, itemId: null });
  expect(parkedView({ ...parked, merchantId: 'platform', itemId: 'pay_1' })).toMatchObject({ merchantId: null, itemId: 'pay_1' });
  expect(parkedView({ ...parked, merchantId: 'mer_1', itemId: 'mer_1' })).toMatchObject({ merchantId: 'mer_1', itemId: 'mer_1' });
});
