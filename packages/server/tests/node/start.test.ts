import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { killPrograms, type Program, startProgram } from '../support/program.ts';

const main = new URL('../../src/main.ts', import.meta.url).pathname;
const sample = new URL('../../../../examples/data/orders-300/', import.meta.url).pathname;
const minutes = 60_000;

const folders: string[] = [];

function run(...given: string[]): Program {
  return runIn({}, ...given);
}

function runIn(environment: Readonly<Record<string, string>>, ...given: string[]): Program {
  return startProgram(['--conditions=source', '--disable-warning=ExperimentalWarning', main, ...given], undefined, environment);
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'atobarai-start-'));
  folders.push(made);
  return made;
}

/** The first orders of the sample, with their shipments and what is expected of them. */
async function fewOrders(count: number): Promise<string> {
  const made = await folder();
  const inFirst = (number: string) => Number(number.slice(-5)) <= count;
  for (const name of ['orders.csv', 'shipments.csv']) {
    const [heading, ...rows] = (await readFile(join(sample, name), 'utf8')).split('\r\n');
    await writeFile(join(made, name), [heading, ...rows.filter((row) => inFirst(row.slice(1, 9))), ''].join('\r\n'));
  }
  const expected = JSON.parse(await readFile(join(sample, 'expected.json'), 'utf8')) as { shopOrderId: string }[];
  await writeFile(join(made, 'expected.json'), JSON.stringify(expected.filter(({ shopOrderId }) => inFirst(shopOrderId))));
  return made;
}

async function ask(program: Program, path: string): Promise<{ status: number; json: Record<string, unknown> }> {
  const url = /http:\/\/localhost:\d+/.exec(program.text())?.[0] ?? '';
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${keyIn(program)}` } });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const keyIn = (program: Program) => /sk_test_\S+/.exec(program.text())?.[0] ?? '';

afterEach(async () => {
  killPrograms();
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});

describe('starting the server', () => {
  it('shows its options and starts nothing with --help', async () => {
    const help = run('--help');
    expect(await help.exited).toBe(0);
    for (const option of ['--port', '--data', '--reset', '--once', '--clock', '--data-set']) expect(help.text()).toContain(option);
  });

  it(
    'says which port is taken and what to do, before it makes a database',
    async () => {
      const holder = createServer().listen(0, '127.0.0.1');
      await once(holder, 'listening');
      const { port } = holder.address() as { port: number };
      const data = await folder();
      const second = run('--data', data, '--port', String(port));
      expect(await second.exited).toBe(1);
      expect(second.text()).toContain(`Port ${port} is taken: choose another with --port.`);
      expect(existsSync(join(data, 'pglite'))).toBe(false);
      holder.close();
    },
    minutes,
  );

  it('refuses an option it does not know, and a stray word', async () => {
    const data = join(await folder(), 'data');
    for (const [args, words] of [
      [['--prot', '1'], '--prot'],
      [['reset'], 'reset'],
    ] as const) {
      const refused = run('--data', data, ...args);
      expect(await refused.exited).toBe(1);
      expect(refused.text()).toContain(`Unknown option: ${words}`);
    }
    expect(existsSync(data)).toBe(false);
  });

  it('tells its version', async () => {
    const told = run('--version');
    expect(await told.exited).toBe(0);
    expect(told.text().trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it(
    'runs the demo once per data directory, keeps keys and orders over a restart, lets nobody else into the directory, and begins anew with --reset',
    async () => {
      const data = await folder();
      const first = run('--data', data, '--port', '0');
      await first.said('server.log');
      // Not even --reset takes the data from under a running server.
      for (const args of [[], ['--reset']]) {
        const other = run('--data', data, '--port', '0', ...args);
        expect(await other.exited).toBe(1);
        expect(other.text()).toContain(String(first.child.pid));
      }
      first.child.kill('SIGKILL');
      await first.exited;
      // Where there are orders, the clock moves as it does over the API: not back, nor to another day at all.
      const back = run('--data', data, '--port', '0', '--clock', '2020-01-01');
      expect(await back.exited).toBe(1);
      expect(back.text()).toContain('The clock only moves on');
      const again = run('--data', data, '--port', '0');
      await again.said('server.log');
      expect(again.text()).toContain('The whole run');
      expect(again.text()).not.toContain('1. ');
      expect(keyIn(again)).toBe(keyIn(first));
      expect(await ask(again, '/v1/orders?limit=1')).toMatchObject({ status: 200, json: { data: [expect.anything()] } });
      expect(String((await ask(again, '/v1/sandbox/clock')).json['today']) > '2026-10-01').toBe(true);
      again.child.kill('SIGTERM');
      expect(await again.exited).toBe(0);

      const masterKey = await readFile(join(data, 'master.key'), 'utf8');
      await writeFile(join(data, 'notes.txt'), 'mine');
      const fresh = run('--data', data, '--port', '0', '--reset', '--empty', '--clock', '2026-09-01');
      await fresh.said('server.log');
      expect(fresh.text()).not.toContain('The whole run');
      expect(keyIn(fresh)).not.toBe(keyIn(first));
      expect(await ask(fresh, '/v1/orders')).toMatchObject({ status: 200, json: { data: [] } });
      expect(await ask(fresh, '/v1/sandbox/clock')).toMatchObject({ json: { today: '2026-09-01' } });
      expect(await readFile(join(data, 'master.key'), 'utf8')).toBe(masterKey);
      expect(await readFile(join(data, 'notes.txt'), 'utf8')).toBe('mine');
    },
    6 * minutes,
  );

  it(
    'runs the demo on a folder of orders with --once, exits 0 and leaves nothing behind',
    async () => {
      const [few, temporary] = [await fewOrders(25), await folder()];
      const once = runIn({ TMPDIR: temporary }, '--once', '--data-set', few);
      expect([await once.exited, once.text()]).toEqual([0, expect.stringContaining('The whole run')]);
      expect((await readdir(temporary)).filter((name) => name.startsWith('atobarai-'))).toEqual([]);
    },
    4 * minutes,
  );

  it(
    'exits 1 and lists each difference when a data set comes out otherwise than it says',
    async () => {
      const wrong = await fewOrders(50);
      const expected = JSON.parse(await readFile(join(wrong, 'expected.json'), 'utf8')) as Record<string, unknown>[];
      const planted = [
        ...expected.filter((entry) => entry['shopOrderId'] !== 'S1-00049'),
        { shopOrderId: 'S1-00049', file: 'orders', code: 'currency' },
        { shopOrderId: 'S1-00002', file: 'orders', decision: 'rejected', reason: 'limit_exceeded' },
      ];
      await writeFile(join(wrong, 'expected.json'), JSON.stringify(planted));
      const once = run('--once', '--data-set', wrong);
      expect(await once.exited).toBe(1);
      for (const words of ['S1-00049', 'amount_mismatch', 'currency', 'S1-00002']) expect(once.text()).toContain(words);
    },
    6 * minutes,
  );
});
