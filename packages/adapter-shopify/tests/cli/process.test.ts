import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commands } from '../../src/cli/commands/index.ts';
import { runProcess } from './command-line.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atobarai-shopify-bin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (words: readonly string[], language?: string) => runProcess(words, folder, language);

const escape = String.fromCharCode(27);

it('lists every command in the language of the shell, and explains all options of each', async () => {
  const { code, out, said } = await start([]);
  expect({ code, said }).toEqual({ code: 0, said: '' });
  for (const { path, about } of commands) expect(out).toMatch(new RegExp(`${path}.*${about.ja.slice(0, 10).replace(/[().]/g, '\\$&')}`));
  expect(out).not.toContain(escape);
  const help = await start(['init', '--help'], 'C');
  for (const option of ['--shop DOMAIN', '--client-id ID', '--overwrite', '--json', '--lang ja|en', '--env FILE'])
    expect(help.out).toContain(option);
});

it('is the version of its package', async () => {
  expect(await start(['--version'])).toMatchObject({ code: 0, out: `${manifest.version}\n` });
});

it('npx finds it by the name of the package: there is only one command in it', () => {
  expect(Object.keys(manifest.bin)).toHaveLength(1);
});

it('init asks nobody where nobody is, and takes flags alone', async () => {
  expect(await start(['init'])).toMatchObject({ code: 2, out: '', said: expect.stringContaining('--shop を指定してください') });
  const flags = [
    '--shop',
    'example',
    '--client-id',
    'a',
    '--client-secret',
    'b',
    '--app-url',
    'https://a.example.jp',
    '--atobarai-key',
    'sk_test_c',
  ];
  const ran = await start(['init', ...flags, '--json']);
  expect(ran.code, ran.said).toBe(0);
  expect(JSON.parse(ran.out)).toEqual({ written: [join(folder, 'shopify.app.toml'), join(folder, '.env')], kept: [] });
  expect((await start(['toml'])).out).toBe(await readFile(join(folder, 'shopify.app.toml'), 'utf8'));
});

it('tells a script what went wrong in one JSON value, and by how it ends', async () => {
  const { code, out } = await start(['doctor', '--env', 'none', '--json'], 'C');
  expect({ code, error: JSON.parse(out) }).toEqual({
    code: 2,
    error: { error: { code: 'env_missing', message: expect.stringContaining('none') } },
  });
});
