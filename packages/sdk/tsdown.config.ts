import { defineConfig, type UserConfig } from 'tsdown';
import { writeDeclarations } from './build/declarations.ts';
import manifest from './package.json' with { type: 'json' };

/** `contract/index` from `./src/contract/index.ts`, for every subpath of the package. */
const entry = Object.fromEntries(
  Object.values(manifest.exports).map(({ source }) => [source.replace(/^\.\/src\/(.*)\.ts$/, '$1'), source]),
);

const shared = {
  entry,
  platform: 'neutral',
  target: 'es2022',
  dts: false,
  hash: false,
  report: false,
  // What there is to say of each name stands in the types.
  outputOptions: { comments: { jsdoc: false } },
} as const satisfies UserConfig;

const modulesOfNode = /^node:/;

export default defineConfig([
  {
    ...shared,
    format: 'esm',
    deps: { neverBundle: [modulesOfNode] },
    // tsdown takes five times as long over the types of the contract as the compiler itself.
    hooks: { 'build:done': ({ options }) => writeDeclarations(options.outDir) },
  },
  {
    ...shared,
    format: 'cjs',
    // ky has no form for `require`, so its code and its licence come along.
    deps: { neverBundle: [modulesOfNode], alwaysBundle: ['ky'], onlyBundle: ['ky'] },
    copy: [{ from: 'node_modules/ky/license', rename: 'ky-license.txt' }],
  },
]);
