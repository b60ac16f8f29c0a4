import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, realpath, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { copyDataSet } from '../../../server/build/data-set.ts';

export const root = join(import.meta.dirname, '../../../..');
const sdkFolder = join(root, 'packages/sdk');
const cliFolder = join(root, 'packages/cli');
const serverFolder = join(root, 'packages/server');
const shopifyFolder = join(root, 'packages/adapter-shopify');
const widgetFolder = join(root, 'packages/widget');
const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);

/** The compiler, as a program for Node. */
export const compiler = join(resolve('typescript/package.json'), '../bin/tsc');

/** A package as it is published. */
export type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, { readonly [loadedBy in 'import' | 'require']?: { readonly default: string } }>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

/** Builds the SDK beside `folder`'s other things and packs it; answers the path of the archive. */
export async function packSdk(folder: string): Promise<string> {
  const stage = await stageOf(sdkFolder, join(folder, 'sdk'));
  const build = ['--config', join(sdkFolder, 'tsdown.config.ts'), '--out-dir', join(stage, 'dist'), '--logLevel', 'error'];
  await run(process.execPath, [resolve('tsdown/run'), ...build], { cwd: sdkFolder });
  return pack(stage);
}

/** The same for the command line. */
export async function packCli(folder: string): Promise<string> {
  const stage = await stageOf(cliFolder, join(folder, 'cli'));
  await compile(cliFolder, stage);
  return pack(stage);
}

/** The same for the server. */
export async function packServer(folder: string): Promise<string> {
  const stage = await stageOf(serverFolder, join(folder, 'server'));
  await compile(serverFolder, stage);
  await copyDataSet(join(stage, 'dist'));
  await cp(join(serverFolder, 'migrations'), join(stage, 'migrations'), { recursive: true });
  return pack(stage);
}

/** The same for the payment choice. */
export async function packWidget(folder: string): Promise<string> {
  const stage = await stageOf(widgetFolder, join(folder, 'widget'));
  const call = `import { buildPackage } from ${JSON.stringify(join(widgetFolder, 'build.ts'))}; await buildPackage(${JSON.stringify(join(stage, 'dist'))});`;
  await run(process.execPath, ['--conditions=source', '--input-type=module', '-e', call], { cwd: widgetFolder });
  return pack(stage);
}

/** The same for the adapter of Shopify. */
export async function packShopifyAdapter(folder: string): Promise<string> {
  const stage = await stageOf(shopifyFolder, join(folder, 'adapter-shopify'));
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', join(shopifyFolder, 'build/package.ts'), join(stage, 'dist')]);
  await cp(join(shopifyFolder, 'extensions'), join(stage, 'extensions'), {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  return pack(stage);
}

async function compile(from: string, stage: string): Promise<void> {
  await run(process.execPath, [compiler, '-p', join(from, 'tsconfig.build.json'), '--outDir', join(stage, 'dist')]);
}

/** Everything of a package but its sources, so that building and packing leave no trace in the working tree. */
async function stageOf(from: string, stage: string): Promise<string> {
  await mkdir(stage, { recursive: true });
  const files = (await readdir(from, { withFileTypes: true })).filter((entry) => entry.isFile());
  await Promise.all(files.map(({ name }) => cp(join(from, name), join(stage, name))));
  // The licence of the workspace is packed with each of its packages.
  await cp(join(root, 'LICENSE'), join(stage, 'LICENSE'));
  // Where pnpm looks up which version `workspace:*` is.
  await symlink(join(from, 'node_modules'), join(stage, 'node_modules'));
  return stage;
}

async function pack(stage: string): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly packageManager: string };
  const pnpm = ['--prefer-offline', '--yes', packageManager, 'pack', '--config.ignore-scripts=true', '--json'];
  const { stdout } = await run('npx', pnpm, { cwd: stage });
  const { filename } = JSON.parse(stdout) as { readonly filename: string };
  return join(stage, filename);
}

/** What publint finds wrong with an archive. */
export async function faultsOf(archive: string): Promise<readonly unknown[]> {
  const tarball = new Uint8Array(await readFile(archive)).buffer;
  return (await publint({ pack: { tarball }, strict: true })).messages;
}

/** Where the types of an archive do not fit its code, for these ways to look packages up. */
export async function typeFaultsOf(archive: string, resolutions: readonly string[]): Promise<readonly unknown[]> {
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(archive))));
  if (result.types === false) throw new Error('the package has no types');
  return result.problems.filter((problem) => !('resolutionKind' in problem) || resolutions.includes(problem.resolutionKind));
}

/** Unpacks an archive as an installer does, and links what it depends on, and `more` of it, from the workspace. */
export async function install(archive: string, modules: string, more: readonly string[] = []): Promise<Manifest> {
  const { stdout } = await run('tar', ['-xzOf', archive, 'package/package.json']);
  const manifest = JSON.parse(stdout) as Manifest;
  const target = join(modules, manifest.name);
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', archive, '-C', target, '--strip-components=1']);
  const from = join(root, 'packages', manifest.name.split('/')[1] ?? '', 'node_modules');
  const names = [...Object.keys(manifest.dependencies ?? {}), ...more].filter((name) => !name.startsWith('@atobarai/'));
  for (const name of names) await link(await realpath(join(from, name)), join(modules, name));
  return manifest;
}

/** Packages may share a dependency, but only in one version: there is one place for it. */
async function link(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  await symlink(from, to).catch(async (error: unknown) => {
    if ((await realpath(to)) !== from) throw error;
  });
}
