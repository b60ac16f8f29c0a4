import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { viewsAsCalls } from './jsx.ts';

export type Bundle = {
  /** The module that it begins with. */
  readonly entry: string;
  readonly fileName: string;
  readonly format: 'es' | 'iife';
  /** Where it is written. */
  readonly folder: string;
  readonly plugins?: readonly Plugin[];
};

/** Makes one script of a module and all that it imports. Answers the files that a page loads with it at once, itself first. */
export async function bundle({ entry, fileName, format, folder, plugins = [] }: Bundle): Promise<string[]> {
  const built = await build({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    logLevel: 'warn',
    // Also when NODE_ENV says that this is a test.
    mode: 'production',
    plugins: [viewsAsCalls, ...plugins],
    // The published package stands alone: what it is made of lies in it.
    resolve: { conditions: ['source', 'module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      cssMinify: true,
      // light-dark() stays as it is: what it would be lowered to follows only a color-scheme of our own, not the page's.
      cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
      // Vite leaves white space and comments in a library's modules, for the bundlers after it; a page needs neither.
      rolldownOptions: {
        output: { comments: false, minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } } },
      },
      lib: { entry, formats: [format], fileName: () => fileName, name: 'AtobaraiBundle' },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const files = [fileName];
  for (const file of files) {
    const chunk = outputs.find((one) => one.fileName === file);
    if (chunk?.type === 'chunk') files.push(...chunk.imports.filter((name) => !files.includes(name)));
  }
  return files;
}
