import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Migration } from '../packages/server/src/platform/migrate.ts';
import { readMigrations } from '../packages/server/src/platform/migrate-folder.ts';
import { root } from './source-tree.ts';

const moduleFile = join(root, 'packages/server/src/platform/migrations.gen.ts');

/** The SQL files as a module, for where there is no file system: a browser tab. */
export function migrationsModule(migrations: readonly Migration[]): string {
  const entries = migrations.map(({ name, sql }) => `  {\n    name: '${name}',\n    sql: \`${literal(sql)}\`,\n  },\n`);
  return `import type { Migration } from './migrate.ts';

// Made from the SQL files by \`npm run bundle:migrations\`; a test compares them.

export const bundledMigrations: readonly Migration[] = [
${entries.join('')}];
`;
}

/** Text as it stands between backticks; a checkout may have turned its line endings. */
function literal(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`);
}

export function readBundledModule(): Promise<string> {
  return readFile(moduleFile, 'utf8');
}

if (import.meta.main) await writeFile(moduleFile, migrationsModule(await readMigrations()));
