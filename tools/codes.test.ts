import { describe, expect, it } from 'vitest';
import { codes } from '../packages/sdk/src/contract/codes.ts';
import { readTree } from './source-tree.ts';

const laterTable = readTree('docs/codes-later.md').get('docs/codes-later.md') ?? '';

/** Rows of the table `| code | part | what will raise it |`. */
const later = new Map([...laterTable.matchAll(/^\| `([a-z_]+)` \| ([^|]+) \|/gm)].map(([, code = '', part = '']) => [code, part.trim()]));

/** A test that asks the server: over its API, at a database, or at the rules that read an order's body. */
const asksTheServer = /\/tests\/(?:flows|http)\/|from '[./]+(?:tests\/)?support\/(?:app|databases|node-server|importing|order-input)\.ts'/;
// What screening or a slip would say to facts that a test made up may be what the server can never say.
const isAsked = (file: string, text: string) =>
  asksTheServer.test(file) || (asksTheServer.test(text) && !/modules\/(?:screening|\w+\/decide)\/(?!rules\/)/.test(file));

const answered = (tests: ReadonlyMap<string, string>) =>
  [...tests]
    .filter(([file, text]) => isAsked(file, text))
    .map(([, text]) => text)
    .join('\n');

const tests = answered(readTree('packages/server/**/*.test.ts'));
// A table of cases may name the code together with its field: 'item_name items[0].name'.
const isTested = (code: string, text = tests) => new RegExp(`['"\`]${code}(?: [^'"\`\n]*)?['"\`]`).test(text);

describe('every code of the contract (domain.md 4.7)', () => {
  it('is answered by the server in a test, or stands in docs/codes-later.md with the part that will raise it', () => {
    expect(codes.filter((code) => !isTested(code) && !later.has(code))).toEqual([]);
  });

  it('leaves docs/codes-later.md once the server answers it in a test', () => {
    expect([...later.keys()].filter((code) => isTested(code))).toEqual([]);
  });

  it('is the only kind of code in docs/codes-later.md, each with a part from B to K', () => {
    expect([...later.keys()].filter((code) => !(codes as readonly string[]).includes(code))).toEqual([]);
    expect([...later].filter(([, part]) => !/^[B-K](–[B-K])?$/.test(part))).toEqual([]);
  });

  it('is not found where only made-up facts raise it, nor in another package', () => {
    const mention = `expect(code).toBe('merchant_risk')`;
    const onDatabase = `import { describePglite } from '../../../tests/support/databases.ts';`;
    const told = (file: string, text: string) => isTested('merchant_risk', answered(new Map([[file, text]])));
    expect(told('packages/server/src/modules/screening/decide.test.ts', mention)).toBe(false);
    expect(told('packages/server/src/modules/payouts/decide/close.test.ts', `${onDatabase}${mention}`)).toBe(false);
    expect(told('packages/server/src/modules/payouts/service/closing.db.test.ts', `${onDatabase}${mention}`)).toBe(true);
    expect(told('packages/server/tests/http/magic-buyers.test.ts', mention)).toBe(true);
    expect([...readTree('packages/server/**/*.test.ts').keys()].every((file) => file.startsWith('packages/server/'))).toBe(true);
  });

  it('is looked for as a whole word in quotes', () => {
    expect(isTested('not_found', `expect(code).toBe('order_not_found')`)).toBe(false);
    expect(isTested('not_found', `expect(code).toBe('not_found')`)).toBe(true);
  });
});
