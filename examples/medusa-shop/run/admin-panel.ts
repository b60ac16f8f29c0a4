import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adapterFolder, shopFolder } from './places.ts';
import { runProgram } from './program.ts';

const outFolder = join(shopFolder, 'public', 'admin');
const stamp = join(outFolder, '.built-from');

/** Builds Medusa's admin with the adapter's panel in it: half a minute, so only when something changed. */
export async function buildAdminPanel(): Promise<'built' | 'fresh'> {
  const from = fingerprint();
  if (readIfThere(stamp) === from) return 'fresh';
  await runProgram({
    name: 'The build of the admin',
    cwd: shopFolder,
    command: [join(import.meta.dirname, 'admin-build.ts'), outFolder],
    environment: { NODE_ENV: 'production', MEDUSA_DISABLE_TELEMETRY: '1' },
  });
  await writeFile(stamp, from);
  return 'built';
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(shopFolder, 'pnpm-lock.yaml')));
  const panel = globSync('.medusa/server/src/admin/*', { cwd: adapterFolder });
  for (const file of panel.toSorted()) hash.update(file).update(readFileSync(join(adapterFolder, file)));
  return hash.digest('hex');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
