import { describe, expect, it } from 'vitest';
import { codes } from '../packages/sdk/src/contract/codes.ts';
import { readTree } from './source-tree.ts';

const laterTable = readTree('docs/codes-later.md').get('docs/codes-later.md') ?? '';

/** Rows of the table `| code | part | what will raise it |`. */
const later = new Map([...laterTable.matchAll(/^\| `([a-z_]+)` \| ([^|]+) \|/gm)].map(([, code = '', part = '']) => [code, part.trim()]));

const tests = [...readTree('packages/**/*.test.ts').values()].join('\n');
// A table of cases may name the code together with its field: 'item_name items[0].name'.
const isTested = (code: string, text = tests) => new RegExp(`['"\`]${code}(?: [^'"\`\n]*)?['"\`]`).test(text);

describe('every code of the contract (domain.md 4.7)', () => {
  it('is raised in a test, or stands in docs/codes-later.md with the part that will raise it', () => {
    expect(codes.filter((code) => !isTested(code) && !later.has(code))).toEqual([]);
  });

  it('leaves docs/codes-later.md once a test raises it', () => {
    expect([...later.keys()].filter((code) => isTested(code))).toEqual([]);
  });

  it('is the only kind of code in docs/codes-later.md, each with a part from B to K', () => {
    expect([...later.keys()].filter((code) => !(codes as readonly string[]).includes(code))).toEqual([]);
    expect([...later].filter(([, part]) => !/^[B-K](–[B-K])?$/.test(part))).toEqual([]);
  });

  it('is looked for as a whole word in quotes', () => {
    expect(isTested('not_found', `expect(code).toBe('order_not_found')`)).toBe(false);
    expect(isTested('not_found', `expect(code).toBe('not_found')`)).toBe(true);
  });
});
