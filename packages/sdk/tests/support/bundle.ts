import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const sdkFolder = fileURLToPath(new URL('../../', import.meta.url));

/** One file for a browser or a worker, as a page or an edge function would carry it. */
export type Bundle = { readonly code: string; readonly gzipBytes: number; readonly files: readonly string[] };

export type BundleOptions = {
  /** The folder whose files and packages the code sees. */
  readonly from?: string | undefined;
  readonly platform?: 'browser' | 'node' | undefined;
  /** `iife` leaves what it exports in a variable `bundled`. */
  readonly format?: 'esm' | 'iife';
};

/** Bundles what `code` imports, minified. */
export async function bundle(
  code: string,
  { from = sdkFolder, platform = 'browser', format = 'esm' }: BundleOptions = {},
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: from, loader: 'ts' },
    absWorkingDir: from,
    bundle: true,
    minify: true,
    format,
    globalName: 'bundled',
    platform,
    target: 'es2022',
    conditions: ['source'],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  return {
    code: file?.text ?? '',
    gzipBytes: gzipSync(file?.contents ?? '', { level: 9 }).length,
    files: Object.keys(metafile.inputs),
  };
}
