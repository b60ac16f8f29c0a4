import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWidget } from '../packages/widget/build.ts';
import { bundle } from '../packages/widget/build/bundle.ts';
import { type Size, sizeOf, sizesIn } from '../packages/widget/build/size.ts';
import { anchorsFolder, areAnchorsInstalled } from './anchors.ts';

export type SizeRow = { readonly name: string; readonly size: Size };

type Anchor = { readonly name: string; readonly file: string; readonly code: string };

export const econtext: Anchor = {
  name: 'adyen-web: Econtext alone',
  file: 'adyen-econtext.js',
  code: `export { AdyenCheckout, Econtext } from '@adyen/adyen-web';`,
};

const others: readonly Anchor[] = [
  {
    name: 'floor: preact + signals',
    file: 'floor.js',
    code: `export { h, render } from 'preact'; export { computed, effect, signal } from '@preact/signals';`,
  },
  econtext,
  {
    name: 'adyen-web: drop-in with Econtext and Redirect',
    file: 'adyen-drop-in.js',
    code: `export { AdyenCheckout, Dropin, Econtext, Redirect } from '@adyen/adyen-web';`,
  },
  { name: 'braintree-web-drop-in', file: 'braintree-drop-in.js', code: `export { default } from 'braintree-web-drop-in';` },
];

export const adyenStyle = 'node_modules/@adyen/adyen-web/dist/es/adyen.css';

/** Builds ours and, where they are installed, the others with the same bundler into one folder, and tells what a page loads of each. */
export async function buildBundles(folder: string): Promise<SizeRow[]> {
  await buildWidget(folder);
  const { element, style, message, loader } = await sizesIn(folder);
  const ours = [
    { name: 'ours: element in two languages', size: element },
    { name: 'ours: its style', size: style },
    { name: 'ours: banner and legal notice', size: message },
    { name: 'ours: loader', size: loader },
  ];
  if (!areAnchorsInstalled()) return ours;
  const adyen = sizeOf(await readFile(join(anchorsFolder, adyenStyle), 'utf8'));
  const rows: SizeRow[] = [];
  for (const anchor of others) rows.push({ name: anchor.name, size: await bundledSize(anchor, folder) });
  return [...ours, ...rows, { name: 'adyen-web: its style', size: adyen }];
}

/** The entry with what it imports statically; what is loaded later is not counted, for anybody. */
async function bundledSize({ code, file }: Anchor, folder: string): Promise<Size> {
  const entry = join(anchorsFolder, file);
  const asWritten = { resolveId: (id: string) => (id === entry ? id : null), load: (id: string) => (id === entry ? code : null) };
  const files = await bundle({ entry, fileName: file, format: 'es', folder, plugins: [{ name: 'entry', ...asWritten }] });
  const sizes = await Promise.all(files.map(async (name) => sizeOf(await readFile(join(folder, name), 'utf8'))));
  return sizes.reduce((sum, { gzip, brotli }) => ({ gzip: sum.gzip + gzip, brotli: sum.brotli + brotli }));
}
