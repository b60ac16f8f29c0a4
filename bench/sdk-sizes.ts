import { bundle } from '../packages/sdk/tests/support/bundle.ts';
import { anchorsFolder, areAnchorsInstalled } from './anchors.ts';
import type { Size } from './sdk-figures.ts';

type Entry = { readonly name: string; readonly code: string; readonly from?: string; readonly platform?: 'node' };

const ours: readonly Entry[] = [
  { name: 'ours: orders alone', code: `export { connect, ordersOf } from './src/index.ts';` },
  { name: 'ours: createClient', code: `export { createClient } from './src/index.ts';` },
  { name: 'ky', code: `export { default } from 'ky';` },
];

const other = (name: string): Entry => ({ name, code: `export * from '${name}'; export { default } from '${name}';`, from: anchorsFolder });

const others: readonly Entry[] = [
  other('stripe'),
  // It imports modules of Node, so no page can carry it.
  { ...other('@mollie/api-client'), platform: 'node' },
  other('@medusajs/js-sdk'),
  other('openapi-fetch'),
];

/** What each adds to a page or an edge function. */
export async function sizesOf(): Promise<Size[]> {
  const entries = areAnchorsInstalled() ? [...ours, ...others] : ours;
  return Promise.all(
    entries.map(async ({ name, code, from, platform }) => {
      const { gzipBytes } = await bundle(code, { from, platform });
      return { name: platform === 'node' ? `${name} (Node only)` : name, gzipBytes };
    }),
  );
}
