import { beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../core/time.ts';
import { nightWatch, type ViolatedCheck } from './night-watch.ts';

const wrong: ViolatedCheck[] = [{ name: 'i05_exposure', violations: 2 }];

describe('reliability.md 3: the books are looked at once a night', () => {
  let now = '';
  let looks = 0;
  let found: readonly ViolatedCheck[] = [];
  let told: string[] = [];
  let isAway = false;
  const admin = async () => {
    looks += 1;
    if (isAway) throw new Error('away');
    return found;
  };
  let look: () => Promise<void>;
  const at = async (moment: string) => {
    now = moment;
    await look();
  };

  beforeEach(() => {
    [now, looks, found, told, isAway] = ['2026-10-01T22:00:00+09:00', 0, [], [], false];
    look = nightWatch({ database: { admin }, wall: { now: () => instant(now) }, onWrong: ({ message }) => void told.push(message) });
  });

  it('after the start, then at three in Japan, once however often it is asked', async () => {
    for (const moment of ['2026-10-01T22:01:00+09:00', '2026-10-01T23:59:00+09:00', '2026-10-02T02:59:59+09:00']) await at(moment);
    expect(looks).toBe(1);
    for (const moment of ['2026-10-02T03:00:00+09:00', '2026-10-02T03:01:00+09:00', '2026-10-03T02:59:00+09:00']) await at(moment);
    expect(looks).toBe(2);
    await at('2026-10-03T09:00:00+09:00');
    expect(looks).toBe(3);
  });

  it('tells what is wrong, and nothing when they are right', async () => {
    await at('2026-10-02T03:00:00+09:00');
    expect(told).toEqual([]);
    found = wrong;
    await at('2026-10-03T03:00:00+09:00');
    expect(told).toEqual(['the books are wrong: i05_exposure (2)']);
  });

  it('again, when the database was away', async () => {
    isAway = true;
    await expect(at('2026-10-02T03:00:00+09:00')).rejects.toThrow('away');
    [isAway, found] = [false, wrong];
    await at('2026-10-02T03:01:00+09:00');
    expect(told).toEqual(['the books are wrong: i05_exposure (2)']);
  });
});
