import { describe, expect, it } from 'vitest';
import { instant } from '../../../core/time.ts';
import { previousFrom, previousText } from './secrets.ts';
import { secretFrom } from './request.ts';

const secretOf = (byte: number) => secretFrom(new Uint8Array(32).fill(byte));
const [newer, older, oldest] = [secretOf(251), secretOf(2), secretOf(3)];
const end = (hour: number) => instant(`2026-10-02T0${hour}:00:00.001Z`);

describe('the secrets that were replaced', () => {
  it('come out of their column as they went in, each with its own end', () => {
    const previous = [
      { secret: newer, until: end(3) },
      { secret: older, until: end(2) },
      { secret: oldest, until: end(1) },
    ];
    expect(previousFrom(previousText(previous), end(3))).toEqual(previous);
  });

  it('are a bare secret when there is one, which ends with the column beside it, as in rows of earlier versions', () => {
    expect(previousText([{ secret: newer, until: end(1) }])).toBe(newer);
    expect(previousFrom(newer, end(1))).toEqual([{ secret: newer, until: end(1) }]);
  });
});
