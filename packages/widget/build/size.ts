import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildWidget } from '../build.ts';

// `npm run size`: what a page loads, held against the most it may be.

export type Part = 'element' | 'style' | 'message' | 'loader';
export type Size = { readonly gzip: number; readonly brotli: number };

/** Bytes after gzip -9 (P8). The element stands in one file with both languages; its style is counted apart. */
export const ceilings: Readonly<Record<Part, number>> = { element: 15 * 1024, style: 2.5 * 1024, message: 5_000, loader: 1.8 * 1024 };

const style = /`\.box\{--accent[^`]*`/;

export const sizeOf = (text: string): Size => ({
  gzip: gzipSync(text, { level: 9 }).length,
  brotli: brotliCompressSync(text).length,
});

/** The sizes of what was built into a folder. */
export async function sizesIn(folder: string): Promise<Record<Part, Size>> {
  const [element = '', message = '', loader = ''] = await Promise.all(
    ['atobarai-widget.js', 'atobarai-message.js', 'atobarai-loader.js'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  const css = style.exec(element)?.[0];
  if (!css) throw new Error('The style is not in the element as it was: look for it anew.');
  return { element: sizeOf(element.replace(css, '``')), style: sizeOf(css), message: sizeOf(message), loader: sizeOf(loader) };
}

if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'atobarai-widget-'));
  await buildWidget(folder);
  const sizes = await sizesIn(folder);
  await rm(folder, { recursive: true });
  console.log('             gzip   brotli  ceiling');
  for (const part of Object.keys(ceilings) as Part[]) {
    const figures = [sizes[part].gzip, sizes[part].brotli, ceilings[part]].map((bytes) =>
      Math.floor(bytes).toLocaleString('en').padStart(8),
    );
    console.log(`${part.padEnd(9)}${figures.join(' ')}`);
  }
  const over = Object.entries(ceilings).filter(([part, ceiling]) => sizes[part as Part].gzip > ceiling);
  if (over.length > 0) console.error(`Over its ceiling: ${over.map(([part]) => part).join(', ')}.`);
  process.exitCode = over.length > 0 ? 1 : 0;
}
