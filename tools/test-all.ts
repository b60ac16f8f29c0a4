import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './source-tree.ts';
import { addCounts, type Counts, countStep, countTests, lastLine, type TestReport } from './test-report.ts';

const reportFile = join(root, '.cache', 'test-report.json');
const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;

type Step = { readonly name: string; readonly command: readonly [string, ...string[]]; readonly count: (exitCode: number) => Counts };

/** Everything that must hold before a change lands; what is given on the command line goes to vitest. */
const steps: readonly Step[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'], count: countStep },
  { name: 'lint', command: ['oxlint', '--deny-warnings', '.'], count: countStep },
  { name: 'types', command: ['tsc', '-p', '.'], count: countStep },
  { name: 'widget', command: ['tsc', '-p', 'packages/widget'], count: countStep },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...process.argv.slice(2)],
    count: (exitCode) => countTests(readReport(), exitCode),
  },
];

function readReport(): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
  } catch {
    return undefined; // The run ended before it could report.
  }
}

function run([program, ...parameters]: Step['command']): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
}

mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(reportFile, { force: true });

const results: { name: string; seconds: string; counts: Counts }[] = [];
for (const step of steps) {
  console.log(`\n▶ ${step.name}`);
  const startedMs = performance.now();
  const exitCode = await run(step.command);
  results.push({ name: step.name, seconds: ((performance.now() - startedMs) / 1000).toFixed(1), counts: step.count(exitCode) });
}

console.log('');
for (const { name, seconds, counts } of results) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${name.padEnd(8)}${seconds.padStart(7)} s   ${lastLine(counts)}${skipped}`);
}
const total = addCounts(results.map(({ counts }) => counts));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(lastLine(total));
