import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeAdminSchema } from './write-admin-schema.ts';

const folder = join(import.meta.dirname, '..');
const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

/** Writes what is published: modules and their types, and the schema the fake shop executes. */
export function buildPackage(outDir: string): void {
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.build.json'), '--outDir', outDir], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The compiler did not write the package.');
  // The compiler leaves `.ts` in the names of the files that a declaration refers to.
  for (const file of globSync('**/*.d.ts', { cwd: outDir }).map((name) => join(outDir, name))) {
    const declarations = readFileSync(file, 'utf8');
    writeFileSync(file, declarations.replace(/(\bfrom |\bimport\()(["'])(\.[^"']*)\.ts\2/g, '$1$2$3.js$2'));
  }
  writeAdminSchema(outDir);
}

if (import.meta.main) buildPackage(process.argv[2] ?? join(folder, 'dist'));
