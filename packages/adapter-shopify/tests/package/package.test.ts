import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compiler,
  faultsOf,
  install,
  type Manifest,
  packCli,
  packSdk,
  packShopifyAdapter,
  root,
} from '../../../sdk/tests/package/packages.ts';
import { problemsOf } from '../../../sdk/tests/package/types-of-archive.ts';

const run = promisify(execFile);

let folder: string;
let archive: string;
let adapter: Manifest;

// Packed and unpacked once; the sample project sees what was unpacked, and nothing of the workspace.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atobarai-shopify-'));
  archive = await packShopifyAdapter(folder);
  const modules = join(folder, 'app/node_modules');
  await install(await packSdk(folder), modules);
  await install(await packCli(folder), modules);
  adapter = await install(archive, modules, ['@electric-sql/pglite', 'graphql']);
  await cp(join(import.meta.dirname, 'project'), join(folder, 'app'), { recursive: true });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what is published', () => {
  it('has no fault that publint knows', async () => {
    expect(await faultsOf(archive)).toEqual([]);
  });

  it('has types that fit its code, for every subpath', async () => {
    // Node 22 loads a module by `require`, too: that it is one is no fault.
    expect(await problemsOf(archive, { isModuleOnly: true })).toEqual([]);
  });

  it('offers the subpaths of the workspace, and names versions instead of the workspace', async () => {
    expect(Object.keys(adapter.exports ?? {})).toEqual(['.', './testing']);
    expect(JSON.stringify(adapter)).not.toMatch(/workspace:|"source"|\.\/src\//);
    // A library for tests alone would be installed in every shop.
    expect(Object.keys(adapter.dependencies).sort()).toEqual(['@atobarai/cli', '@atobarai/sdk', 'zod']);
  });

  it('holds no test, no fixture and no source, and brings the licences of what it carries', async () => {
    const { stdout } = await run('tar', ['-tzf', archive]);
    const built = stdout.split('\n').filter((file) => !file.startsWith('package/extensions/'));
    expect(built.filter((file) => /\.test\.|\.fixture\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(stdout).toMatch(/package\/dist\/testing\/admin-schema-license\.txt/);
    expect(stdout).toMatch(/package\/LICENSE/);
    expect((await stat(archive)).size).toBeLessThan(800_000);
  });
});

describe('the archive, unpacked in a shop', () => {
  it('takes a delivery, keeps it in the embedded database, and looks at its order in a fake shop', async () => {
    const { stdout } = await run(process.execPath, ['main.mjs'], { cwd: join(folder, 'app') });
    expect(JSON.parse(stdout)).toEqual({
      delivery: 200,
      forged: 401,
      health: { ok: true, waiting: 1, behindMs: 0 },
      flags: ['address_missing'],
    });
  });

  it('is typed without skipLibCheck and without the types of any database driver', async () => {
    const app = join(folder, 'app');
    await writeFile(join(app, 'tsconfig.json'), await readFile(join(import.meta.dirname, 'project/tsconfig.json')));
    const { stdout } = await run(process.execPath, [compiler, '-p', app]).catch((error: { readonly stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('brings the command line', async () => {
    const program = join(folder, 'app/node_modules/@atobarai/adapter-shopify', adapter.bin?.['atobarai-shopify'] ?? '');
    expect((await stat(program)).mode & 0o111).toBe(0o111);
    const { stdout } = await run(process.execPath, [program, '--version']);
    const { version } = JSON.parse(await readFile(join(root, 'packages/adapter-shopify/package.json'), 'utf8')) as { version: string };
    expect(stdout.trim()).toMatch(version);
  });
});
