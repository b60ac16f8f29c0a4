import { shown, table } from './table.ts';

/** A goal: a figure that must not be under, or not be over, its limit. */
export type Target = { readonly name: string; readonly title: string; readonly limit: number; readonly direction: 'at least' | 'at most' };

export type Report = {
  readonly bench: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly targets: readonly Target[];
  /** Wrong books, missing rows: a run with faults has met nothing. */
  readonly faults: readonly string[];
  /** What else a reader of the line should know: the anchor, what the figures are not. */
  readonly notes?: Readonly<Record<string, unknown>>;
};

export function isMet({ name, limit, direction }: Target, figures: Report['figures']): boolean {
  const value = figures[name];
  if (value === undefined || Number.isNaN(value)) return false;
  return direction === 'at least' ? value >= limit : value <= limit;
}

/** The table of targets, the faults, and as the last line the same for machines. Answers whether all were met. */
export function printReport({ bench, figures, targets, faults, notes = {} }: Report): boolean {
  const rows = targets.map((target) => [
    target.title,
    shown(figures[target.name]),
    `${target.direction === 'at least' ? '≥' : '≤'} ${target.limit}`,
    figures[target.name] === undefined ? 'not measured' : isMet(target, figures) ? 'met' : 'MISSED',
  ]);
  const met = faults.length === 0 && targets.every((target) => isMet(target, figures));
  console.log(`\n${table(['target', 'figure', 'limit', ''], rows)}\n`);
  for (const fault of faults) console.log(`FAULT: ${fault}`);
  console.log(
    JSON.stringify({
      bench,
      figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))])),
      targets: Object.fromEntries(targets.map(({ name, limit }) => [name, limit])),
      met,
      ...(faults.length > 0 ? { faults } : {}),
      ...notes,
    }),
  );
  return met;
}
