import type { CpuUse } from './cpu.ts';
import type { Target } from './report.ts';
import type { StreamResult } from './shopify-stream.ts';
import type { ShopState } from './processes/shopify-shop.ts';
import { quantile } from './statistics.ts';

/** What was counted when everything had come to rest. */
export type ShopifyCounts = {
  readonly stream: StreamResult;
  /** Seconds of the wall in which the measured webhooks were sent. */
  readonly streamSeconds: number;
  readonly cpu: CpuUse;
  readonly shop: ShopState;
  /** Seconds of the shop's own time, from the first order to the last that came to rest. */
  readonly shopSeconds: number;
  /** Events of the stream that the adapter's inbox has. */
  readonly kept: number;
  readonly parked: number;
  /** Orders at the service. */
  readonly registered: number;
  /** Of the adapter, after a collection: when a fifth was sent, and at the end. */
  readonly heapBytes: { readonly early: number; readonly late: number };
  readonly rssBytes: number;
};

export const targets: readonly Target[] = [
  { name: 'p15_ack_p99_ms', title: 'P15: acknowledgement, 99 of 100 within ms', limit: 100, direction: 'at most' },
  { name: 'p15_lost', title: 'P15: events lost', limit: 0, direction: 'at most' },
  { name: 'converged_share', title: 'orders that came to rest as they must', limit: 1, direction: 'at least' },
  { name: 'throttled_share', title: 'Admin requests refused for want of points', limit: 0.01, direction: 'at most' },
  { name: 'admin_points_per_second', title: 'Admin points per second of the shop', limit: 100, direction: 'at most' },
  { name: 'heap_growth_mb', title: 'heap of the adapter, growth over the run, MB', limit: 16, direction: 'at most' },
];

/** The bucket begins full: what it held is not won by the second. */
const firstBucket = 2_000;

export function figuresOf(counts: ShopifyCounts): Record<string, number> {
  const { stream, shop, heapBytes } = counts;
  const { actual, throttled, calls } = shop.costs;
  return {
    webhooks: stream.sent,
    webhooks_per_second: stream.sent / counts.streamSeconds,
    duplicates: stream.sent - stream.taken.size,
    p15_ack_p50_ms: quantile(stream.latenciesMs, 0.5),
    p15_ack_p99_ms: quantile(stream.latenciesMs, 0.99),
    p15_ack_max_ms: Math.max(...stream.latenciesMs),
    p15_lost: stream.taken.size - counts.kept,
    orders: shop.orders,
    converged_share: shop.orders === 0 ? 0 : shop.converged / shop.orders,
    admin_points_per_order: actual / Math.max(1, shop.orders),
    admin_calls_per_order: calls / Math.max(1, shop.orders),
    admin_points_per_second: Math.max(0, actual - firstBucket) / counts.shopSeconds,
    throttled_share: throttled / Math.max(1, calls + throttled),
    heap_mb: heapBytes.late / 1e6,
    heap_growth_mb: (heapBytes.late - heapBytes.early) / 1e6,
    rss_mb: counts.rssBytes / 1e6,
    ...cpuFigures(counts),
  };
}

/** What one webhook cost each part, its share of the looks included, and how much of the machine others had. */
function cpuFigures({ cpu, stream }: ShopifyCounts): Record<string, number> {
  const perWebhook = Object.entries(cpu.byPart).map(([part, usedMs]) => [`cpu_ms_${part}`, usedMs / Math.max(1, stream.sent)] as const);
  return { ...Object.fromEntries(perWebhook), foreign_share: cpu.foreignShare };
}

/** What makes the figures worthless, in words. */
export function faultsOf({ stream, shop, kept, parked, registered }: ShopifyCounts): string[] {
  const refused = Object.entries(stream.answers).filter(([answer]) => answer !== '200');
  return [
    ...refused.map(([answer, count]) => `${count} deliveries were answered with ${answer}`),
    ...(kept === stream.taken.size ? [] : [`${stream.taken.size} events were acknowledged, ${kept} are kept`]),
    ...(shop.converged === shop.orders ? [] : [`${shop.orders - shop.converged} of ${shop.orders} orders did not come to rest`]),
    ...(parked === 0 ? [] : [`${parked} orders were given up`]),
    ...(registered === shop.orders ? [] : [`${shop.orders} orders in the shop, ${registered} at the service`]),
  ];
}
