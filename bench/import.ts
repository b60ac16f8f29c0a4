import { readFileSync } from 'node:fs';
import { createClient } from '@atobarai/sdk';
import { emptyBooks, findFaults } from './books.ts';
import { machineLine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { ordersFile } from './orders-file.ts';
import { openPostgresServer, type Postgres, rowsOf } from './postgres.ts';
import { printReport, type Target } from './report.ts';
import { startServer } from './stage.ts';
import { median } from './statistics.ts';
import { shown, table } from './table.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The goals of the project, each a ratio within this run. */
const targets: readonly Target[] = [
  { name: 'p5_ratio', title: 'P5 orders imported ÷ as many plain rows inserted', limit: 25, direction: 'at most' },
  { name: 'p5_peak_ratio', title: 'P5 peak memory ÷ that at a tenth of the orders', limit: 1.2, direction: 'at most' },
];

type Import = { readonly orders: number; readonly seconds: number; readonly peakMegabytes: number; readonly faults: readonly string[] };
type Round = { readonly plainSeconds: number; readonly small: Import; readonly large: Import };

const mostRounds = 3;
const patienceMs = 600_000;
const fileLimitBytes = 256 * 1024 * 1024;

/** CSV orders to screened and stored, against plain rows in the same run (goal P5). */
export async function benchImport({ quick, rounds, postgresUrl, profileFolder }: BenchOptions): Promise<boolean> {
  const orders = quick ? 1_000 : 100_000;
  const postgres = await openPostgresServer(postgresUrl);
  const dataDir = temporaryFolder();
  try {
    console.log(machineLine());
    console.log(`PostgreSQL ${postgres.version}, fsync ${postgres.fsync}, synchronous_commit ${postgres.synchronousCommit}\n`);
    const done: Round[] = [];
    for (let round = 1; round <= Math.min(rounds, mostRounds); round += 1) {
      process.stderr.write(`round ${round}\n`);
      const small = await importOrders(postgres, { orders: orders / 10, dataDir });
      const before = await insertPlainRows(postgres.url, orders);
      const large = await importOrders(postgres, { orders, dataDir, profileFolder });
      const after = await insertPlainRows(postgres.url, orders);
      done.push({ plainSeconds: (before + after) / 2, small, large });
    }
    console.log(table(['', 'seconds', 'per second', 'peak MB'], tableOf(done)));
    return printReport({
      bench: 'import',
      figures: {
        p5_ratio: median(done.map(({ large, plainSeconds }) => large.seconds / plainSeconds)),
        p5_peak_ratio: median(done.map(({ large, small }) => large.peakMegabytes / small.peakMegabytes)),
      },
      targets,
      faults: done.flatMap(({ small, large }) => [...small.faults, ...large.faults]),
      notes: { orders, rounds: done.length, orders_per_second: Math.round(orders / median(done.map(({ large }) => large.seconds))) },
    });
  } finally {
    await postgres.close();
  }
}

function tableOf(done: readonly Round[]): string[][] {
  const rowOf = (name: string, count: number, { seconds, peak }: { seconds: number[]; peak?: number[] }) => [
    `${count.toLocaleString('en-US')} ${name}`,
    shown(median(seconds)),
    shown(count / median(seconds)),
    peak ? shown(median(peak)) : '',
  ];
  const imported = (['small', 'large'] as const).map((size) => {
    const imports = done.map((round) => round[size]);
    const measured = { seconds: imports.map((each) => each.seconds), peak: imports.map((each) => each.peakMegabytes) };
    return rowOf('orders', imports[0]?.orders ?? 0, measured);
  });
  return [...imported, rowOf('plain rows', done[0]?.large.orders ?? 0, { seconds: done.map((round) => round.plainSeconds) })];
}

/** The least that storing so many things can cost: one statement, one table, a key. */
async function insertPlainRows(url: string, count: number): Promise<number> {
  await rowsOf(url, 'create table if not exists plain_rows (id bigint primary key, amount bigint not null, note text not null)');
  const startedMs = performance.now();
  await rowsOf(url, `insert into plain_rows select n, n % 50000, 'order ' || n from generate_series(1, ${count}) n`);
  const seconds = (performance.now() - startedMs) / 1_000;
  await rowsOf(url, 'drop table plain_rows');
  return seconds;
}

type ImportRun = { readonly orders: number; readonly dataDir: string; readonly profileFolder?: string | undefined };

/** One file through a server that has done nothing before, so that its peak is this file's. */
async function importOrders(postgres: Postgres, { orders, dataDir, profileFolder }: ImportRun): Promise<Import> {
  const settings = { DATA_DIR: dataDir, DATABASE_URL: postgres.url, IMPORT_LIMIT_BYTES: String(fileLimitBytes) };
  const server = await startServer(settings, profileFolder);
  try {
    const client = createClient({ apiKey: server.key, baseUrl: `http://127.0.0.1:${server.port}`, timeoutMs: patienceMs, retry: false });
    const startedMs = performance.now();
    const { id } = await client.imports.create({ kind: 'orders' }, ordersFile(orders));
    const { status, accepted } = await client.imports.waitFor(id, { everyMs: 50, atMostMs: patienceMs });
    const seconds = (performance.now() - startedMs) / 1_000;
    const missing = status === 'completed' && accepted === orders ? [] : [`${status}: ${accepted} of ${orders} orders accepted`];
    const faults = [...missing, ...(await findFaults(server.sql, { '201': accepted }))];
    return { orders, seconds, peakMegabytes: peakOf(server.child.pid), faults };
  } finally {
    await emptyBooks(server.sql);
    await server.child.stop();
  }
}

/** The most memory a process has ever held; only Linux tells. */
function peakOf(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return Number(kilobytes) / 1_024;
  } catch {
    return Number.NaN;
  }
}
