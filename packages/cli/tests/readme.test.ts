import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../server/tests/support/node-server.ts';
import { commands } from '../src/commands/index.ts';
import { argumentProblem, commonOptions } from '../src/frame/arguments.ts';
import { commandPath } from '../src/frame/command-path.ts';
import { exitCodes } from '../src/model.ts';
import { type Machine, newMachine } from './support/cli.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block.trim().split('\n'));
const rows = [...readme.matchAll(/^\| (`[^`]+`|\d+) \|/gm)].map(([, cell = '']) => cell.replaceAll('`', ''));

let server: NodeServer;
let machine: Machine;
beforeAll(async () => {
  server = await nodeServer();
  machine = await newMachine({ ATOBARAI_BASE_URL: server.baseUrl });
  await mkdir(join(machine.home, '.data'));
  await writeFile(join(machine.home, '.data', 'sandbox-keys.json'), JSON.stringify(server.keys));
});
afterAll(async () => {
  await machine.remove();
  await server.close();
});

describe('the README', () => {
  it('names every command and no other', () => {
    const named = rows.filter((row) => /^[a-z]/.test(row)).map((row) => row.replace(/ (--\S+ )?[A-Z_]+$/, ''));
    expect(named.toSorted()).toEqual(commands.map(({ path }) => path).toSorted());
  });

  it('names every exit code and no other', () => {
    expect(rows.filter((row) => /^\d/.test(row)).map(Number)).toEqual(Object.values(exitCodes));
  });

  it('names every variable that is read', async () => {
    const { findSignIn, configFolder } = await import('../src/platform/credentials.ts');
    const read = new Set<string>();
    const env = new Proxy<Record<string, string | undefined>>({}, { get: (_, name) => void read.add(String(name)) });
    await findSignIn({ env, homeFolder: machine.home });
    configFolder({ env, homeFolder: machine.home });
    expect([...read].filter((name) => name.startsWith('ATOBARAI_')).toSorted()).toEqual(
      rows.filter((row) => row.startsWith('ATOBARAI_')).toSorted(),
    );
  });

  it.each(blocks.flat())('writes it as it is: %s', (line) => {
    const typed = /atobarai ([^)]+)/.exec(line)?.[1] ?? '';
    const { words, args } = commandPath(
      typed.split(' '),
      commands.map(({ path }) => path),
      commonOptions,
    );
    const found = commands.find(({ path }) => path === words.join(' '));
    expect(found && argumentProblem(args, found.options)).toBeUndefined();
    expect(found).toBeDefined();
  });

  it('can be followed line by line', async () => {
    for (const line of blocks[0] ?? []) {
      const ran = await machine.run(line.replace(/^atobarai /, ''));
      expect(ran.code, `${line}\n${ran.notes.join('\n')}`).toBe(0);
    }
    expect((await stat(join(machine.home, 'orders.csv'))).size).toBeGreaterThan(300);
  });
});
