import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiler, faultsOf, install, type Manifest, packWidget, root, typeFaultsOf } from '../../../sdk/tests/package/packages.ts';
import type { Integrity } from '../../build/integrity.ts';

const run = promisify(execFile);

let folder: string;
let app: string;
let archive: string;
let widget: Manifest;
let installed: string;

// Built, packed and unpacked once; the sample projects see what was unpacked, and nothing of the workspace.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atobarai-widget-package-'));
  app = join(folder, 'app');
  await cp(join(import.meta.dirname, 'projects'), app, { recursive: true });
  archive = await packWidget(folder);
  widget = await install(archive, join(app, 'node_modules'));
  installed = join(app, 'node_modules/@atobarai/widget');
  await symlink(join(root, 'packages/widget/node_modules/preact'), join(app, 'node_modules/preact'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const textOf = (file: string) => readFile(join(installed, file), 'utf8');

describe('what is published', () => {
  it('has no fault that publint knows', async () => {
    expect(await faultsOf(archive)).toEqual([]);
  });

  it('has types that fit its code, for every subpath', async () => {
    // Pages load it by import; how require() and compilers of long ago see it is nobody's question.
    expect(await typeFaultsOf(archive, ['node16-esm', 'bundler'])).toEqual([]);
  });

  it('offers the subpaths of the workspace, and needs nothing else', async () => {
    const workspace = JSON.parse(await readFile(join(root, 'packages/widget/package.json'), 'utf8')) as Manifest;
    expect(Object.keys(widget.exports ?? {})).toEqual(Object.keys(workspace.exports ?? {}));
    expect(widget).not.toHaveProperty('dependencies');
    expect(JSON.stringify(widget.exports)).not.toMatch(/"source"|\.\/src\//);
    expect(await textOf('LICENSE')).toMatch(/Apache License/);
  });

  it('declares what it offers, and nothing that it is made of', async () => {
    const types = await readdir(join(installed, 'dist/types'), { recursive: true });
    const files = types.filter((file) => file.endsWith('.d.ts'));
    expect(files.length).toBeGreaterThan(8);
    const own = ['react', 'preact', 'vue'];
    for (const file of files) {
      const named = [...(await textOf(`dist/types/${file}`)).matchAll(/^(?! \*).*(?:from|import\() ?'(?!\.)([^']+)'/gm)].map(
        ([, name]) => name,
      );
      expect(named, file).toEqual(own.filter((name) => file === `typings/${name}.d.ts`));
    }
  });

  it('names the hash of each script for `integrity`', async () => {
    const { version, files } = JSON.parse(await textOf('dist/integrity.json')) as Integrity;
    expect(version).toBe(widget.version);
    expect(Object.keys(files)).toEqual(['atobarai-loader.js', 'atobarai-message.js', 'atobarai-widget.js']);
    for (const [file, hash] of Object.entries(files)) {
      const own = createHash('sha384').update(await readFile(join(installed, 'dist', file)));
      expect(hash).toBe(`sha384-${own.digest('base64')}`);
    }
  });
});

describe('the archive, unpacked in a shop', () => {
  it.each([
    ['a page under nodenext', 'plain/tsconfig.json'],
    ['a page with a bundler', 'plain/tsconfig.bundler.json'],
    ['React', 'react'],
    ['Preact', 'preact'],
    ['Vue', 'vue'],
  ])('is typed for %s', async (_, project) => {
    const { stdout } = await run(process.execPath, [compiler, '-p', join(app, project)]).catch(
      (error: { readonly stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('may be imported where there is no page', async () => {
    const names = ['@atobarai/widget', '@atobarai/widget/message', '@atobarai/widget/testing'];
    const program = `console.log((await Promise.all(${JSON.stringify(names)}.map((name) => import(name)))).flatMap(Object.keys).toSorted().join());`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: app });
    expect(stdout.trim()).toBe('AtobaraiLegalNotice,AtobaraiMessage,AtobaraiPayment,createPaymentWidget,paymentPage');
  });
});
