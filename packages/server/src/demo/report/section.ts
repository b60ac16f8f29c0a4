import { weekday, type LocalDate } from '../../core/time.ts';
import type { Bilingual } from '../model.ts';

/** A part of the report: a heading and its lines. */
export type Section = { readonly heading: Bilingual; readonly lines: readonly string[] };

export const section = (ja: string, en: string, ...parts: readonly (readonly string[])[]): Section => ({
  heading: { ja, en },
  lines: parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part])),
});

const weekdays = ['日', '月', '火', '水', '木', '金', '土'] as const;

/** 2026-10-11 (日) */
export const dayText = (day: LocalDate): string => `${day} (${weekdays[weekday(day)] ?? ''})`;

export function sumOf<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}

/** Items by key, in the order of the keys. */
export function sortedGroups<T>(items: readonly T[], keyOf: (item: T) => string): (readonly [string, readonly T[]])[] {
  return [...Map.groupBy(items, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A total is worth a line where there is more than one row. */
export const totalOf = <T>(rows: readonly unknown[], total: T): { readonly total?: T } => (rows.length > 1 ? { total } : {});
