import { readdir, readFile } from 'node:fs/promises';
import type { Migration } from './migrate.ts';

const shippedFolder = new URL('../../migrations/', import.meta.url);

/** The SQL files of a folder, in the order of their names. */
export async function readMigrations(folder: URL = shippedFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => ({ name: name.slice(0, -'.sql'.length), sql: await readFile(new URL(name, folder), 'utf8') })),
  );
}
