import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-tree.ts';

/** Where the built package lies, as npm would unpack it. */
export const stagedSdk = join(root, '.cache', 'packages', 'sdk');

const sdkFolder = join(root, 'packages', 'sdk');
const buildTool = join(sdkFolder, 'node_modules', 'tsdown', 'dist', 'run.mjs');
const inputs = ['src/**/*.ts', 'build/*.ts', 'tsdown.config.ts', 'tsconfig.build.json', 'package.json', '../../tsconfig.base.json'];

type Manifest = {
  readonly version: string;
  readonly publishConfig: { readonly exports: unknown };
  readonly peerDependencies: Readonly<Record<string, string>>;
};

/**
 * Builds `@atobarai/sdk` and lays it out as its published package, for Medusa's workspace: Medusa loads
 * plugins by `require`, and under ts-node that takes nothing but CommonJS. Answers whether it had to build.
 */
export function stageSdk(): boolean {
  const fingerprint = fingerprintOf(inputs);
  if (readIfThere(join(stagedSdk, 'fingerprint')) === fingerprint) return false;
  mkdirSync(join(stagedSdk, '..'), { recursive: true });
  // Built aside, so that a half-built package is never seen and two builds do not meet.
  const aside = mkdtempSync(`${stagedSdk}-`);
  try {
    build(join(aside, 'dist'));
    rmSync(join(stagedSdk, 'fingerprint'), { force: true });
    rmSync(stagedSdk, { recursive: true, force: true });
    writeFileSync(join(aside, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
    symlinkSync(join(sdkFolder, 'node_modules'), join(aside, 'node_modules'), 'junction');
    writeFileSync(join(aside, 'fingerprint'), fingerprint);
    renameSync(aside, stagedSdk);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return true;
}

function build(outFolder: string): void {
  const { status } = spawnSync(process.execPath, [buildTool, '--out-dir', outFolder, '--logLevel', 'warn'], {
    cwd: sdkFolder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('tsdown did not build @atobarai/sdk.');
}

/** What `pnpm pack` makes of the manifest: `publishConfig` moved up, no `workspace:` left, nothing of development. */
function publishedManifest(): object {
  const manifest = JSON.parse(readFileSync(join(sdkFolder, 'package.json'), 'utf8')) as Manifest;
  const { publishConfig, devDependencies: _, scripts: __, ...rest } = manifest as Manifest & Record<string, unknown>;
  const peerDependencies = Object.fromEntries(
    Object.entries(manifest.peerDependencies).map(([name, range]) => [name, range.replace(/^workspace:\^$/, `^${manifest.version}`)]),
  );
  return { ...rest, exports: publishConfig.exports, peerDependencies };
}

function fingerprintOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of globSync([...patterns], { cwd: sdkFolder }).toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(sdkFolder, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const startedMs = performance.now();
  const built = stageSdk();
  console.log(`@atobarai/sdk ${built ? `staged in ${((performance.now() - startedMs) / 1000).toFixed(1)} s` : 'is staged'}`);
}
