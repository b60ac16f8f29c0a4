import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';
import type { ParkedCount } from './parked-counts.ts';

const linesOf = async (metrics: ReturnType<typeof createMetrics>, name: string) =>
  (await (await metrics.text()).text()).split('\n').filter((line) => line.startsWith(`${name}{`));

describe('the figures of /metrics', () => {
  it('tell at every look how much work is set aside, and whether it waits for a person', async () => {
    const metrics = createMetrics();
    let counts: ParkedCount[] = [{ mode: 'live', task: 'invoicing.issue', retrying: 2, waiting: 1 }];
    metrics.watchParked(async () => counts);
    expect(await linesOf(metrics, 'parked_work')).toEqual([
      'parked_work{mode="live",task="invoicing.issue",waits_for="retry"} 2',
      'parked_work{mode="live",task="invoicing.issue",waits_for="person"} 1',
    ]);
    counts = [];
    expect(await linesOf(metrics, 'parked_work')).toEqual([]);
  });

  it('are there, but for that one, when the database does not answer', async () => {
    const metrics = createMetrics();
    metrics.watchParked(() => Promise.reject(new Error('away')));
    metrics.fault('tick');
    expect(await linesOf(metrics, 'faults_total')).toEqual(['faults_total{at="tick"} 1']);
    expect(await linesOf(metrics, 'parked_work')).toEqual([]);
  });
});
