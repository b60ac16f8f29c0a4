import type { Slice } from './driver.ts';
import type { Target } from './report.ts';
import type { Stage } from './stage.ts';
import { median, type Spread, spreadOf } from './statistics.ts';
import { percent, shown, table } from './table.ts';

/** The slices of every candidate at every number of connections, in the order of their rounds. */
export type Results = Map<`${number}/${string}`, Slice[]>;

/** The goals of the project, each a ratio within this run. */
export const targets: readonly Target[] = [
  { name: 'p1_ratio_8', title: 'P1 orders/s ÷ pgbench -N, 8 connections', limit: 0.5, direction: 'at least' },
  { name: 'p1_ratio_32', title: 'P1 orders/s ÷ pgbench -N, 32 connections', limit: 1, direction: 'at least' },
  { name: 'p1_ratio_64', title: 'P1 orders/s ÷ pgbench -N, 64 connections', limit: 1.3, direction: 'at least' },
  { name: 'p2_p50_ratio_1', title: 'P2 p50 ÷ p50 of its statements alone, 1 connection', limit: 1.6, direction: 'at most' },
  { name: 'p2_p99_ms_8', title: 'P2 p99 in ms, 8 connections', limit: 25, direction: 'at most' },
  { name: 'p2_p99_ratio_32', title: 'P2 p99 ÷ mean of pgbench -N, 32 connections', limit: 3, direction: 'at most' },
  { name: 'p3_cpu_ratio_64', title: 'P3 CPU per order ÷ CPU per -N transaction, 64 connections', limit: 1.2, direction: 'at most' },
  {
    name: 'p11_ratio_32',
    title: 'P11 orders/s on PGlite (not power-loss durable) ÷ pgbench -N, 32 connections',
    limit: 0.4,
    direction: 'at least',
  },
];

const noisyShare = 0.1;
const fewestQuietRounds = 3;

const anchor = 'pgbench -N';

/** Rounds in which others used more than a tenth of the machine are left out, while enough are left. */
function quietRounds(results: Results, connections: number): number[] {
  const slices = [...results].filter(([key]) => key.startsWith(`${connections}/`)).map(([, list]) => list);
  const rounds = Array.from({ length: Math.max(0, ...slices.map((list) => list.length)) }, (_, round) => round);
  const quiet = rounds.filter((round) => slices.every((list) => (list[round]?.cpu.foreignShare ?? 0) <= noisyShare));
  return quiet.length >= fewestQuietRounds ? quiet : rounds;
}

/** One value per round, of those rounds in which everything it needs was measured. */
function perRound(
  results: Results,
  [connections, names]: readonly [number, readonly string[]],
  value: (...slices: Slice[]) => number,
): number[] {
  return quietRounds(results, connections).flatMap((round) => {
    const slices = names.map((name) => results.get(`${connections}/${name}`)?.[round]);
    return slices.every((slice) => slice !== undefined) ? [value(...slices)] : [];
  });
}

const rate = (slice: Slice | undefined) => slice?.counted.perSecond ?? Number.NaN;

function rateRatios(results: Results, connections: number, name: string): number[] {
  return perRound(results, [connections, [name, anchor]], (ours, theirs) => rate(ours) / rate(theirs));
}

/** CPU of these parts for each order or transaction. */
function cpuMicros(slice: Slice | undefined, ...parts: readonly string[]): number {
  if (!slice) return Number.NaN;
  const usedMs = parts.reduce((sum, part) => sum + (slice.cpu.byPart[part] ?? Number.NaN), 0);
  return (usedMs * 1_000) / (slice.counted.perSecond * slice.seconds);
}

export function figuresOf(results: Results): Record<string, number> {
  const figures: Record<string, number> = {
    ...Object.fromEntries([8, 32, 64].map((count) => [`p1_ratio_${count}`, median(rateRatios(results, count, 'server'))])),
    ...Object.fromEntries([8, 32].map((count) => [`naive_ratio_${count}`, median(rateRatios(results, count, 'naive'))])),
    ...Object.fromEntries([8, 32, 64].map((count) => [`http_alone_ratio_${count}`, median(rateRatios(results, count, 'HTTP alone'))])),
    ...Object.fromEntries([8, 32, 64].map((count) => [`secrets_ratio_${count}`, median(rateRatios(results, count, 'HTTP and secrets'))])),
    p2_p50_ratio_1: median(
      perRound(results, [1, ['server', 'statements']], (ours, bare) => (ours?.counted.p50Ms ?? NaN) / (bare?.counted.p50Ms ?? NaN)),
    ),
    p2_p99_ms_8: median(perRound(results, [8, ['server']], (ours) => ours?.counted.p99Ms ?? NaN)),
    p2_p99_ratio_32: median(
      perRound(results, [32, ['server', anchor]], (ours, theirs) => (ours?.counted.p99Ms ?? NaN) / (theirs?.counted.meanMs ?? NaN)),
    ),
    p3_cpu_ratio_64: median(
      perRound(results, [64, ['server', anchor]], (ours, theirs) => cpuMicros(ours, 'postgres', 'node') / cpuMicros(theirs, 'postgres')),
    ),
    p11_ratio_32: median(rateRatios(results, 32, 'server on PGlite')),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => !Number.isNaN(value)));
}

export function slicesTable(results: Results): string {
  const rows = [...results].map(([key]) => {
    const [count = '', name = ''] = key.split('/');
    const connections = Number(count);
    const of = (value: (slice: Slice | undefined) => number) => shown(median(perRound(results, [connections, [name]], value)));
    return [
      `${count} ${name}`,
      of(rate),
      name === anchor ? '' : spreadShown(spreadOf(rateRatios(results, connections, name))),
      of((slice) => slice?.counted.meanMs ?? NaN),
      of((slice) => slice?.counted.p50Ms ?? NaN),
      of((slice) => slice?.counted.p99Ms ?? NaN),
      of((slice) => cpuMicros(slice, 'postgres')),
      of((slice) => (slice?.cpu.byPart['node'] === undefined ? NaN : cpuMicros(slice, 'node'))),
      of((slice) => cpuMicros(slice, 'load')),
      percent(median(perRound(results, [connections, [name]], (slice) => slice?.cpu.foreignShare ?? NaN))),
    ];
  });
  const cpu = ['PostgreSQL', 'Node', 'load'].map((part) => `µs CPU ${part}`);
  return table(['connections', 'per second', '÷ pgbench -N (10–90 %)', 'mean ms', 'p50', 'p99', ...cpu, 'foreign CPU'], rows);
}

function spreadShown({ median: middle, low, high }: Spread): string {
  return Number.isNaN(middle) ? '–' : `${shown(middle)} (${shown(low)}–${shown(high)})`;
}

/** What the line for machines says besides its figures. */
export function notesOf(results: Results, { anchor: found, postgres }: Stage): Record<string, unknown> {
  const measured = Math.max(0, ...[...results.values()].map((list) => list.length));
  const counts = [...new Set([...results.keys()].map((key) => Number(key.split('/')[0])))];
  return {
    anchor: found ? `pgbench ${found.version} -N -M prepared` : 'none',
    postgres: { version: postgres.version, fsync: postgres.fsync, synchronous_commit: postgres.synchronousCommit },
    rounds: measured,
    dropped_rounds: Object.fromEntries(counts.map((count) => [count, measured - quietRounds(results, count).length])),
    p11: 'not power-loss durable: PGlite never calls fsync',
  };
}
