import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageSdk } from '../../../tools/stage-sdk.ts';
import { adapterFolder, medusaProgram, repository, shopFolder } from './places.ts';

// What everything in this folder needs before it can be loaded: the SDK as a built package, the packages of
// Medusa's workspace, and the adapter as a built plugin. Says how long each took.
for (const [name, work] of [
  ['SDK', stageSdk],
  ['packages', install],
  ['plugin', buildPlugin],
] as const) {
  const startedMs = performance.now();
  const done = work();
  console.log(`${name.padEnd(9)}${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s${done ? '' : '   (as it was)'}`);
}

function install(): boolean {
  const lockfile = readFileSync(join(shopFolder, 'pnpm-lock.yaml'), 'utf8');
  const installed = join(shopFolder, 'node_modules', '.installed-lockfile');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lockfile && existsSync(medusaProgram)) return false;
  // pnpm asks before it removes what it did not install in this way; nobody is there to answer.
  run('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'], shopFolder);
  writeFileSync(installed, lockfile);
  return true;
}

function buildPlugin(): boolean {
  const built = join(adapterFolder, '.medusa', 'server');
  const stamp = join(adapterFolder, '.medusa', 'built-from');
  const from = fingerprint();
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return false;
  const program = join(adapterFolder, 'node_modules', '@medusajs', 'cli', 'cli.js');
  run(process.execPath, [program, 'plugin:build'], adapterFolder);
  writeFileSync(stamp, from);
  return true;
}

function fingerprint(): string {
  const files = globSync(['src/**/*.{ts,tsx,json}', 'package.json', 'tsconfig.json'], { cwd: adapterFolder });
  const hash = createHash('sha256').update(readFileSync(join(repository, '.cache', 'packages', 'sdk', 'fingerprint')));
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(adapterFolder, file)));
  return hash.digest('hex');
}

function run(program: string, given: readonly string[], cwd: string): void {
  const environment = { ...process.env, MEDUSA_DISABLE_TELEMETRY: '1', CI: 'true' };
  const { status, stdout, stderr } = spawnSync(program, given, { cwd, env: environment, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  process.exit(status ?? 1);
}
