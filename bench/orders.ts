import { emptyBooks, findFaults } from './books.ts';
import { createCpuMeter } from './cpu.ts';
import { runSlice, type Slice } from './driver.ts';
import { machineLine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { figuresOf, notesOf, type Results, slicesTable, targets } from './orders-figures.ts';
import { printReport } from './report.ts';
import { type Candidate, openStage, type Stage } from './stage.ts';

type Plan = {
  readonly connections: readonly number[];
  /** At how many connections the embedded database is measured, too. */
  readonly pgliteAt: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
};

const fullPlan = { connections: [1, 8, 32, 64], pgliteAt: 32, seconds: 2, warmUpSeconds: 20 };
const quickPlan = { connections: [8], pgliteAt: 8, seconds: 0.3, warmUpSeconds: 0.2 };

/** Registration and screening by HTTP against `pgbench -N` on the same PostgreSQL (goals P1, P2, P3, P11). */
export async function benchOrders(options: BenchOptions): Promise<boolean> {
  const plan: Plan = { ...(options.quick ? quickPlan : fullPlan), rounds: options.rounds };
  const stage = await openStage(options);
  try {
    printHeader(stage);
    const { results, faults } = await measure(stage, { ...plan, connections: options.connections ?? plan.connections });
    if (stage.postgres.fsync !== 'on')
      faults.push('fsync is off on this PostgreSQL: what it commits may be lost, so its figures are not shown');
    console.log(slicesTable(results));
    const figures = stage.postgres.fsync === 'on' ? figuresOf(results) : {};
    return printReport({ bench: 'orders', figures, targets, faults, notes: notesOf(results, stage) });
  } finally {
    await stage.close();
  }
}

function printHeader({ postgres, anchor }: Stage): void {
  console.log(machineLine());
  console.log(`PostgreSQL ${postgres.version}, fsync ${postgres.fsync}, synchronous_commit ${postgres.synchronousCommit}`);
  console.log(`anchor: ${anchor ? `pgbench ${anchor.version} -N -M prepared` : 'none (no pgbench on this machine)'}\n`);
}

type Measured = { readonly results: Results; readonly faults: string[] };

async function measure(stage: Stage, { connections, pgliteAt, rounds, seconds, warmUpSeconds }: Plan): Promise<Measured> {
  const measured: Measured = { results: new Map(), faults: [] };
  const warm = new Set<Candidate>();
  for (const count of connections) {
    const pglite = count === pgliteAt ? await stage.openPglite() : undefined;
    const candidates = [...candidatesAt(count, stage), ...(pglite ? [pglite] : [])];
    for (const candidate of candidates.filter((each) => !warm.has(each))) {
      await slice(candidate, { connections: Math.max(count, 8), seconds: warmUpSeconds, stage }, measured.faults);
      warm.add(candidate);
    }
    for (let round = 0; round < rounds; round += 1) {
      process.stderr.write(`${count} connections, round ${round + 1} of ${rounds}\n`);
      for (const candidate of round % 2 === 0 ? candidates : candidates.toReversed()) {
        const key = `${count}/${candidate.name}` as const;
        const found = await slice(candidate, { connections: count, seconds, stage }, measured.faults);
        measured.results.set(key, [...(measured.results.get(key) ?? []), found]);
      }
    }
    await pglite?.close();
  }
  return measured;
}

/** The anchor stands beside every other, so that each round pairs with it. */
function candidatesAt(connections: number, { server, anchor, naive, httpAlone, httpAndSecrets, statements }: Stage): Candidate[] {
  return [
    server,
    ...(anchor ? [anchor] : []),
    ...(connections === 1 ? [statements] : []),
    ...(connections === 8 || connections === 32 ? [naive] : []),
    ...(connections > 1 ? [httpAlone, httpAndSecrets] : []),
  ];
}

type SliceRun = { readonly connections: number; readonly seconds: number; readonly stage: Stage };

async function slice(candidate: Candidate, { connections, seconds, stage }: SliceRun, faults: string[]): Promise<Slice> {
  await stage.postgres.settle();
  const meter = createCpuMeter(() => ({ postgres: stage.postgres.pid, node: candidate.pid, load: stage.load.pid }));
  const measured = await runSlice(candidate.driver, { connections, seconds, meter });
  if (candidate.sql) {
    const found = await findFaults(candidate.sql, measured.answers);
    faults.push(...found.map((fault) => `${candidate.name} at ${connections} connections: ${fault}`));
    await emptyBooks(candidate.sql);
  }
  return measured;
}
