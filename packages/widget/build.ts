import { join } from 'node:path';
import { bundle } from './build/bundle.ts';
import { writeIntegrity } from './build/integrity.ts';
import { writeTypes } from './build/types.ts';

const outDir = join(import.meta.dirname, 'dist');

const source = (file: string): string => join(import.meta.dirname, 'src', file);

/**
 * Makes `atobarai-widget.js`, the payment choice in both languages; `atobarai-message.js`, banner and legal notice for
 * pages before the checkout; `atobarai-loader.js`, a classic script that loads the first; and `integrity.json`, the hash of each.
 */
export async function buildWidget(folder: string = outDir): Promise<void> {
  await bundle({ entry: source('index.ts'), fileName: 'atobarai-widget.js', format: 'es', folder });
  await bundle({ entry: source('message.ts'), fileName: 'atobarai-message.js', format: 'es', folder });
  await bundle({ entry: source('loader.ts'), fileName: 'atobarai-loader.js', format: 'iife', folder });
  await writeIntegrity(folder);
}

/** Makes everything that is published: what pages load, the page model for tests, and the declarations. */
export async function buildPackage(folder: string = outDir): Promise<void> {
  await buildWidget(folder);
  await bundle({ entry: source('testing/index.ts'), fileName: 'testing.js', format: 'es', folder });
  await writeTypes(join(folder, 'types'));
}

if (import.meta.main) await buildPackage();
