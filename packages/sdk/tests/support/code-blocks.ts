import { globSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../../../..');

/** A block of TypeScript in a document or a comment. */
export type CodeBlock = {
  /** From the root. */
  readonly document: string;
  /** Where its first line stands, from 1. */
  readonly line: number;
  /** As its first line says (`// client.ts`), or made of where it stands. */
  readonly file: string;
  readonly code: string;
};

/** Every block marked `ts` in these documents and in the comments of these sources. */
export function codeBlocks(...patterns: string[]): CodeBlock[] {
  const documents = globSync(patterns, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' || name === '.cache' });
  return documents.toSorted().flatMap((document) => blocksIn(document, readFileSync(join(root, document), 'utf8')));
}

/** Documents and comments alike: a comment's lines begin with a star. */
export function blocksIn(document: string, text: string): CodeBlock[] {
  return [...text.matchAll(/^( *(?:\* )?)```ts\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [, margin = '', body = ''] = match;
    const line = text.slice(0, match.index).split('\n').length + 1;
    const code = body
      .split('\n')
      .map((each) => (each.startsWith(margin) ? each.slice(margin.length) : each.slice(margin.trimEnd().length)))
      .join('\n');
    return { document, line, code, file: /^\/\/ (\S+\.ts)$/m.exec(code.split('\n')[0] ?? '')?.[1] ?? `line-${line}.ts` };
  });
}

/** Writes blocks as files, those of one document side by side so that they can import each other. */
export async function writeBlocks(folder: string, blocks: readonly CodeBlock[]): Promise<ReadonlyMap<string, CodeBlock>> {
  await rm(folder, { recursive: true, force: true });
  const written = new Map<string, CodeBlock>();
  for (const block of blocks) {
    const path = join(folder, block.document.replaceAll('/', '+'), block.file);
    if (written.has(path)) throw new Error(`${block.document} has two blocks named ${block.file}`);
    await mkdir(dirname(path), { recursive: true });
    // Without an import or an export it would share its names with every other block.
    await writeFile(path, /^(import|export) /m.test(block.code) ? block.code : `${block.code}\nexport {};\n`);
    written.set(path, block);
  }
  return written;
}
