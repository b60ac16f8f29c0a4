import { describe, expect, it } from 'vitest';
import { commonOptions } from './arguments.ts';
import { commandPath } from './command-path.ts';

const paths = ['login', 'events list', 'trigger'];
const found = (line: string) => commandPath(line.split(' '), paths, commonOptions);

describe('the command that is meant', () => {
  it('ends where its words end: the rest is for the command', () => {
    expect(found('events list --type x')).toEqual({ words: ['events', 'list'], args: ['--type', 'x'] });
    expect(found('trigger login')).toEqual({ words: ['trigger'], args: ['login'] });
  });

  it('may have common options before it', () => {
    expect(found('--lang ja --json events list --limit 1')).toEqual({
      words: ['events', 'list'],
      args: ['--lang', 'ja', '--json', '--limit', '1'],
    });
  });

  it('is unknown from the first word that leads nowhere', () => {
    expect(found('events lst --json')).toEqual({ words: ['events'], unknown: 'lst', args: ['--json'] });
    expect(found('list')).toEqual({ words: [], unknown: 'list', args: [] });
  });
});
