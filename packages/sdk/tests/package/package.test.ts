import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getClock } from '../../src/contract/index.ts';
import { exampleOf } from '../../src/testing/index.ts';
import { bundle, inWeb } from './bundle.ts';
import { compiler, faultsOf, install, type Manifest, packCli, packSdk, root } from './packages.ts';
import { type Sample, sampleServer } from './sample-server.ts';

const run = promisify(execFile);

let folder: string;
let app: string;
let archive: string;
let sdk: Manifest;
let cli: Manifest;
let sample: Sample;
let close: () => Promise<void>;

// Both packages are built, packed and unpacked once; the sample projects see what was unpacked, and nothing of the workspace.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atobarai-packages-'));
  app = join(folder, 'app');
  await cp(join(import.meta.dirname, 'projects'), app, { recursive: true });
  await cp(join(app, 'types/main.mts'), join(app, 'types/main.cts'));
  const modules = join(app, 'node_modules');
  archive = await packSdk(folder);
  sdk = await install(archive, modules, ['msw', 'undici']);
  cli = await install(await packCli(folder), modules);
  ({ sample, close } = await sampleServer());
}, 120_000);
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a program of a sample project and answers what it prints. */
async function output(program: string, ...flags: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [...flags, join(app, program)], { env: { SAMPLE: JSON.stringify(sample) } });
  return JSON.parse(stdout) as unknown;
}

const answered = ['approved', true, 'not_found'];

describe('what is published', () => {
  it('has no fault that publint knows', async () => {
    expect(await faultsOf(archive)).toEqual([]);
  });

  it('has types that fit its code, for every subpath and both ways to load it', async () => {
    const result = await checkPackage(createPackageFromTarballData(await readFile(archive)));
    if (result.types === false) throw new Error('the package has no types');
    expect(Object.keys(result.entrypoints)).toEqual(['.', './contract', './node', './testing', './webhooks']);
    // How TypeScript looked for packages before it knew `exports`: Node 22 needs none of that.
    expect(result.problems.filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'))).toEqual([]);
  });

  it('offers the subpaths of the workspace, names versions instead of the workspace, and brings the licences', async () => {
    const workspace = JSON.parse(await readFile(join(root, 'packages/sdk/package.json'), 'utf8')) as Manifest;
    expect(Object.keys(sdk.exports ?? {})).toEqual(Object.keys(workspace.exports ?? {}));
    expect(JSON.stringify([sdk, cli])).not.toMatch(/workspace:|"source"|\.\/src\//);
    const installed = join(app, 'node_modules/@atobarai/sdk');
    expect(await readFile(join(installed, 'dist/ky-license.txt'), 'utf8')).toMatch(/MIT License/);
    expect(await readFile(join(installed, 'LICENSE'), 'utf8')).toMatch(/Apache License/);
  });

  it.each([
    ['.', ['ky'], []],
    ['./contract', ['zod/mini'], ['zod/mini']],
    ['./node', ['node:events', 'node:stream', 'undici'], ['node:events', 'node:stream', 'undici']],
    ['./testing', ['@atobarai/server/embedded', 'msw/http', 'zod/mini'], ['@atobarai/server/embedded', 'msw/http', 'zod/mini']],
    ['./webhooks', [], []],
  ])('needs for %s only %j by import and %j by require', async (subpath, byImport, byRequire) => {
    const { import: esm, require: cjs } = sdk.exports?.[subpath] ?? {};
    expect(await importsOf(esm?.default)).toEqual(byImport);
    expect(await importsOf(cjs?.default)).toEqual(byRequire);
  });
});

async function importsOf(file: string | undefined): Promise<readonly string[]> {
  const path = join(app, 'node_modules/@atobarai/sdk', file ?? '');
  return (await bundle(app, `export * from '${path}';`, { packages: 'external' })).outside;
}

describe('the archive, unpacked in a shop', () => {
  it('is loaded by import', async () => {
    expect(await output('esm/main.mjs')).toEqual({
      answers: [answered, answered],
      event: 'order.approved',
      withoutServer: 'embedded_server_missing',
    });
  });

  it('is loaded by require, even where require() refuses modules, and its errors are known to the copy loaded by import', async () => {
    expect(await output('cjs/main.cjs', '--no-experimental-require-module')).toEqual({
      answers: [answered, answered],
      event: 'order.approved',
      known: {
        sameClass: false,
        cjsByEsm: [true, true, false],
        esmByCjs: [true, true],
        forgedByEsm: [true, true],
        forgedByCjs: [true, true],
      },
      contract: ['application/problem+json', 'object'],
    });
  });

  it('has its testing kit loaded by require, where MSW can be', async () => {
    expect(await output('cjs/testing.cjs')).toEqual({
      answers: ['approved'],
      event: 'invoice.paid',
      withoutServer: 'embedded_server_missing',
    });
  });

  it.each(['node16', 'bundler'])('is typed under moduleResolution %s, without skipLibCheck and without @types', async (resolution) => {
    const { stdout } = await run(process.execPath, [compiler, '-p', join(app, `types/tsconfig.${resolution}.json`)]).catch(
      (error: { readonly stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('runs in a page, bundled by esbuild', async () => {
    const { code, outside } = await bundle(app, `export { main } from './browser/main.js';`);
    expect(outside).toEqual([]);
    const { main } = inWeb(code) as { readonly main: (given: Sample) => Promise<unknown> };
    expect(await main(sample)).toEqual({ answers: [answered], event: 'order.approved' });
  });

  it('runs in a worker at the edge', async () => {
    const { code, outside } = await bundle(app, `export { default as worker } from './worker/main.js';`, {
      conditions: ['workerd', 'worker', 'browser'],
    });
    expect(outside).toEqual([]);
    const { worker } = inWeb(code) as { readonly worker: { readonly fetch: (request: Request, env: Sample) => Promise<Response> } };
    const post = (path: string, init: RequestInit) =>
      worker.fetch(new Request(`https://shop.example${path}`, { method: 'POST', ...init }), sample);
    expect((await post('/webhooks', sample.delivery)).status).toBe(200);
    const response = await post('/orders', { body: JSON.stringify(sample.order) });
    expect(await response.json()).toEqual({ answers: [answered], event: 'order.approved' });
  });

  it.each([
    ['orders alone', `export { connect, ordersOf } from '@atobarai/sdk';`, 18_000],
    ['the whole client', `export * from '@atobarai/sdk';`, 30_000],
    ['webhooks', `export * from '@atobarai/sdk/webhooks';`, 4_000],
  ])('adds to a page, minified and gzipped, no more than it may: %s', async (_, code, ceiling) => {
    expect((await bundle(app, code, { format: 'esm' })).gzipBytes).toBeLessThanOrEqual(ceiling);
  });

  it('brings the command line, which calls the server through it', async () => {
    const program = join('node_modules/@atobarai/cli', cli.bin?.['atobarai'] ?? '');
    expect((await stat(join(app, program))).mode & 0o111).toBe(0o111);
    const env = { ATOBARAI_KEY: sample.apiKey, ATOBARAI_BASE_URL: sample.baseUrl, HOME: folder };
    const { stdout } = await run(process.execPath, [join(app, program), 'clock', 'show', '--json'], { env });
    expect(JSON.parse(stdout)).toEqual(exampleOf(getClock));
  });
});
