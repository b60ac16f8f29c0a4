import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../server/tests/support/node-server.ts';
import type { Prompts } from '../src/terminal.ts';
import { type Machine, newMachine } from './support/cli.ts';

let server: NodeServer;
let machine: Machine;
let key: string;
beforeAll(async () => {
  server = await nodeServer();
  key = server.keys.merchants[0]?.secretKey ?? '';
});
afterAll(() => server.close());
beforeEach(async () => {
  machine = await newMachine();
});
afterEach(() => machine.remove());

const kept = () => join(machine.home, '.config', 'atobarai', 'credentials.json');
const login = () => machine.run(`login --api-key ${key} --base-url ${server.baseUrl}`);

describe('login', () => {
  it('checks the key and keeps it where only its owner can read it', async () => {
    const ran = await login();
    expect(ran).toMatchObject({ code: 0, notes: [] });
    expect(ran.out).toContain('サンプル雑貨店 (test)');
    expect(ran.out).not.toContain(key);
    expect((await stat(kept())).mode & 0o777).toBe(0o600);
    expect((await stat(join(kept(), '..'))).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(kept(), 'utf8'))).toEqual({ apiKey: key, baseUrl: server.baseUrl });
    expect((await machine.run('clock show')).code).toBe(0);
  });

  it('closes a file that others could read', async () => {
    await mkdir(join(kept(), '..'), { recursive: true });
    await writeFile(kept(), '{}', { mode: 0o644 });
    await login();
    expect((await stat(kept())).mode & 0o777).toBe(0o600);
  });

  it('keeps nothing of a key that the server refuses', async () => {
    const wrong = `sk_test_000000000000_${'x'.repeat(43)}`;
    const ran = await machine.run(`login --api-key ${wrong} --base-url ${server.baseUrl} --json`);
    expect(ran).toMatchObject({ code: 3, json: { error: { code: 'unauthorized', status: 401 } } });
    expect(ran.notes.join()).not.toContain(wrong);
    await expect(stat(kept())).rejects.toThrow('ENOENT');
  });

  it.each([['pk'], ['op']])('says that a %s key is the wrong kind without asking the server', async (kind) => {
    const ran = await machine.run(`login --api-key ${kind}_test_000000000000_${'x'.repeat(43)} --base-url http://127.0.0.1:9`);
    expect(ran.code).toBe(3);
    expect(ran.notes[0]).toContain('secret key of a shop');
  });

  it('reads the key from standard input, so that it stands in no list of processes', async () => {
    const ran = await machine.run(`login --api-key - --base-url ${server.baseUrl} --json`, { input: `${key}\n` });
    expect(ran).toMatchObject({ code: 0, json: { signedIn: true, shop: 'サンプル雑貨店', mode: 'test', baseUrl: server.baseUrl } });
  });

  it('finds the keys that npm start made, in this folder or above it, and the operator with them', async () => {
    await mkdir(join(machine.home, '.data'));
    await writeFile(join(machine.home, '.data', 'sandbox-keys.json'), JSON.stringify(server.keys));
    const deep = join(machine.home, 'shop', 'src');
    await mkdir(deep, { recursive: true });
    const ran = await machine.run(`login --sandbox --base-url ${server.baseUrl}`, { workingFolder: deep });
    expect(ran.code).toBe(0);
    expect(JSON.parse(await readFile(kept(), 'utf8'))).toMatchObject({ apiKey: key, operatorKey: server.keys.operatorKey });
  });

  it('says where the sample keys are looked for when there are none', async () => {
    const ran = await machine.run('login --sandbox --lang ja');
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.notes[0]).toContain('npm start');
  });

  it('offers the sample shops to a person, and asks for a key that is not shown', async () => {
    await mkdir(join(machine.home, '.data'));
    await writeFile(join(machine.home, '.data', 'sandbox-keys.json'), JSON.stringify(server.keys));
    const asked: string[] = [];
    const prompts: Prompts = {
      text: () => Promise.reject(new Error('not asked')),
      secret: async (question) => {
        asked.push(question);
        return ` ${key} `;
      },
      choose: async (question, choices) => {
        asked.push(`${question} ${choices.map(({ label }) => label).join(' / ')}`);
        const last = choices.at(-1);
        if (!last) throw new Error('nothing to choose from');
        return last.value;
      },
    };
    const ran = await machine.run(`login --base-url ${server.baseUrl}`, { prompts });
    expect(ran.code).toBe(0);
    expect(asked).toEqual(['Which key? サンプル雑貨店 / サンプル食品通販 / サンプル文具店 / Another one', 'Secret key (sk_…)']);
  });

  it('asks nobody in a pipe', async () => {
    expect(await machine.run('login')).toMatchObject({ code: 2 });
  });

  it('refuses an address that is none', async () => {
    expect(await machine.run(`login --api-key ${key} --base-url localhost`)).toMatchObject({ code: 2 });
  });

  it('tells that nothing answers there', async () => {
    const ran = await machine.run(`login --api-key ${key} --base-url http://127.0.0.1:9 --json`);
    expect(ran).toMatchObject({ code: 4, json: { error: { code: 'connection_failed' } } });
  });
});

