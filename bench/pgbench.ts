import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { promisify } from 'node:util';
import type { Driver } from './driver.ts';
import { rowsOf } from './postgres.ts';

export type Pgbench = { readonly version: string; readonly driver: Driver };

/** Rows of pgbench_accounts are 100,000 times this. */
const scale = 10;

/** pgbench on PATH, or where Debian keeps it; undefined when the machine has none. */
export function findPgbench(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'pgbench'));
  const beside = globSync('/usr/lib/postgresql/*/bin/pgbench').toSorted().toReversed();
  return [...onPath, ...beside].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Makes pgbench's tables and answers its `-N` as something that can be run in slices. */
export async function preparePgbench(program: string, url: string): Promise<Pgbench> {
  const run = promisify(execFile);
  const { stdout } = await run(program, ['--version']);
  await run(program, ['--initialize', '--quiet', `--scale=${scale}`, url]);
  // Cleaning up after its updates takes a second of CPU, and would fall into whatever is measured next.
  const tables = ['pgbench_accounts', 'pgbench_branches', 'pgbench_history', 'pgbench_tellers'];
  await rowsOf(url, tables.map((table) => `alter table ${table} set (autovacuum_enabled = off)`).join('; '));
  return { version: stdout.trim().replace(/^pgbench \(PostgreSQL\) /, ''), driver: createDriver(program, url) };
}

type Progress = { readonly perSecond: number; readonly meanMs: number };

/**
 * Every run of pgbench opens its connections anew, so its first second is left out. Its lines of
 * progress are a second apart, and a slice is whole lines.
 */
function createDriver(program: string, url: string): Driver {
  let child: ChildProcessWithoutNullStreams;
  let lines: Interface;
  let progress: Progress[] = [];
  let marked: number[] = [];
  return {
    async begin(connections) {
      const threads = Math.min(connections, availableParallelism());
      child = spawn(program, ['-N', '-n', '-M', 'prepared', '-c', `${connections}`, '-j', `${threads}`, '-T', '3600', '-P', '1', url]);
      lines = createInterface({ input: child.stderr });
      progress = [];
      marked = [];
      lines.on('line', (line) => {
        const found = readProgress(line);
        if (found) progress.push(found);
      });
      await nextProgress();
    },
    async mark() {
      // The second mark waits for the line that ends its second.
      if (marked.length > 0) await nextProgress();
      marked.push(progress.length);
    },
    async end() {
      child.kill('SIGINT');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return { answers: {}, counted: countedIn(progress.slice(marked[0], marked[1])) };
    },
  };

  async function nextProgress(): Promise<void> {
    const seen = progress.length;
    while (progress.length === seen) {
      const [ended] = await Promise.race([once(lines, 'line').then(() => [false]), once(child, 'exit').then(() => [true])]);
      if (ended) throw new Error('pgbench ended before its slice did');
    }
  }
}

/** `progress: 2.0 s, 7512.3 tps, lat 1.064 ms stddev 0.487, 0 failed` */
function readProgress(line: string): Progress | undefined {
  const [, perSecond, meanMs] = /^progress: [\d.]+ s, ([\d.]+) tps, lat ([\d.]+) ms/.exec(line) ?? [];
  return perSecond === undefined ? undefined : { perSecond: Number(perSecond), meanMs: Number(meanMs) };
}

function countedIn(progress: readonly Progress[]) {
  const done = progress.reduce((sum, { perSecond }) => sum + perSecond, 0);
  const waitedMs = progress.reduce((sum, { perSecond, meanMs }) => sum + perSecond * meanMs, 0);
  // pgbench reports means only; its percentiles would need a log line for each transaction.
  return { perSecond: done / progress.length, meanMs: waitedMs / done, p50Ms: Number.NaN, p99Ms: Number.NaN };
}
