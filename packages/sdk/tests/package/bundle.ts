import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What pages and workers have in common: no `process`, no `Buffer`, no `require`. */
const web = {
  AbortController,
  AbortSignal,
  atob,
  Blob,
  btoa,
  clearTimeout,
  crypto,
  DOMException,
  fetch,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
};

/** What a program made of an installed package looks like to a page or a worker. */
export type Bundle = { readonly code: string; readonly gzipBytes: number; readonly outside: readonly string[] };

type Options = {
  readonly conditions?: string[];
  readonly packages?: 'bundle' | 'external';
  readonly format?: 'esm' | 'iife';
  /** What is left to be found when the program runs. */
  readonly external?: string[];
};

/** Bundles `code` with the packages that `folder` sees; what it exports is left in a variable `bundled`. */
export async function bundle(folder: string, code: string, options: Options = {}): Promise<Bundle> {
  const { conditions = ['browser'], packages = 'bundle', format = 'iife', external = [] } = options;
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    platform: 'browser',
    format,
    globalName: 'bundled',
    target: 'es2022',
    conditions,
    packages,
    external,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external));
  return {
    code: file?.text ?? '',
    gzipBytes: gzipSync(file?.contents ?? '', { level: 9 }).length,
    outside: [...new Set(imports.map(({ path }) => path))].toSorted(),
  };
}

/** What a bundle exports, in a realm that has nothing but the web. */
export function inWeb(code: string): unknown {
  return runInContext(`${code}; bundled`, createContext(web));
}
