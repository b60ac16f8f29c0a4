import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { isBuiltin } from 'node:module';

type Found = { readonly path: string; readonly importer: string };

/** Notes every import of a module of Node, and lets the bundle be made all the same. */
function builtinsInto(found: Found[]): Plugin {
  return {
    name: 'builtins',
    setup({ onResolve }) {
      onResolve({ filter: /^[a-z]/ }, ({ path, importer }) => {
        if (!isBuiltin(path)) return undefined;
        found.push({ path, importer });
        return { path, external: true };
      });
    },
  };
}

async function builtinsOf(source: string): Promise<Found[]> {
  const found: Found[] = [];
  await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    splitting: true,
    platform: 'browser',
    format: 'esm',
    conditions: ['source'],
    outdir: '/bundle',
    write: false,
    logLevel: 'silent',
    plugins: [builtinsInto(found)],
  });
  return found;
}

describe('the bundle for a browser', () => {
  it('of the embedded server imports nothing of Node, but PGlite, which does so in Node alone', async () => {
    const found = await builtinsOf(`export * from '@atobarai/server/embedded';`);
    expect(found.filter(({ importer }) => !importer.includes('@electric-sql/pglite'))).toEqual([]);
  });

  it('of the testing kit has no more than that', async () => {
    const found = await builtinsOf(`export * from '@atobarai/sdk/testing';`);
    expect(found.filter(({ importer }) => !importer.includes('@electric-sql/pglite'))).toEqual([]);
  });

  it('would tell of a module of Node', async () => {
    const found = await builtinsOf(`import { join } from 'node:path'; import fs from 'fs'; console.log(join, fs);`);
    expect(found.map(({ path }) => path)).toEqual(['node:path', 'fs']);
  });
});
