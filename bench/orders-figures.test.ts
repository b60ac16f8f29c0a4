import { describe, expect, it } from 'vitest';
import type { Slice } from './driver.ts';
import { figuresOf, type Results, targets } from './orders-figures.ts';

type SliceFacts = { perSecond: number; foreignShare?: number; postgresMs?: number; nodeMs?: number; p99Ms?: number; meanMs?: number };

function slice({ perSecond, foreignShare = 0, postgresMs = 0, nodeMs = 0, p99Ms = 1, meanMs = 1 }: SliceFacts): Slice {
  return {
    counted: { perSecond, meanMs, p50Ms: meanMs, p99Ms },
    answers: {},
    cpu: { byPart: { postgres: postgresMs, node: nodeMs, load: 0 }, foreignShare },
    seconds: 2,
  };
}

const rounds = (count: number, facts: (round: number) => SliceFacts) => Array.from({ length: count }, (_, round) => slice(facts(round)));

describe('the figures of bench:orders', () => {
  it('P1: are medians of ratios within one round, whatever the rounds were like', () => {
    const results: Results = new Map([
      ['8/server', rounds(3, (round) => ({ perSecond: [500, 5_000, 90][round] ?? 0 }))],
      ['8/pgbench -N', rounds(3, (round) => ({ perSecond: [1_000, 10_000, 100][round] ?? 0 }))],
    ]);
    expect(figuresOf(results)).toMatchObject({ p1_ratio_8: 0.5 });
  });

  it('leave out rounds in which others used the machine, while three are left', () => {
    const noisyFrom = (first: number): Results =>
      new Map([
        ['64/server', rounds(5, (round) => ({ perSecond: round < first ? 1_300 : 100, foreignShare: round < first ? 0.05 : 0.4 }))],
        ['64/pgbench -N', rounds(5, () => ({ perSecond: 1_000 }))],
      ]);
    expect(figuresOf(noisyFrom(3))).toMatchObject({ p1_ratio_64: 1.3 });
    expect(figuresOf(noisyFrom(2))).toMatchObject({ p1_ratio_64: 0.1 });
  });

  it('P2: hold the slowest answers against the mean of the anchor', () => {
    const results: Results = new Map([
      ['32/server', rounds(3, () => ({ perSecond: 1, p99Ms: 8 }))],
      ['32/pgbench -N', rounds(3, () => ({ perSecond: 1, meanMs: 4 }))],
    ]);
    expect(figuresOf(results)).toMatchObject({ p2_p99_ratio_32: 2 });
  });

  it('P3: count the CPU of PostgreSQL and Node for an order against that of PostgreSQL for a transaction', () => {
    const results: Results = new Map([
      ['64/server', rounds(3, () => ({ perSecond: 1_000, postgresMs: 200, nodeMs: 100 }))],
      ['64/pgbench -N', rounds(3, () => ({ perSecond: 500, postgresMs: 125 }))],
    ]);
    expect(figuresOf(results)).toMatchObject({ p3_cpu_ratio_64: 1.2 });
  });

  it('are missing where the anchor is, and so are met by nobody', () => {
    const figures = figuresOf(new Map([['32/server', rounds(3, () => ({ perSecond: 1_000 }))]]));
    expect(targets.filter(({ name }) => name in figures)).toEqual([]);
  });
});
