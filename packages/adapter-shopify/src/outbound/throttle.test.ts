import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandClock } from '../testing/index.ts';
import { debited, fullBucket, learnt, refilled, waitMs } from './bucket.ts';
import { createThrottle } from './throttle.ts';

const query = { name: 'Q', kind: 'query' } as const;

describe('the bucket of a shop', () => {
  it('waits as long as the missing points take to come back', () => {
    const bucket = debited(fullBucket(0), 1990, 0);
    expect(waitMs(bucket, 10, 0)).toBe(0);
    expect(waitMs(bucket, 60, 0)).toBe(500);
    expect(waitMs(bucket, 60, 400)).toBe(100);
  });

  it('holds no more than its size, and waits for no more than that', () => {
    expect(refilled(fullBucket(0), 60_000).available).toBe(2000);
    expect(waitMs(fullBucket(0), 5000, 0)).toBe(0);
  });

  it('never lets out more than it held and regained, whatever is asked when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ points: fc.integer({ min: 1, max: 1000 }), pauseMs: fc.integer({ min: 0, max: 5000 }) })),
        (asked) => {
          let [bucket, now, spent] = [fullBucket(0), 0, 0];
          for (const { points, pauseMs } of asked) {
            now += pauseMs;
            now += waitMs(bucket, points, now);
            bucket = debited(bucket, points, now);
            spent += points;
            expect(spent).toBeLessThanOrEqual(2000 + (now / 1000) * 100 + 1);
          }
        },
      ),
    );
  });

  it('believes Shopify, less what is still on its way', () => {
    const bucket = learnt({ currentlyAvailable: 300, maximumAvailable: 1000, restoreRate: 50 }, 120, 7);
    expect(bucket).toEqual({ available: 180, maximum: 1000, restoredPerSecond: 50, at: 7 });
  });
});

describe('the throttle of a shop', () => {
  it('lets requests through in their order, each when the bucket holds it', async () => {
    const clock = createHandClock(0);
    const throttle = createThrottle(clock);
    const entered: number[] = [];
    const all = Array.from({ length: 6 }, async (_, turn) => {
      await throttle.enter(query);
      entered.push(turn);
    });
    await clock.advance(0);
    // A query of unknown cost counts as 500 points: four fit into 2,000.
    expect(entered).toEqual([0, 1, 2, 3]);
    await clock.advance(5000);
    expect(entered).toEqual([0, 1, 2, 3, 4]);
    await clock.advance(5000);
    await Promise.all(all);
    expect(entered).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('counts an operation as dear as Shopify said it was', async () => {
    const clock = createHandClock(0);
    const throttle = createThrottle(clock);
    const place = await throttle.enter(query);
    place.settle({ requested: 20, status: { currentlyAvailable: 100, maximumAvailable: 2000, restoreRate: 100 } });
    let entered = 0;
    for (let turn = 0; turn < 6; turn += 1) void throttle.enter(query).then(() => (entered += 1));
    await clock.advance(0);
    expect(entered).toBe(5);
    await clock.advance(200);
    expect(entered).toBe(6);
  });

  it('goes on after a request whose answer never came', async () => {
    const clock = createHandClock(0, { skipsWaits: true });
    const throttle = createThrottle(clock);
    for (let turn = 0; turn < 20; turn += 1) (await throttle.enter(query)).settle(null);
    expect(clock.now()).toBeGreaterThan(60_000);
  });
});
