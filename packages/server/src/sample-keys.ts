import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from './app.ts';
import { sampleMerchants, type SampleMerchants } from './modules/merchants/index.ts';

const fileName = 'sandbox-keys.json';

/**
 * The sample shops and their test keys: made at the first start, then read from the data directory,
 * because the database keeps only hashes. Undefined where others set the database up.
 */
export async function sampleKeys(app: Pick<App, 'units'>, dataDir: string): Promise<SampleMerchants | undefined> {
  const path = join(dataDir, fileName);
  const made = await app.units.inUnit({ mode: 'test', merchants: 'all' }, sampleMerchants);
  if (made) {
    await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    return made;
  }
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SampleMerchants;
  } catch {
    return undefined;
  }
}
