import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './source-tree.ts';
import { addCounts, type Counts, countStep, countTests, failuresOf, lastLine, type TestReport } from './test-report.ts';

const reportFile = join(root, '.cache', 'test-report.json');
const medusaReportFile = join(root, '.cache', 'medusa-test-report.json');
const medusaShop = join(root, 'examples', 'medusa-shop');
const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;

type Step = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly count: (exitCode: number) => Counts;
};

/** Medusa lives in a workspace of its own, with a vitest of its own. */
const medusaSteps: readonly Step[] = [
  {
    name: 'medusa set-up',
    command: ['node', '--disable-warning=ExperimentalWarning', join(medusaShop, 'run', 'prepare.ts')],
    count: countStep,
  },
  { name: 'medusa types', command: ['tsc', '-p', join(medusaShop, 'tsconfig.check.json')], count: countStep },
  { name: 'medusa panel', command: ['tsc', '-p', join(root, 'packages', 'adapter-medusa', 'src', 'admin')], count: countStep },
  {
    name: 'medusa',
    command: [
      join(medusaShop, 'node_modules', '.bin', 'vitest'),
      'run',
      '--maxWorkers=2',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${medusaReportFile}`,
    ],
    cwd: medusaShop,
    count: (exitCode) => countTests(readReport(medusaReportFile), exitCode),
  },
];

const given = process.argv.slice(2);

/** Everything that must hold before a change lands; what is given on the command line goes to vitest, and Medusa is left out then. */
const steps: readonly Step[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'], count: countStep },
  { name: 'lint', command: ['oxlint', '--deny-warnings', '.'], count: countStep },
  { name: 'types', command: ['tsc', '-p', '.'], count: countStep },
  { name: 'widget', command: ['tsc', '-p', 'packages/widget'], count: countStep },
  { name: 'shopify', command: ['tsc', '-p', 'packages/adapter-shopify/extensions'], count: countStep },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...given],
    count: (exitCode) => countTests(readReport(reportFile), exitCode),
  },
  ...(given.length === 0 ? medusaSteps : []),
];

function readReport(file: string): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  } catch {
    return undefined; // The run ended before it could report.
  }
}

function run({ command: [program, ...parameters], cwd = root }: Step): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd, stdio: 'inherit', env: { ...process.env, PATH: path } });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
}

mkdirSync(join(root, '.cache'), { recursive: true });
for (const file of [reportFile, medusaReportFile]) rmSync(file, { force: true });

const results: { name: string; seconds: string; counts: Counts }[] = [];
for (const step of steps) {
  console.log(`\n▶ ${step.name}`);
  const startedMs = performance.now();
  const exitCode = await run(step);
  results.push({ name: step.name, seconds: ((performance.now() - startedMs) / 1000).toFixed(1), counts: step.count(exitCode) });
}

for (const failure of [reportFile, medusaReportFile].map(readReport).flatMap(failuresOf)) console.log(`\n✗ ${failure}`);
console.log('');
for (const { name, seconds, counts } of results) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${name.padEnd(14)}${seconds.padStart(7)} s   ${lastLine(counts)}${skipped}`);
}
const total = addCounts(results.map(({ counts }) => counts));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(lastLine(total));
