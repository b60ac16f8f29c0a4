import type { Slice } from './driver.ts';
import type { Target } from './report.ts';
import { median, spreadOf } from './statistics.ts';
import { percent, shown, table } from './table.ts';

/** The slices of every client at each number of calls at a time, in the order of their rounds. */
export type SdkResults = Map<`${number}/${string}`, Slice[]>;

export type Size = { readonly name: string; readonly gzipBytes: number };

/** The goals of the project, each a ratio within this run. */
export const targets: readonly Target[] = [
  { name: 'p10_ky_ratio_1', title: 'P10 ours ÷ ky alone, 1 call at a time', limit: 0.95, direction: 'at least' },
  { name: 'p10_ky_ratio_16', title: 'P10 ours ÷ ky alone, 16 calls at a time', limit: 0.95, direction: 'at least' },
  { name: 'p10_node_ratio_1', title: 'P10 nodeTransport() ÷ raw fetch, 1 call at a time', limit: 1.8, direction: 'at least' },
  { name: 'p10_node_ratio_16', title: 'P10 nodeTransport() ÷ raw fetch, 16 calls at a time', limit: 2.5, direction: 'at least' },
];

const noisyShare = 0.1;
const fewestQuietRounds = 3;

/** Rounds in which others used more than a tenth of the machine are left out, while enough are left. */
function quietRounds(results: SdkResults, calls: number): number[] {
  const slices = [...results].filter(([key]) => key.startsWith(`${calls}/`)).map(([, list]) => list);
  const rounds = Array.from({ length: Math.max(0, ...slices.map((list) => list.length)) }, (_, round) => round);
  const quiet = rounds.filter((round) => slices.every((list) => (list[round]?.cpu.foreignShare ?? 0) <= noisyShare));
  return quiet.length >= fewestQuietRounds ? quiet : rounds;
}

function ratios(results: SdkResults, calls: number, [name, anchor]: readonly [string, string]): number[] {
  return quietRounds(results, calls).flatMap((round) => {
    const [ours, theirs] = [name, anchor].map((one) => results.get(`${calls}/${one}`)?.[round]);
    return ours && theirs ? [ours.counted.perSecond / theirs.counted.perSecond] : [];
  });
}

export function figuresOf(results: SdkResults, sizes: readonly Size[]): Record<string, number> {
  const figures: Record<string, number> = Object.fromEntries([
    ...[1, 16].flatMap((calls) => [
      [`p10_ky_ratio_${calls}`, median(ratios(results, calls, ['ours', 'ky alone']))],
      [`p10_node_ratio_${calls}`, median(ratios(results, calls, ['ours, nodeTransport()', 'raw fetch']))],
      [`fetch_ratio_${calls}`, median(ratios(results, calls, ['ours', 'raw fetch']))],
      [`without_ky_ratio_${calls}`, median(ratios(results, calls, ['ours without ky', 'raw fetch']))],
    ]),
    ...sizes.map(({ name, gzipBytes }) => [`kb_${name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}`, gzipBytes / 1_000]),
  ]);
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => !Number.isNaN(value)));
}

/** CPU of the process that calls, for each call. */
function cpuMicros({ cpu, counted, seconds }: Slice): number {
  return (((cpu.byPart['client'] ?? Number.NaN) - (cpu.byPart['server'] ?? 0)) * 1_000) / (counted.perSecond * seconds);
}

export function slicesTable(results: SdkResults): string {
  const rows = [...results].map(([key, slices]) => {
    const [count = '', name = ''] = key.split('/', 1).concat(key.slice(key.indexOf('/') + 1));
    const calls = Number(count);
    const quiet = quietRounds(results, calls).flatMap((round) => slices[round] ?? []);
    const of = (value: (slice: Slice) => number) => shown(median(quiet.map(value)));
    const against = (anchor: string) => (name === anchor ? '' : spreadShown(ratios(results, calls, [name, anchor])));
    return [
      `${count} ${name}`,
      of(({ counted }) => counted.perSecond),
      against('raw fetch'),
      against('ky alone'),
      of(({ counted }) => counted.p50Ms),
      of(({ counted }) => counted.p99Ms),
      of(cpuMicros),
      percent(median(quiet.map(({ cpu }) => cpu.foreignShare))),
    ];
  });
  const ratio = ['÷ raw fetch (10–90 %)', '÷ ky alone (10–90 %)'];
  return table(['calls at a time', 'per second', ...ratio, 'p50 ms', 'p99 ms', 'µs CPU', 'foreign CPU'], rows);
}

function spreadShown(values: readonly number[]): string {
  const { median: middle, low, high } = spreadOf(values);
  return Number.isNaN(middle) ? '–' : `${shown(middle)} (${shown(low)}–${shown(high)})`;
}

export function sizesTable(sizes: readonly Size[]): string {
  return table(
    ['bundle for a browser, minified', 'KB gzip'],
    sizes.map(({ name, gzipBytes }) => [name, (gzipBytes / 1_000).toFixed(1)]),
  );
}

/** What the line for machines says besides its figures. */
export function notesOf(results: SdkResults, { areAnchorsInstalled }: { readonly areAnchorsInstalled: boolean }): Record<string, unknown> {
  const measured = Math.max(0, ...[...results.values()].map((list) => list.length));
  return {
    rounds: measured,
    dropped_rounds: Object.fromEntries([1, 16].map((calls) => [calls, measured - quietRounds(results, calls).length])),
    anchors: areAnchorsInstalled ? 'installed' : 'not installed: stripe, openapi-fetch and @medusajs/js-sdk are not measured',
    not_measured: '@mollie/api-client speaks https only, so only its size is shown',
  };
}
