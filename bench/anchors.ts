import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What others' clients are installed in: its own package with its own lockfile, so that nothing else carries them. */
export const anchorsFolder = fileURLToPath(new URL('anchors/', import.meta.url));

export function areAnchorsInstalled(): boolean {
  const { dependencies } = JSON.parse(readFileSync(join(anchorsFolder, 'package.json'), 'utf8')) as { dependencies: object };
  return Object.keys(dependencies).every((name) => existsSync(join(anchorsFolder, 'node_modules', name)));
}

/** Installs them once, exactly as the lockfile says. */
export async function installAnchors(): Promise<void> {
  if (areAnchorsInstalled()) return;
  process.stderr.write('installing the anchors\n');
  const where = ['--dir', anchorsFolder, '--ignore-workspace'];
  await promisify(execFile)('npx', ['--yes', 'pnpm@12.21.0', 'install', ...where, '--frozen-lockfile', '--ignore-scripts']);
}
