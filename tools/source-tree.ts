import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** The text of every file that matches, by its path from the root. */
export function readTree(...patterns: string[]): ReadonlyMap<string, string> {
  const files = globSync(patterns, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' });
  return new Map(files.toSorted().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]));
}

/** Neither a test nor what only tests use. */
export function isProduction(file: string): boolean {
  return !/\.(test|fixture)\.tsx?$/.test(file) && !/\/tests?\//.test(file);
}

/** The files that a file imports by a relative path, types included, as paths from the root. */
export function importedFiles(file: string, source: string): string[] {
  const specifiers = source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']*)'/g);
  return [...specifiers].map(([, specifier = '']) => posix.join(posix.dirname(file), specifier));
}
