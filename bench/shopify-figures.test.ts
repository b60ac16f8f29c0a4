import { describe, expect, it } from 'vitest';
import { isMet } from './report.ts';
import { faultsOf, figuresOf, type ShopifyCounts, targets } from './shopify-figures.ts';
import { seededChance, withDuplicates } from './shopify-stream.ts';

function counts(change: Partial<ShopifyCounts> = {}): ShopifyCounts {
  return {
    stream: { sent: 4, latenciesMs: [10, 20, 30, 40], taken: new Set(['a', 'b', 'c']), answers: { 200: 4 } },
    streamSeconds: 2,
    cpu: { byPart: { adapter: 8 }, foreignShare: 0.25 },
    shop: {
      orders: 2,
      converged: 2,
      costs: { requested: 900, actual: 2_400, throttled: 1, calls: 9, lowestAvailable: 5 },
      heapBytes: 0,
    },
    shopSeconds: 8,
    kept: 3,
    parked: 0,
    registered: 2,
    heapBytes: { early: 30e6, late: 32e6 },
    rssBytes: 100e6,
    ...change,
  };
}

const missed = (given: ShopifyCounts) => targets.filter((target) => !isMet(target, figuresOf(given))).map(({ name }) => name);

describe('the figures of a shop’s webhooks', () => {
  it('counts deliveries, duplicates, points and memory', () => {
    expect(figuresOf(counts())).toMatchObject({
      webhooks: 4,
      webhooks_per_second: 2,
      duplicates: 1,
      p15_ack_p50_ms: 25,
      p15_lost: 0,
      admin_points_per_order: 1200,
      admin_points_per_second: 50,
      throttled_share: 0.1,
      heap_growth_mb: 2,
      cpu_ms_adapter: 2,
    });
    expect(faultsOf(counts())).toEqual([]);
  });

  it('P15: misses its targets when answers are late, an event is lost or memory grows', () => {
    expect(missed(counts({ stream: { ...counts().stream, latenciesMs: [10, 20, 101, 150] } }))).toContain('p15_ack_p99_ms');
    expect(missed(counts({ kept: 2 }))).toContain('p15_lost');
    expect(missed(counts({ heapBytes: { early: 30e6, late: 50e6 } }))).toContain('heap_growth_mb');
    expect(missed(counts({ shopSeconds: 1 }))).toContain('admin_points_per_second');
  });

  it('calls a run with a refused delivery, a lost event or an order that did not come to rest a failure', () => {
    expect(faultsOf(counts({ stream: { ...counts().stream, answers: { 200: 3, 500: 1 } } }))).toHaveLength(1);
    expect(faultsOf(counts({ kept: 2 }))).toHaveLength(1);
    expect(faultsOf(counts({ shop: { ...counts().shop, converged: 1 } }))).toHaveLength(1);
    expect(faultsOf(counts({ parked: 1, registered: 3 }))).toHaveLength(2);
  });
});

describe('the stream of webhooks', () => {
  const fresh = Array.from({ length: 100 }, (_, place) => ({ eventId: `event-${place}`, headers: [], body: '' }));

  it('sends every one, and about half of them again, the same in every run', () => {
    const queue = withDuplicates(fresh, [], seededChance(15));
    expect(new Set(queue.map(({ eventId }) => eventId)).size).toBe(100);
    expect(queue.length).toBeGreaterThan(130);
    expect(queue.length).toBeLessThan(170);
    expect(queue).toEqual(withDuplicates(fresh, [], seededChance(15)));
  });

  it('is out of order', () => {
    const ids = withDuplicates(fresh, [], seededChance(15)).map(({ eventId }) => Number(eventId.slice(6)));
    expect(ids).not.toEqual(ids.toSorted((left, right) => left - right));
  });
});
