import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../tools/source-tree.ts';
import { machineLine } from './machine.ts';
import { figuresOf, type MedusaTimes, targets, timesTable } from './medusa-figures.ts';
import type { BenchOptions } from './options.ts';
import { printReport } from './report.ts';

const pairsOfRound = 20;

/** What a checkout takes longer when it is paid later, beside Medusa's own provider in the same run. */
export async function benchMedusa({ quick, rounds }: BenchOptions): Promise<boolean> {
  // Medusa's packages are a workspace of their own, which this one only ever starts.
  await runShop('prepare.ts', []);
  console.log(`${machineLine()}\n`);
  const said = await runShop('measure.ts', [String(quick ? 2 : rounds * pairsOfRound), String(quick ? 1 : pairsOfRound)]);
  const times = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as MedusaTimes;
  console.log(timesTable(times));
  const notes = { medusa: times.medusaVersion, pairs: times.pairs.length };
  return printReport({ bench: 'medusa', figures: figuresOf(times), targets, faults: times.faults, notes });
}

async function runShop(file: string, given: readonly string[]): Promise<string> {
  const program = join(root, 'examples', 'medusa-shop', 'run', file);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...given], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} failed (${code}): ${said}`);
  return said;
}
