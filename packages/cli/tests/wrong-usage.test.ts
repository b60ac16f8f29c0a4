import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { type Machine, newMachine } from './support/cli.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await newMachine();
});
afterAll(() => machine.remove());

describe('a command line that cannot be meant', () => {
  it.each([
    ['evnts list', 'There is no command evnts. Did you mean events list?'],
    ['orders improt a.csv', 'There is no command orders improt. Did you mean orders import?'],
    ['frobnicate', 'There is no command frobnicate. atobarai --help lists them.'],
    ['orders', 'Which of them? orders import'],
    ['clock show --jsn', 'There is no option --jsn. Did you mean --json?'],
    ['clock show now', 'There is an argument too many: now.'],
    ['clock advance', 'Give one of --days, --to and --to-next.'],
    ['clock advance --days 0', '--days is a whole number from 1 to 400, not 0.'],
    ['clock advance --to tomorrow', '--to is written as 2026-11-01, not tomorrow.'],
    ['trigger', 'Which event? --list lists them.'],
    ['trigger order.aproved', 'There is no event order.aproved. Did you mean order.approved?'],
    ['listen', '--forward-to URL is missing, such as --forward-to localhost:3000/webhooks.'],
    ['listen --forward-to ftp://localhost', '--forward-to is not an address: ftp://localhost'],
    ['listen --forward-to http://me:secret@localhost', '--forward-to is not an address: http://me:secret@localhost'],
    ['listen --forward-to 3000 --events invoice.payed', 'There is no event invoice.payed. Did you mean invoice.paid?'],
    ['events resend', 'Give an EVENT_ID, or all of --endpoint, --from and --to.'],
    ['events list --limit many', '--limit is a whole number from 1, not many.'],
    ['events list --type order.aproved', '--type cannot be order.aproved. Did you mean order.approved?'],
    ['logs tail --lines x', '--lines is a whole number from 0 to 100, not x.'],
    ['export orders --json', 'With --json name a file with -o: standard output is for the CSV otherwise.'],
    ['export orders --encoding sjis', '--encoding cannot be sjis. It is one of utf-8, cp932.'],
    ['clock show --lang de', '--lang cannot be de. It is one of ja, en.'],
    ['--verison', 'There is no option --verison. Did you mean --version?'],
  ])('%s', async (line, message) => {
    const ran = await machine.run(line);
    expect({ code: ran.code, message: ran.notes[0] }).toEqual({ code: 2, message });
  });

  it('is told in JSON as well, in the language that is asked for', async () => {
    const ran = await machine.run('--json --lang ja orders improt');
    expect(ran).toMatchObject({
      code: 2,
      json: { error: { code: 'usage', message: expect.stringContaining('orders import のことですか。') } },
    });
  });
});

describe('the help', () => {
  it('lists every command, and how it may end', async () => {
    for (const line of ['', '--help', '--help --lang ja']) {
      const { code, out, notes } = await machine.run(line);
      expect({ code, notes }).toEqual({ code: 0, notes: [] });
      for (const { path } of commands) expect(out).toContain(path);
      for (const exit of ['0', '1', '2', '3', '4', '130']) expect(out).toMatch(new RegExp(`^  ${exit} +\\S`, 'm'));
    }
  });

  it.each(commands.map(({ path, options }) => [path, Object.keys(options)] as const))(
    '%s explains all of its options',
    async (path, names) => {
      for (const language of ['ja', 'en']) {
        const { code, out } = await machine.run(`${path} --help --lang ${language}`);
        expect(code).toBe(0);
        const positional = commands.find((command) => command.path === path)?.options;
        for (const name of names) expect(out).toContain(positional?.[name]?.type === 'positional' ? positional[name]?.hint : `--${name}`);
      }
    },
  );

  it('has only examples that are right', async () => {
    const { argumentProblem, commonOptions } = await import('../src/frame/arguments.ts');
    const { commandPath } = await import('../src/frame/command-path.ts');
    for (const { path, options, examples } of commands) {
      for (const example of examples) {
        const line = /atobarai ([^)|<]+)/.exec(example)?.[1]?.trim() ?? '';
        const { words, args } = commandPath(
          line.split(/\s+/),
          commands.map((command) => command.path),
          commonOptions,
        );
        expect(words.join(' '), example).toBe(path);
        expect(argumentProblem(args, options), example).toBeUndefined();
      }
    }
  });

  it('says which version it is: that of its package', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    expect(await machine.run('--version')).toMatchObject({ code: 0, out: `${manifest.version}\n` });
    expect((await machine.run('--version --json')).json).toEqual({ version: manifest.version });
  });
});
