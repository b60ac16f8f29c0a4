import { describe, expect, it } from 'vitest';
import type { Slice } from './driver.ts';
import { figuresOf, notesOf, type SdkResults, sizesTable, slicesTable, targets } from './sdk-figures.ts';

type SliceFacts = { perSecond: number; foreignShare?: number; clientMs?: number; serverMs?: number };

function slice({ perSecond, foreignShare = 0, clientMs = 0, serverMs = 0 }: SliceFacts): Slice {
  return {
    counted: { perSecond, meanMs: 1, p50Ms: 1, p99Ms: 1 },
    answers: {},
    cpu: { byPart: { client: clientMs, server: serverMs }, foreignShare },
    seconds: 2,
  };
}

const rounds = (...all: readonly SliceFacts[]) => all.map(slice);

describe('the figures of bench:sdk', () => {
  it('P10: are medians of ratios within one round, ours to ky and the Node transport to fetch', () => {
    const results: SdkResults = new Map([
      ['1/raw fetch', rounds({ perSecond: 1_000 }, { perSecond: 100 }, { perSecond: 5_000 })],
      ['1/ky alone', rounds({ perSecond: 500 }, { perSecond: 50 }, { perSecond: 2_500 })],
      ['1/ours', rounds({ perSecond: 480 }, { perSecond: 50 }, { perSecond: 2_450 })],
      ['1/ours, nodeTransport()', rounds({ perSecond: 2_000 }, { perSecond: 190 }, { perSecond: 10_500 })],
    ]);
    expect(figuresOf(results, [])).toEqual({ p10_ky_ratio_1: 0.98, p10_node_ratio_1: 2, fetch_ratio_1: 0.49 });
  });

  it('leave out rounds in which others used the machine, while three are left', () => {
    const quiet = { perSecond: 100 };
    const noisy = { perSecond: 10, foreignShare: 0.5 };
    const ours = rounds(quiet, noisy, quiet, quiet);
    const results: SdkResults = new Map([
      ['16/ky alone', rounds(quiet, quiet, quiet, quiet)],
      ['16/ours', ours],
    ]);
    expect(figuresOf(results, [])).toMatchObject({ p10_ky_ratio_16: 1 });
    expect(notesOf(results, { areAnchorsInstalled: true })).toMatchObject({ rounds: 4, dropped_rounds: { 16: 1 } });
    results.set('16/ours', rounds(noisy, noisy, quiet, noisy));
    expect(figuresOf(results, [])).toMatchObject({ p10_ky_ratio_16: 0.1 });
  });

  it('name every target, and sizes beside them', () => {
    expect(targets.map(({ name }) => name)).toEqual(['p10_ky_ratio_1', 'p10_ky_ratio_16', 'p10_node_ratio_1', 'p10_node_ratio_16']);
    expect(figuresOf(new Map(), [{ name: 'ours: orders alone', gzipBytes: 15_250 }])).toEqual({ kb_ours_orders_alone: 15.25 });
    expect(sizesTable([{ name: 'stripe', gzipBytes: 32_860 }])).toMatch(/\| stripe +\| +32\.9 \|/);
  });

  it('show the CPU of the caller alone, whose child the server is', () => {
    const results: SdkResults = new Map([['1/raw fetch', rounds({ perSecond: 500, clientMs: 900, serverMs: 400 })]]);
    expect(slicesTable(results)).toMatch(/\| 1 raw fetch .*\| +500 \|.*\| +500 \| +0 % \|/);
  });
});
