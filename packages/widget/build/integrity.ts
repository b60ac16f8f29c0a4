import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a page writes into `integrity`, by file. */
export type Integrity = { readonly version: string; readonly files: Readonly<Record<string, string>> };

/** Writes `integrity.json` beside the built scripts: the hash of each, for `<script integrity>`. */
export async function writeIntegrity(folder: string): Promise<Integrity> {
  const manifest = await readFile(join(import.meta.dirname, '../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const scripts = (await readdir(folder)).filter((name) => /^atobarai-.*\.js$/.test(name)).toSorted();
  const files = Object.fromEntries(await Promise.all(scripts.map(async (name) => [name, await hashOf(join(folder, name))])));
  const integrity = { version, files };
  await writeFile(join(folder, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
  return integrity;
}

const hashOf = async (path: string): Promise<string> =>
  `sha384-${createHash('sha384')
    .update(await readFile(path))
    .digest('base64')}`;
