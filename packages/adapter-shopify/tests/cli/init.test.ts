import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { run } from '../../src/cli/run.ts';
import type { Prompts } from '../../src/cli/terminal.ts';
import { settingsFromEnvironment } from '../../src/environment.ts';

const flags = [
  ['--shop', 'example'],
  ['--client-id', 'client'],
  ['--client-secret', 'shpss_secret'],
  ['--app-url', 'https://adapter.example.jp'],
  ['--atobarai-key', 'sk_test_0123456789ab_secret'],
].flat();

let root: string;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'atobarai-init-'));
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'shop-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function init(words: readonly string[], prompts?: Prompts) {
  let out = '';
  const notes: string[] = [];
  const code = await run(['init', ...words], {
    terminal: { prompts, write: async (text) => void (out += text), note: (line) => void notes.push(line), paint: (_, text) => text },
    env: { LANG: 'en_US.UTF-8' },
    workingFolder: folder,
    systemLocale: 'en-US',
    signal: new AbortController().signal,
  });
  return { code, out, notes };
}

/** A person who answers in this order, and what was asked. */
function person(...answers: readonly string[]): Prompts & { readonly asked: string[] } {
  const left = [...answers];
  const asked: string[] = [];
  const next = async (question: string) => {
    asked.push(question);
    return left.shift() ?? '';
  };
  return {
    asked,
    text: async (question, usual) => (await next(question)) || (usual ?? ''),
    secret: next,
    confirm: async (question) => (await next(question)) === 'y',
  };
}

const read = (name: string) => readFile(join(folder, name), 'utf8');

it('writes both files from flags, the one with secrets for its owner alone, and the adapter reads them', async () => {
  expect(await init(flags)).toMatchObject({ code: 0, notes: [] });
  const settings = settingsFromEnvironment(parseEnv(await read('.env')));
  expect(settings).toMatchObject({ shops: ['example.myshopify.com'], gatewayNames: ['後払い決済'], origin: 'https://adapter.example.jp' });
  expect(Buffer.from(settings.sealingKeys[0] ?? '', 'base64')).toHaveLength(32);
  expect(await read('shopify.app.toml')).toContain('client_id = "client"');
  expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
});

it('makes another encryption key every time', async () => {
  await init(flags);
  const before = parseEnv(await read('.env'))['ATOBARAI_SHOPIFY_ENCRYPTION_KEY'];
  await init([...flags, '--overwrite']);
  expect(parseEnv(await read('.env'))['ATOBARAI_SHOPIFY_ENCRYPTION_KEY']).not.toBe(before);
});

it('asks a person for what was not given, again where the answer cannot be right, and takes what is usual', async () => {
  const asking = person(
    'shop.example.jp',
    'example',
    'client',
    'shpss_secret',
    'https://adapter.example.jp',
    '',
    'pk_test_no',
    'sk_test_yes',
    '',
  );
  const { code, notes } = await init([], asking);
  expect(code).toBe(0);
  expect(asking.asked).toHaveLength(9);
  expect(notes).toEqual([expect.stringContaining('<name>.myshopify.com'), expect.stringContaining('sk_test_')]);
  expect(parseEnv(await read('.env'))).toMatchObject({ ATOBARAI_KEY: 'sk_test_yes', ATOBARAI_BASE_URL: 'http://localhost:4400' });
});

it('gives up on a person who never answers, and leaves no file', async () => {
  expect(await init([], person())).toMatchObject({ code: 2 });
  await expect(read('.env')).rejects.toThrow(/ENOENT/);
});

it('names the flag that is missing where nobody can be asked', async () => {
  expect(await init(flags.slice(2))).toMatchObject({ code: 2, notes: ['Give --shop: there is nobody to ask here.'] });
  expect(await init(['--shop', 'shop.example.jp', ...flags.slice(2)])).toMatchObject({
    code: 2,
    notes: [expect.stringContaining('myshopify.com')],
  });
});

it('never writes over a file without asking', async () => {
  await writeFile(join(folder, '.env'), 'MINE=1\n');
  const refused = await init(flags);
  expect(refused).toMatchObject({ code: 1, notes: [expect.stringMatching(/There already: .*\.env\. Give --overwrite/)] });
  expect(await read('.env')).toBe('MINE=1\n');
  await expect(read('shopify.app.toml')).rejects.toThrow(/ENOENT/);
  const asking = person('no');
  expect((await init([...flags, '--gateway-name', '後払い', '--atobarai-base-url', 'http://localhost:4400'], asking)).code).toBe(0);
  expect(asking.asked).toEqual([expect.stringMatching(/Write over .*\.env\?/)]);
  expect(await read('.env')).toBe('MINE=1\n');
  expect(await read('shopify.app.toml')).toContain('[webhooks]');
});

it('says so when git would take the secrets', async () => {
  await writeFile(join(folder, '.gitignore'), 'node_modules\n');
  expect((await init(flags)).notes).toEqual([expect.stringContaining('.gitignore')]);
  await writeFile(join(folder, '.gitignore'), 'node_modules\n.env\n');
  expect((await init([...flags, '--overwrite'])).notes).toEqual([]);
});

it('leaves no half of a file where it may not write', async () => {
  await chmod(folder, 0o500);
  const ran = await init(flags);
  await chmod(folder, 0o700);
  // Root may write everywhere: there is nothing to see then.
  if (process.getuid?.() !== 0) expect(ran.code).toBe(1);
});
