import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './config.ts';

const variable = 'ATOBARAI_MASTER_KEY';
const howToMake = `make one with: node -p "crypto.randomBytes(32).toString('base64')"`;

/**
 * The master keys: from the environment (base64, several with commas, the newest first), else from a
 * file beside the embedded database, which the first start makes. A production server on PostgreSQL
 * must be told its key, because a key in a file of one machine would leave the others unable to read.
 */
export async function loadKeys(settings: Pick<Settings, 'masterKey' | 'databaseUrl' | 'production' | 'dataDir'>): Promise<Uint8Array[]> {
  if (settings.masterKey !== undefined) return settings.masterKey.split(',').map((text) => keyFrom(text, variable));
  if (settings.databaseUrl !== undefined && settings.production) {
    throw new Error(`${variable} is missing: a production server on PostgreSQL does not start without it; ${howToMake}`);
  }
  const path = join(settings.dataDir, 'master.key');
  await mkdir(settings.dataDir, { recursive: true });
  try {
    await writeFile(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return [keyFrom(await readFile(path, 'utf8'), path)];
}

function keyFrom(text: string, source: string): Uint8Array {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  if (key.length !== 32 || key.toString('base64') !== trimmed) throw new Error(`${source} must be 32 bytes in base64; ${howToMake}`);
  return Uint8Array.from(key);
}
