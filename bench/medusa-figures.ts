import type { Report, Target } from './report.ts';
import { median, quantile } from './statistics.ts';
import { shown, table } from './table.ts';

/** Milliseconds that completing a cart took, for two carts of the same content. */
export type Pair = { readonly payLaterMs: number; readonly systemMs: number };

/** What examples/medusa-shop/run/measure.ts writes. */
export type MedusaTimes = { readonly medusaVersion: string; readonly pairs: readonly Pair[]; readonly faults: readonly string[] };

export const targets: readonly Target[] = [
  { name: 'medusa_added_ms', title: 'complete-cart: what pay-later adds, median ms', limit: 60, direction: 'at most' },
];

const addedMs = (pairs: readonly Pair[]) => pairs.map(({ payLaterMs, systemMs }) => payLaterMs - systemMs);

export function figuresOf({ pairs }: MedusaTimes): Report['figures'] {
  return {
    medusa_added_ms: median(addedMs(pairs)),
    pay_later_ms: median(pairs.map(({ payLaterMs }) => payLaterMs)),
    system_ms: median(pairs.map(({ systemMs }) => systemMs)),
  };
}

export function timesTable({ pairs }: MedusaTimes): string {
  const row = (name: string, values: readonly number[]) => [name, ...[0.5, 0.1, 0.9].map((share) => shown(quantile(values, share)))];
  return table(
    ['complete-cart, ms', 'median', '10 %', '90 %'],
    [
      row(
        'system provider',
        pairs.map(({ systemMs }) => systemMs),
      ),
      row(
        'pay later',
        pairs.map(({ payLaterMs }) => payLaterMs),
      ),
      row('what it adds', addedMs(pairs)),
    ],
  );
}
