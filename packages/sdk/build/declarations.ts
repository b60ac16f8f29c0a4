import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const sdkFolder = join(import.meta.dirname, '..');
const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

/** Writes the types of every source twice, as `.d.ts` for `import` and as `.d.cts` for `require`. */
export async function writeDeclarations(outFolder: string): Promise<void> {
  const project = join(sdkFolder, 'tsconfig.build.json');
  const { status } = spawnSync(process.execPath, [compiler, '-p', project, '--outDir', outFolder], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The compiler did not write the types.');
  const files = globSync('**/*.d.ts', { cwd: outFolder }).map((file) => join(outFolder, file));
  await Promise.all(
    files.map(async (file) => {
      const declarations = await readFile(file, 'utf8');
      await writeFile(file, naming(declarations, '.js'));
      await writeFile(file.replace(/\.ts$/, '.cts'), naming(takingTypesOfModules(declarations), '.cjs'));
    }),
  );
}

/** The compiler leaves `.ts` in the names of the files that a declaration refers to. */
function naming(declarations: string, extension: '.js' | '.cjs'): string {
  return declarations.replace(/(\bfrom |\bimport\()(["'])(\.[^"']*)\.ts\2/g, `$1$2$3${extension}$2`);
}

/** MSW has no form for `require`; a file that is loaded so may name its types all the same, if it says how. */
function takingTypesOfModules(declarations: string): string {
  return declarations.replace(
    /^import (?:type )?\{([^}]*)\} from (["']msw\/[^"']*["']);/gm,
    (_, names: string, from: string) =>
      `import type {${names.replaceAll(/\btype /g, '')}} from ${from} with { 'resolution-mode': 'import' };`,
  );
}
