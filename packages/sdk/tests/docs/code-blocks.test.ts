import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { blocksIn, type CodeBlock, codeBlocks, root, writeBlocks } from '../support/code-blocks.ts';

const blocks = codeBlocks('*.md', 'docs/**/*.md', 'examples/**/*.md', 'packages/**/*.md', 'packages/*/src/**/*.ts');

/** What the compiler says of these blocks, at the places of the documents. */
async function mistakesIn(name: string, checked: readonly CodeBlock[]): Promise<string[]> {
  // Inside the package, so that its name and its dependencies are found.
  const folder = join(root, 'packages/sdk/.cache', name);
  const written = await writeBlocks(folder, checked);
  const widget = join(root, 'packages/widget/src');
  const shopify = join(root, 'packages/adapter-shopify/src');
  // What is no dependency of the sdk is found by its place.
  const paths = {
    '@atobarai/widget': [join(widget, 'index.ts')],
    '@atobarai/widget/testing': [join(widget, 'testing/index.ts')],
    '@atobarai/adapter-shopify': [join(shopify, 'index.ts')],
    '@atobarai/adapter-shopify/testing': [join(shopify, 'testing/index.ts')],
  };
  const config = {
    extends: relative(folder, join(root, 'tsconfig.base.json')),
    compilerOptions: { jsx: 'react', jsxFactory: 'h', paths },
    include: ['**/*.ts', join(widget, 'styles/css.d.ts')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const run = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], { cwd: folder });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return stdout
    .split('\n')
    .filter((line) => / error TS/.test(line))
    .map((said) => {
      const [, file = '', line = '0', message = said] = /^(.+?)\((\d+),\d+\): error (.+)$/.exec(said) ?? [];
      const block = written.get(join(folder, file));
      return block === undefined ? said : `${block.document}:${block.line + Number(line) - 1} ${message}`;
    });
}

describe('every block of TypeScript in a document or a docstring', () => {
  it('compiles as it stands, under the rules of this repository', async () => {
    expect(blocks.length).toBeGreaterThan(30);
    expect(await mistakesIn('code-blocks', blocks)).toEqual([]);
  });

  it('is found missing something, at its own line', async () => {
    const planted = blocksIn('planted.md', "# Planted\n\n```ts\nimport { createClient } from '@atobarai/sdk';\n\ncreateClient({});\n```\n");
    expect(await mistakesIn('planted-blocks', planted)).toEqual([expect.stringMatching(/^planted\.md:6 TS2741: Property 'apiKey'/)]);
  });

  it('is taken out of a comment without its stars', () => {
    const [block] = blocksIn('a.ts', '/**\n * Says.\n *\n * ```ts\n * const a = 1;\n *\n * print(a);\n * ```\n */');
    expect(block).toMatchObject({ line: 5, code: 'const a = 1;\n\nprint(a);\n' });
  });
});

it('both languages of the README show the same code, in the same order', () => {
  const codeOf = (document: string) => blocks.filter((block) => block.document === document).map(({ code }) => code);
  expect(codeOf('packages/sdk/README.ja.md')).toEqual(codeOf('packages/sdk/README.md'));
});
