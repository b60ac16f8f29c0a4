import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What others' clients are installed in: its own package with its own lockfile, so that nothing else carries them. */
export const anchorsFolder = fileURLToPath(new URL('anchors/', import.meta.url));

export function areAnchorsInstalled(): boolean {
  return existsSync(new URL('anchors/node_modules/stripe', import.meta.url));
}

/** Installs them once, exactly as the lockfile says. */
export async function installAnchors(): Promise<void> {
  if (areAnchorsInstalled()) return;
  process.stderr.write('installing the anchors\n');
  const where = ['--dir', anchorsFolder, '--ignore-workspace'];
  await promisify(execFile)('npx', ['--yes', 'pnpm@12.21.0', 'install', ...where, '--frozen-lockfile', '--ignore-scripts']);
}
