import { expect, it } from 'vitest';
import { instant, localDate } from '../../core/time.ts';
import { type DayReport, furthestTarget, jobView, momentOf, nextTry, parkedView, problemOf, reported, targetOf } from './decide.ts';

it('takes a day in Japan, or a moment, as where the clock shall stand', () => {
  expect(momentOf('2026-10-10')).toBe('2026-10-09T15:00:00.000Z');
  expect(momentOf('2026-10-10T09:00:00+09:00')).toBe('2026-10-10T00:00:00.000Z');
});

it.each(['2026-02-30', '2026-02-30T09:00:00+09:00', '2026-13-01', 'tomorrow', '', '10/10/2026', '2026-10-10T25:00:00Z'])(
  'takes %j for no moment',
  (text) => {
    expect(() => momentOf(text)).toThrow(new RangeError(`not a moment in time: ${text}`));
  },
);

it('moves the clock to a moment, or so many days on at the same time of day in Japan', () => {
  const now = instant('2026-10-01T08:30:15.250+09:00');
  expect(targetOf(now, { to: '2026-10-10T09:00:00+09:00', days: 3 })).toBe('2026-10-10T00:00:00.000Z');
  expect(targetOf(now, { days: 3 })).toBe(instant('2026-10-04T08:30:15.250+09:00'));
  expect(targetOf(now, { days: 0 })).toBe(now);
  expect(targetOf(now, {})).toBe(now);
  const evening = instant('2026-12-31T23:59:59+09:00');
  expect(targetOf(evening, { days: 1 })).toBe(instant('2027-01-01T23:59:59+09:00'));
});

it('moves the clock no further than to the start of the day in a year', () => {
  expect(furthestTarget(instant('2026-10-01T08:30:00+09:00'))).toBe(instant('2027-10-01T00:00:00+09:00'));
  expect(furthestTarget(instant('2027-03-01T00:00:00+09:00'))).toBe(instant('2028-03-01T00:00:00+09:00'));
});

it('reports by the day how much each task did, in the order in which they came', () => {
  const steps = [
    ['2026-10-01', 'orders.expire', 1],
    ['2026-10-01', 'invoices.issue', 2],
    ['2026-10-02', 'orders.expire', 3],
    ['2026-10-02', 'invoices.issue', 4],
    ['2026-10-02', 'orders.expire', 5],
    ['2026-10-03', 'orders.expire', 6],
  ] as const;
  const days = steps.reduce<DayReport[]>((known, [day, task, count]) => reported(known, localDate(day), { task, count }), []);
  const did = (issued: number, expired: number) => [
    { task: 'orders.expire', count: expired },
    { task: 'invoices.issue', count: issued },
  ];
  expect(days).toEqual([
    { day: '2026-10-01', ran: did(2, 1) },
    { day: '2026-10-02', ran: did(4, 8) },
    { day: '2026-10-03', ran: [{ task: 'orders.expire', count: 6 }] },
  ]);
});

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
  // The code of a system's error may be a number.
  expect(problemOf(Object.assign(new Error('secret'), { code: 42 }))).toBe('Error');
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
