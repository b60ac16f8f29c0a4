import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const outDir = join(import.meta.dirname, 'dist');

type Bundle = { readonly entry: string; readonly fileName: string; readonly format: 'es' | 'iife'; readonly folder?: string };

const bundle = ({ entry, fileName, format, folder = outDir }: Bundle): InlineConfig => ({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'warn',
  // Also when NODE_ENV says that this is a test.
  mode: 'production',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  // The published package stands alone: what it is made of lies in it.
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  build: {
    outDir: folder,
    emptyOutDir: false,
    target: 'es2022',
    minify: true,
    cssMinify: true,
    // light-dark() stays as it is: what it would be lowered to follows only a color-scheme of our own, not the page's.
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    // Vite leaves the white space in a library's modules, for tools that read comments; a page needs none.
    rolldownOptions: {
      // Views read no signals: the part of the package that teaches Preact to follow them stays out.
      treeshake: { moduleSideEffects: (id) => !id.includes('/@preact/signals/') },
      output: { minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } } },
    },
    lib: { entry: join(import.meta.dirname, 'src', entry), formats: [format], fileName: () => fileName, name: 'AtobaraiBundle' },
  },
});

/**
 * Makes `atobarai-widget.js`, the payment choice in both languages; `atobarai-message.js`, banner and legal notice for
 * pages before the checkout; and `atobarai-loader.js`, a classic script that loads the first.
 */
export async function buildWidget(folder: string = outDir): Promise<void> {
  await build(bundle({ entry: 'index.ts', fileName: 'atobarai-widget.js', format: 'es', folder }));
  await build(bundle({ entry: 'message.ts', fileName: 'atobarai-message.js', format: 'es', folder }));
  await build(bundle({ entry: 'loader.ts', fileName: 'atobarai-loader.js', format: 'iife', folder }));
}

if (import.meta.main) await buildWidget();
