import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../tools/browser.ts';
import { bundle } from '../../../sdk/tests/package/bundle.ts';
import {
  compiler,
  faultsOf,
  install,
  type Manifest,
  packCli,
  packSdk,
  packServer,
  packWidget,
} from '../../../sdk/tests/package/packages.ts';
import type { Integrity } from '../../../widget/build/integrity.ts';
import { killPrograms, type Program, startProgram } from '../support/program.ts';
import { inPage } from './page.ts';

const run = promisify(execFile);
const browser = await findBrowser();

let folder: string;
let app: string;
let archive: string;
let server: Manifest;
let sdk: Manifest;
let cli: Manifest;

// The packages are built, packed and unpacked once; the sample projects see what was unpacked, and nothing of the workspace.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atobarai-server-package-'));
  app = join(folder, 'app');
  await cp(join(import.meta.dirname, 'projects'), app, { recursive: true });
  const modules = join(app, 'node_modules');
  const archives = await Promise.all([packServer(folder), packSdk(folder), packCli(folder)]);
  [archive] = archives;
  server = await install(archive, modules);
  sdk = await install(archives[1], modules, ['msw']);
  cli = await install(archives[2], modules);
}, 120_000);
afterEach(killPrograms);
afterAll(() => rm(folder, { recursive: true, force: true }));

const programOf = ({ name, bin = {} }: Manifest) => join(app, 'node_modules', name, Object.values(bin)[0] ?? '');

/** Runs a program of a sample project and answers what it prints. */
async function output(program: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [join(app, program)], { timeout: 300_000 });
  return JSON.parse(stdout) as unknown;
}

describe('the archive', () => {
  it('has no fault that publint knows', async () => {
    expect(await faultsOf(archive)).toEqual([]);
  });

  it('names versions instead of the workspace, brings every migration, and leaves sources and tests at home', async () => {
    expect(JSON.stringify(server)).not.toMatch(/workspace:|"source"|\.\/src\//);
    expect(server.dependencies['@atobarai/sdk']).toBe(sdk.version);
    expect(sdk.peerDependencies?.['@atobarai/server']).toBe(`^${server.version}`);
    const installed = join(app, 'node_modules/@atobarai/server');
    expect(await readdir(join(installed, 'migrations'))).toEqual(await readdir(join(import.meta.dirname, '../../migrations')));
    expect(await readFile(join(installed, 'LICENSE'), 'utf8')).toMatch(/Apache License/);
    const files = await readdir(join(installed, 'dist'), { recursive: true });
    expect(files.filter((file) => /\.(test|fixture)\.|fake-|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it('is typed without skipLibCheck and without @types', async () => {
    const { stdout } = await run(process.execPath, [compiler, '-p', join(app, 'types')]).catch(
      (error: { readonly stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });
});

describe('the server in the memory of a shop’s test, beside the SDK', () => {
  it('registers an order through MSW', async () => {
    expect(await output('testing/main.mjs')).toEqual({ status: 'approved', known: [true] });
  });

  it('is found where the shop loads the SDK by require, too', async () => {
    expect(await output('testing/main.cjs')).toEqual({ name: 'RangeError' });
  });

  // What it does in Node only, the database in WebAssembly asks Node for when it runs there.
  const onlyInNode = ['node:module'];

  it.skipIf(browser === undefined)('registers an order in a page, bundled by esbuild', async () => {
    const { code, outside } = await bundle(app, `export { main } from './browser/main.js';`, { format: 'esm', external: onlyInNode });
    expect(outside).toEqual(onlyInNode);
    if (browser === undefined) return;
    const pglite = join(app, 'node_modules/@electric-sql/pglite/dist');
    expect(await inPage(browser, { bundle: code, folder: pglite })).toEqual({ status: 'approved' });
  });
});

describe('atobarai-server', () => {
  const start = (cwd: string, ...given: string[]): Program => startProgram([programOf(server), ...given], cwd);

  it('is a program that tells its options and its version', async () => {
    expect((await stat(programOf(server))).mode & 0o111).toBe(0o111);
    const [help, version] = [start(folder, '--help'), start(folder, '--version')];
    expect([await help.exited, await version.exited]).toEqual([0, 0]);
    const readme = await readFile(join(app, 'node_modules/@atobarai/server/README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `(--[a-z-]+)` \|/gm)].map(([, option]) => option);
    expect(help.text().match(/--[a-z-]+/g)).toEqual(listed);
    expect(version.text().trim()).toBe(server.version);
  });

  it('serves the widget that is installed beside it, and says at the start when there is none', async () => {
    const [without, along] = [join(folder, 'without'), join(folder, 'along')];
    await mkdir(without);
    const alone = start(without, '--empty', '--port', '0');
    await alone.said('npm install @atobarai/widget');
    await install(await packWidget(folder), join(along, 'node_modules'));
    const started = start(along, '--empty', '--port', '0');
    await started.said('http://localhost:');
    const baseUrl = /http:\/\/localhost:\d+/.exec(started.text())?.[0] ?? '';
    const { version, files } = (await (await fetch(`${baseUrl}/widget/v0/integrity.json`)).json()) as Integrity;
    const script = await fetch(`${baseUrl}/widget/v${version}/atobarai-widget.js`);
    const hash = createHash('sha384').update(await script.text());
    expect(`sha384-${hash.digest('base64')}`).toBe(files['atobarai-widget.js']);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(started.text()).not.toContain('@atobarai/widget');
  });

  it('starts on nothing in an empty folder, shows the demo, and the command finds nothing wrong', async () => {
    const shop = join(folder, 'shop');
    await mkdir(shop);
    const started = start(shop, '--data', 'tmp', '--port', '0');
    await started.said('orders-300');
    const baseUrl = /http:\/\/localhost:\d+/.exec(started.text())?.[0] ?? '';
    const health = await fetch(`${baseUrl}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok', version: server.version }]);
    expect((await fetch(`${baseUrl}/docs/reference.js`, { method: 'HEAD' })).status).toBe(200);

    const { merchants } = JSON.parse(await readFile(join(shop, 'tmp/sandbox-keys.json'), 'utf8')) as {
      readonly merchants: readonly { readonly secretKey: string }[];
    };
    const env = { ATOBARAI_KEY: merchants[0]?.secretKey, ATOBARAI_BASE_URL: baseUrl, HOME: shop };
    const { stdout } = await run(process.execPath, [programOf(cli), 'doctor', '--json'], { cwd: shop, env });
    const { ok, checks } = JSON.parse(stdout) as { readonly ok: boolean; readonly checks: readonly { readonly status: string }[] };
    expect(ok, stdout).toBe(true);
    expect(new Set(checks.map(({ status }) => status))).toEqual(new Set(['ok']));
    expect(await readdir(shop)).toEqual(['tmp']);
    expect(started.text()).not.toContain('Warning');
  });
});
