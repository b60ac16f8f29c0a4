import { describe, expect, it } from 'vitest';
import { argumentProblem, commonOptions } from './arguments.ts';

const about = { ja: '', en: '' };
const options = {
  file: { type: 'positional', required: true, hint: 'FILE', about },
  'dry-run': { type: 'boolean', about },
  mode: { type: 'string', oneOf: ['partial', 'all'], about },
  output: { type: 'string', alias: 'o', hint: 'PATH', about },
  ...commonOptions,
} as const;

const problem = (line: string) => argumentProblem(line === '' ? [] : line.split(' '), options)?.en;

describe('the arguments of a command', () => {
  it.each([
    'a.csv',
    '--dry-run a.csv',
    'a.csv --mode all --json',
    '-o out.csv a.csv',
    '-oout.csv a.csv',
    '--mode=all -',
    '-- --odd-name.csv',
  ])('takes %s', (line) => {
    expect(problem(line)).toBeUndefined();
  });

  it.each([
    ['a.csv --dryrun', 'There is no option --dryrun. Did you mean --dry-run?'],
    ['a.csv --no-json', 'There is no option --no-json. --help lists them.'],
    ['a.csv -x', 'There is no option -x. --help lists them.'],
    ['a.csv --file b.csv', 'There is no option --file. --help lists them.'],
    ['a.csv --mode', '--mode needs a value: --mode VALUE.'],
    ['a.csv --output --json', '--output needs a value: --output PATH.'],
    ['a.csv --mode=', '--mode needs a value: --mode VALUE.'],
    ['a.csv --json=yes', '--json takes no value.'],
    ['a.csv --mode al', '--mode cannot be al. Did you mean all? It is one of partial, all.'],
    ['a.csv --mode all --mode partial', '--mode is given twice.'],
    ['a.csv b.csv', 'There is an argument too many: b.csv.'],
    ['', 'FILE is missing.'],
  ])('refuses %s', (line, reason) => {
    expect(problem(line)).toBe(reason);
  });
});
