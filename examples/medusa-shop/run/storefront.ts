import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { repository, shopFolder } from './places.ts';

export type StorefrontSettings = {
  readonly port: number;
  readonly medusaUrl: string;
  /** Medusa's own publishable key, which says which sales channel this page sells for. */
  readonly publishableKey: string;
};

export type Storefront = { readonly url: string; readonly stop: () => Promise<void> };

/** Builds the page for this Medusa and serves it. */
export async function startStorefront({ port, medusaUrl, publishableKey }: StorefrontSettings): Promise<Storefront> {
  const root = join(shopFolder, 'storefront');
  const outDir = join(repository, '.cache', 'medusa', `storefront-${port}`);
  const quiet = { root, configFile: false, logLevel: 'warn' } as const;
  await build({
    ...quiet,
    define: { shopSettings: JSON.stringify({ medusaUrl, publishableKey }) },
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: { outDir, emptyOutDir: true },
  });
  const server = await preview({ ...quiet, build: { outDir }, preview: { port, strictPort: true, host: 'localhost' } });
  const address = server.httpServer.address() as AddressInfo;
  return { url: `http://localhost:${address.port}`, stop: () => server.close() };
}
