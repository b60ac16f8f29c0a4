import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Answered } from './http/application.ts';
import type { WebhookNotice } from '../modules/webhooks/model.ts';
import type { ParkedCount } from './parked-counts.ts';

export type Metrics = {
  readonly answered: (answered: Answered) => void;
  readonly fault: (at: string) => void;
  readonly webhook: (notice: Pick<WebhookNotice, 'status' | 'problem' | 'ms'>) => void;
  /** Where to ask, at every look, how much work is set aside. */
  readonly watchParked: (count: () => Promise<readonly ParkedCount[]>) => void;
  readonly text: () => Promise<Response>;
};

/** What a dashboard counts. Routes are counted by their pattern, so that ids make no new series. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const faults = new Counter({
    name: 'faults_total',
    help: 'Errors nobody foresaw, by where they happened',
    labelNames: ['at'],
    registers: [registry],
  });
  const attempts = new Histogram({
    name: 'webhook_attempt_duration_seconds',
    help: "Time of one attempt to deliver a webhook, by the class of the receiver's status or by what went wrong",
    labelNames: ['outcome'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    registers: [registry],
  });
  const parked = parkedGauge(registry);
  return {
    watchParked: parked.watch,
    webhook: ({ status, problem, ms }) =>
      attempts.observe({ outcome: problem ?? `${String(Math.floor((status ?? 0) / 100))}xx` }, ms / 1_000),
    answered: ({ method, route, status, ms }) => seconds.observe({ method, route, status: String(status) }, ms / 1_000),
    fault: (at) => faults.inc({ at: at.startsWith('req_') ? 'request' : at }),
    text: async () => new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } }),
  };
}

/** Asked for when it is looked at: other processes park work, too. */
function parkedGauge(registry: Registry): { readonly watch: Metrics['watchParked'] } {
  let count: () => Promise<readonly ParkedCount[]> = async () => [];
  const gauge = new Gauge({
    name: 'parked_work',
    help: 'Work that failed, by mode and task: tried again by itself (waits_for="retry"), or not before a person says so ("person")',
    labelNames: ['mode', 'task', 'waits_for'],
    registers: [registry],
    async collect() {
      gauge.reset();
      // A database that is away must not take the other figures with it.
      for (const { mode, task, retrying, waiting } of await count().catch(() => [])) {
        gauge.set({ mode, task, waits_for: 'retry' }, retrying);
        gauge.set({ mode, task, waits_for: 'person' }, waiting);
      }
    },
  });
  return { watch: (wanted) => (count = wanted) };
}
