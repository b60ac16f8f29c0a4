import { describe, expect, it } from 'vitest';
import { readTree } from './source-tree.ts';

const sources = readTree('{packages,examples,bench,tools}/**/*.{ts,tsx}');
const texts = readTree(
  '{packages,examples,bench,tools,docs}/**/*.{ts,tsx,md,sql,json}',
  '*.{md,json,yaml,mjs,ts}',
  '.ci/run',
  '.changeset/*',
);

/** Names that say nothing about what is inside. */
const emptyNames = /^(utils?|helpers?|common|misc|managers?|shared|stuff)(\.|$)/;

const double = ['as', 'unknown', 'as'].join(' ');
const machine = /\/(?:home|root|work)\//;

describe('the words of the house', () => {
  it('no file or folder has a name that says nothing', () => {
    const paths = [...sources.keys()];
    expect(paths.filter((path) => path.split('/').some((part) => emptyNames.test(part)))).toEqual([]);
  });

  it('no type is forced through unknown', () => {
    expect([...sources].filter(([, text]) => text.includes(double)).map(([path]) => path)).toEqual([]);
  });

  it('no path of the machine it was written on is left behind', () => {
    const found = [...texts].filter(([, text]) => machine.test(text));
    expect(found.map(([path, text]) => `${path}: ${text.match(machine)?.[0]}`)).toEqual([]);
  });

  it('emptyNames means whole names', () => {
    expect(['utils.ts', 'helpers', 'common.test.ts'].filter((name) => !emptyNames.test(name))).toEqual([]);
    expect(['utility-bill.ts', 'shared-lock.ts'].filter((name) => emptyNames.test(name))).toEqual([]);
  });
});
