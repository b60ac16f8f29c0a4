import type { Target } from './report.ts';
import { median, quantile, spreadOf } from './statistics.ts';
import { percent, shown, table } from './table.ts';
import type { Interaction, Shown } from './widget-browser.ts';
import { econtext, type SizeRow } from './widget-bundles.ts';
import type { FirstPaint } from './widget-pages.ts';

/** Something measured, and how much of the machine others used meanwhile. */
export type Measured<T> = { readonly value: T; readonly foreignShare: number };

/** One load of each; none of Adyen's where that is not installed. */
export type Turn = Readonly<Partial<Record<Shown, FirstPaint>>>;

/** What was told of the interactions of one visit to the page. */
export type Visit = Readonly<Record<Interaction, readonly number[]>>;

export type WidgetResults = {
  readonly sizes: readonly SizeRow[];
  readonly turns: readonly Measured<Turn>[];
  readonly visits: readonly Measured<Visit>[];
};

/** The goals of the project: bytes after gzip, and ratios within this run. */
export const targets: readonly Target[] = [
  { name: 'p8_element_kib', title: 'P8 element in two languages, KiB gzip', limit: 15, direction: 'at most' },
  { name: 'p8_style_kib', title: 'P8 its style, KiB gzip', limit: 2.5, direction: 'at most' },
  { name: 'p8_loader_kib', title: 'P8 loader, KiB gzip', limit: 1.8, direction: 'at most' },
  { name: 'p8_ratio', title: 'P8 element ÷ Adyen Econtext, gzip', limit: 0.25, direction: 'at most' },
  { name: 'p9_mount_ratio', title: 'P9 mount to usable ÷ Adyen Econtext', limit: 0.25, direction: 'at most' },
  { name: 'paint_ratio', title: 'script start to first usable paint ÷ Adyen Econtext', limit: 0.5, direction: 'at most' },
  { name: 'inp_ms', title: 'interaction to next paint, ms', limit: 50, direction: 'at most' },
];

const noisyShare = 0.1;
const fewestQuiet = 3;

/** Leaves out what was measured while others used more than a tenth of the machine, while enough is left. */
export function quiet<T>(measured: readonly Measured<T>[]): T[] {
  const undisturbed = measured.filter(({ foreignShare }) => foreignShare <= noisyShare);
  return (undisturbed.length >= fewestQuiet ? undisturbed : measured).map(({ value }) => value);
}

/** What the browser tells of no interaction that is shorter. */
const shortestToldMs = 16;

const ours: readonly Interaction[] = ['quantity', 'method', 'consent'];
const kinds: readonly Interaction[] = ['bare', ...ours];

export function figuresOf({ sizes, ...results }: WidgetResults): Record<string, number> {
  const kib = (name: string) => (sizes.find((row) => row.name === name)?.size.gzip ?? Number.NaN) / 1_024;
  const element = kib('ours: element in two languages');
  const [turns, visits] = [quiet(results.turns), quiet(results.visits)];
  const figures = {
    p8_element_kib: element,
    p8_style_kib: kib('ours: its style'),
    p8_loader_kib: kib('ours: loader'),
    p8_ratio: element / kib(econtext.name),
    p9_mount_ratio: median(ratios(turns, ['ours', mountMs])),
    paint_ratio: median(ratios(turns, ['ours', paintedMs])),
    painted_ms: median(of(turns, ['ours', paintedMs])),
    asking_paint_ratio: median(ratios(turns, ['oursAsking', paintedMs])),
    inp_ms: nextPaintMs(visits, ours),
    ...Object.fromEntries(kinds.map((kind) => [`inp_${kind}_ms`, nextPaintMs(visits, [kind])])),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => !Number.isNaN(value)));
}

/** As Web Vitals count it: the longest of a visit, in three visits of four. */
function nextPaintMs(visits: readonly Visit[], wanted: readonly Interaction[]): number {
  const longest = visits.map((visit) => Math.max(shortestToldMs, ...wanted.flatMap((kind) => visit[kind])));
  return quantile(longest, 0.75);
}

const mountMs = ({ usableMs, loadedMs }: FirstPaint): number => usableMs - loadedMs;
const paintedMs = (paint: FirstPaint): number => paint.paintedMs;

type Time = readonly [Shown, (paint: FirstPaint) => number];

const of = (turns: readonly Turn[], [name, time]: Time): number[] => turns.flatMap(({ [name]: paint }) => (paint ? [time(paint)] : []));

function ratios(turns: readonly Turn[], [name, time]: Time): number[] {
  return turns.flatMap(({ [name]: paint, adyen }) => (paint && adyen ? [time(paint) / time(adyen)] : []));
}

export function sizesTable(sizes: readonly SizeRow[]): string {
  const kib = (bytes: number) => (bytes / 1_024).toFixed(1);
  const anchor = sizes.find(({ name }) => name === econtext.name)?.size.gzip;
  return table(
    ['minified by the same bundler', 'KiB gzip', 'KiB brotli', '÷ Econtext, gzip'],
    sizes.map(({ name, size }) => [name, kib(size.gzip), kib(size.brotli), shown(anchor && size.gzip / anchor)]),
  );
}

const shownNames: Readonly<Record<Shown, string>> = {
  ours: 'ours, answers at hand',
  oursAsking: 'ours, asking a server on this machine',
  adyen: 'adyen-web: Econtext, list at hand',
};

export function paintsTable(results: WidgetResults): string {
  const turns = quiet(results.turns);
  const rows = (Object.keys(shownNames) as Shown[]).map((name) => {
    const middle = (time: (paint: FirstPaint) => number) => shown(median(of(turns, [name, time])));
    const { low, high } = spreadOf(of(turns, [name, paintedMs]));
    return [shownNames[name], middle(({ loadedMs }) => loadedMs), middle(mountMs), middle(paintedMs), `${shown(low)}–${shown(high)}`];
  });
  return table(['processor 4 times slower, median ms', 'load and run', 'mount to usable', 'start to painted', '10–90 %'], rows);
}

export function interactionsTable(results: WidgetResults): string {
  const visits = quiet(results.visits);
  return table(
    ['processor 4 times slower, ms to the next paint', 'longest in 3 visits of 4', 'told of (16 ms and more)'],
    kinds.map((kind) => [
      kind === 'bare' ? 'quantity, without the widget' : kind,
      shown(nextPaintMs(visits, [kind])),
      String(visits.flatMap((visit) => visit[kind]).length),
    ]),
  );
}

/** What the line for machines says of how quiet it was. */
export function notesOf({ turns, visits }: WidgetResults): Record<string, unknown> {
  const foreign = [...turns, ...visits].map(({ foreignShare }) => foreignShare);
  return {
    loads: turns.length,
    visits: visits.length,
    dropped: { loads: turns.length - quiet(turns).length, visits: visits.length - quiet(visits).length },
    foreign_cpu: foreign.length > 0 ? percent(median(foreign)) : 'not known',
  };
}
