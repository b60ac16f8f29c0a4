import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
  return startProgram(['--conditions=source', '--disable-warning=ExperimentalWarning', main, ...given]);
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'atobarai-start-'));
  folders.push(made);
  return made;
}

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
    'runs the demo once per data directory, keeps keys and orders over a restart, and lets nobody else into the directory',
    async () => {
      const data = await folder();
      const first = run('--data', data, '--port', '0');
      await first.said('server.log');
      const key = /sk_test_\S+/.exec(first.text())?.[0] ?? '';
      // Not even --reset takes the data from under a running server.
      for (const args of [[], ['--reset']]) {
        const other = run('--data', data, '--port', '0', ...args);
        expect(await other.exited).toBe(1);
        expect(other.text()).toContain(String(first.child.pid));
      }
      first.child.kill('SIGKILL');
      await first.exited;
      const again = run('--data', data, '--port', '0');
      await again.said('server.log');
      expect(again.text()).toContain('The whole run');
      expect(again.text()).not.toContain('1. ');
      const url = /http:\/\/localhost:\d+/.exec(again.text())?.[0] ?? '';
      const orders = await fetch(`${url}/v1/orders?limit=1`, { headers: { authorization: `Bearer ${key}` } });
      expect(orders.status).toBe(200);
      expect(((await orders.json()) as { data: unknown[] }).data).toHaveLength(1);
      again.child.kill('SIGTERM');
      expect(await again.exited).toBe(0);
    },
    4 * minutes,
  );

  it(
    'exits 1 and lists each difference when a data set comes out otherwise than it says',
    async () => {
      const wrong = await folder();
      await cp(sample, wrong, { recursive: true });
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
    4 * minutes,
  );
});
