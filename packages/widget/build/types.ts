import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

/** What each subpath of the package declares, from `src`. */
const entries = ['index', 'message', 'loader', 'testing/index', 'typings/elements'];
/** Written by hand, because they belong to a framework that a shop may not have. */
const frameworks = ['react', 'preact', 'vue'];

/** Writes the declarations that a shop's compiler reads, and none of what they do not lead to. */
export async function writeTypes(folder: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'atobarai-widget-types-'));
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', join(root, 'tsconfig.types.json'), '--outDir', all]);
    await rm(folder, { recursive: true, force: true });
    for (const file of await reachable(all)) await put(join(folder, file), await readFile(join(all, file), 'utf8'));
  } finally {
    await rm(all, { recursive: true, force: true });
  }
  for (const name of frameworks) await cp(join(root, `src/typings/${name}.d.ts`), join(folder, `typings/${name}.d.ts`));
}

async function reachable(all: string): Promise<ReadonlySet<string>> {
  const found = new Set(entries.map((entry) => `${entry}.d.ts`));
  for (const file of found) {
    const text = await readFile(join(all, file), 'utf8');
    for (const [, path = ''] of text.matchAll(/(?:from|import\() ?'(\.[^']+)\.ts'/g)) found.add(join(dirname(file), `${path}.d.ts`));
  }
  return found;
}

/** Compilers before TypeScript 5 look for a declaration beside a script alone. */
async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text.replaceAll(/((?:from|import\() ?'\.[^']+)\.ts'/g, "$1.js'"));
}
