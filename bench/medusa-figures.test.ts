import { describe, expect, it } from 'vitest';
import { figuresOf, targets, timesTable } from './medusa-figures.ts';
import { isMet } from './report.ts';

const times = (...pairs: readonly (readonly [payLaterMs: number, systemMs: number])[]) => ({
  medusaVersion: '2',
  faults: [],
  pairs: pairs.map(([payLaterMs, systemMs]) => ({ payLaterMs, systemMs })),
});

describe('the figures of bench:medusa', () => {
  it('what pay-later adds is the median of the pairs, so that a slow moment counts for both', () => {
    const figures = figuresOf(times([130, 100], [640, 600], [150, 100]));
    expect(figures['medusa_added_ms']).toBe(40);
  });

  it('sixty milliseconds are the limit', () => {
    const [target] = targets;
    if (!target) throw new Error('There is no target.');
    expect(isMet(target, figuresOf(times([160, 100])))).toBe(true);
    expect(isMet(target, figuresOf(times([161, 100])))).toBe(false);
    expect(isMet(target, figuresOf(times()))).toBe(false);
  });

  it('the table shows both and the difference', () => {
    expect(timesTable(times([130, 100]))).toMatch(/what it adds +\| +30\.0/);
  });
});
