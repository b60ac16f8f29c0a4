import { expect, it } from 'vitest';
import { momentOf } from './decide.ts';

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
