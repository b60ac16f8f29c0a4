import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '../packages/sdk/src/contract/events.ts';
import { moduleOrder } from './module-order.ts';
import { readTree, root } from './source-tree.ts';
import { tableOwners } from './table-owners.ts';

const documents = [...readTree('*.md', 'docs/**/*.md', '.changeset/*.md', 'packages/**/README.md')];
const [readme = '', glossary = '', flow = '', running = ''] = ['README.md', 'docs/glossary.md', 'docs/flow.md', 'docs/running.md'].map(
  (file) => readTree(file).get(file),
);

describe('the documents', () => {
  it.each(documents)('%s links only to what exists', (file, text) => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g), ...text.matchAll(/<img[^>]* src="([^"]+)"/g)];
    const missing = links.map(([, link = '']) => link).filter((link) => !existsSync(join(root, dirname(file), link)));
    expect(missing).toEqual([]);
  });

  it('the README tells the two commands in both languages', () => {
    expect(readme.match(/^npm start$/gm)).toHaveLength(2);
    expect(readme.match(/^npm test$/gm)).toHaveLength(2);
  });

  it('docs/flow.md names every event there is, and no other', () => {
    const named = [...flow.matchAll(/`((?:order|shipment|invoice|advance|refund|payout|import)\.[a-z_]+)`/g)].map(([, type]) => type);
    expect([...new Set(named)].toSorted()).toEqual(eventTypes.toSorted());
  });

  it('docs/flow.md names only tables and modules there are', () => {
    const cells = [...flow.matchAll(/\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, modules = '', tables = '']) => ({ modules, tables }));
    const modules = cells.flatMap(({ modules: cell }) => cell.split(', ')).filter((word) => /^[a-z]+$/.test(word));
    const tables = cells.flatMap(({ tables: cell }) => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, table = '']) => table));
    expect(modules.filter((module) => !(moduleOrder as readonly string[]).includes(module))).toEqual([]);
    expect(tables.filter((table) => tableOwners[table] === undefined)).toEqual([]);
    expect(modules.length + tables.length).toBeGreaterThan(40);
  });

  it('docs/running.md lists every variable that the server reads, and no other', () => {
    const config = readTree('packages/server/src/platform/config.ts').get('packages/server/src/platform/config.ts') ?? '';
    const read = [...config.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
    expect(read).toContain('DATABASE_URL');
    const listed = [...running.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);
    expect(listed.toSorted()).toEqual(read.toSorted());
  });

  it('every decision is one page: a question, what was decided, and why', () => {
    const decisions = [...readTree('docs/decisions/*.md')];
    expect(decisions.length).toBeGreaterThan(0);
    for (const [file, text] of decisions) {
      expect(text.trim().split('\n').length, file).toBeLessThanOrEqual(25);
      expect(text, file).toMatch(/^# \d{4} .+\?\n/);
      expect(text, file).toMatch(/\*\*Decided\.\*\*[\s\S]*\*\*Because\.\*\*/);
    }
  });
});

describe('the glossary', () => {
  const rows = [...glossary.matchAll(/^\| (?!用語|-)(.+?) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
    ([, japanese = '', english = '', code = '', rule = '']) => ({
      japanese,
      english,
      code,
      rule,
    }),
  );
  const sources = [...readTree('packages/*/src/**/*.ts', 'packages/server/migrations/*.sql').values()].join('\n');

  it('knows every 用語 and every English word once', () => {
    const twice = (words: readonly string[]) => words.filter((word, index) => words.indexOf(word) !== index);
    expect(twice(rows.map(({ japanese }) => japanese))).toEqual([]);
    expect(twice(rows.map(({ english }) => english))).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
  });

  it('names the rule that each word comes from', () => {
    expect(rows.filter(({ rule }) => !/^((SF|AD|SQ|AM)-(\d{2}|T\d)|F\d{2}|4\.\d)$/.test(rule))).toEqual([]);
  });

  it('names words that stand in the code, or the part that will bring them', () => {
    const absent = rows.filter(({ code }) => {
      const word = code.match(/^`([\w.]+)`$/)?.[1];
      return word === undefined
        ? !/^\*part [B-K](–[B-K])?\*$/.test(code)
        : !new RegExp(`(?<!\\w)${word.replace('.', '\\.')}(?!\\w)`).test(sources);
    });
    expect(absent.map(({ japanese, code }) => `${japanese}: ${code}`)).toEqual([]);
  });
});