describe('who is signed in', () => {
  it('is whom the environment names, before the file', async () => {
    await login();
    const other = server.keys.merchants[1]?.secretKey ?? '';
    const ran = await machine.run('doctor --json', { env: { ATOBARAI_KEY: other } });
    expect(JSON.stringify(ran.json)).toContain('サンプル食品通販');
    expect(await machine.run('clock show', { env: { ATOBARAI_BASE_URL: 'http://127.0.0.1:9' } })).toMatchObject({ code: 4 });
  });

  it('needs no file when the environment says everything', async () => {
    const env = { ATOBARAI_KEY: key, ATOBARAI_BASE_URL: server.baseUrl };
    expect(await machine.run('clock show', { env })).toMatchObject({ code: 0 });
  });

  it('may keep its files elsewhere', async () => {
    const folder = join(machine.home, 'elsewhere');
    await machine.run(`login --api-key ${key} --base-url ${server.baseUrl}`, { env: { ATOBARAI_CONFIG: folder } });
    expect((await stat(join(folder, 'credentials.json'))).mode & 0o777).toBe(0o600);
    await machine.run(`login --api-key ${key} --base-url ${server.baseUrl}`, { env: { XDG_CONFIG_HOME: folder } });
    expect((await stat(join(folder, 'atobarai', 'credentials.json'))).isFile()).toBe(true);
  });

  it('is nobody before login and after logout', async () => {
    expect(await machine.run('clock show --json')).toMatchObject({ code: 3, json: { error: { code: 'not_signed_in' } } });
    await login();
    expect(await machine.run('logout --json')).toMatchObject({ code: 0, json: { signedOut: true } });
    expect(await machine.run('logout --json')).toMatchObject({ code: 0, json: { signedOut: false } });
    expect(await machine.run('clock show')).toMatchObject({ code: 3 });
  });

  it('is told to sign in again when the file is damaged', async () => {
    await mkdir(join(kept(), '..'), { recursive: true });
    await writeFile(kept(), '{"apiKey":');
    expect(await machine.run('clock show --json')).toMatchObject({ code: 3, json: { error: { code: 'credentials_unreadable' } } });
    expect((await login()).code).toBe(0);
  });
});

describe('doctor', () => {
  const checks = (json: Record<string, unknown>) =>
    Object.fromEntries((json['checks'] as { name: string; status: string }[]).map(({ name, status }) => [name, status]));

  it('finds nothing wrong where nothing is', async () => {
    await login();
    const ran = await machine.run('doctor --json');
    expect(ran).toMatchObject({ code: 0, json: { ok: true } });
    const all = { server: 'ok', ready: 'ok', version: 'ok', time: 'ok', key: 'ok', files: 'ok', clock: 'ok', webhooks: 'ok' };
    expect(checks(ran.json)).toEqual(all);
    expect((await machine.run('doctor --lang ja')).out).toContain('サンプル雑貨店(テスト');
  });

  it('tells apart: nobody answers, nobody is signed in, the key is refused', async () => {
    const down = await machine.run('doctor --json', { env: { ATOBARAI_KEY: key, ATOBARAI_BASE_URL: 'http://127.0.0.1:9' } });
    expect(down.code).toBe(4);
    expect(checks(down.json)).toMatchObject({ server: 'failed', key: 'skipped' });
    const anonymous = await machine.run('doctor --json', { env: { ATOBARAI_BASE_URL: server.baseUrl } });
    expect(anonymous.code).toBe(3);
    expect(checks(anonymous.json)).toMatchObject({ server: 'ok', key: 'failed' });
    const wrong = { ATOBARAI_KEY: `sk_test_000000000000_${'x'.repeat(43)}`, ATOBARAI_BASE_URL: server.baseUrl };
    const refused = await machine.run('doctor --json', { env: wrong });
    expect(refused.code).toBe(3);
    expect(checks(refused.json)).toMatchObject({ server: 'ok', key: 'failed', clock: 'skipped' });
    expect((await machine.run('doctor', { env: { ...wrong, ATOBARAI_KEY: 'nonsense' } })).code).toBe(3);
  });

  it('warns of a key that others on the machine can read', async () => {
    await login();
    const { chmod } = await import('node:fs/promises');
    await chmod(kept(), 0o644);
    const ran = await machine.run('doctor --json');
    expect(ran.code).toBe(0);
    expect(checks(ran.json)).toMatchObject({ files: 'warning' });
  });
});
