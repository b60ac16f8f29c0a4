import { expect, it } from 'vitest';
import { bundledMigrations } from '../packages/server/src/platform/migrations.gen.ts';
import { readMigrations } from '../packages/server/src/platform/migrate-folder.ts';
import { migrationsModule, readBundledModule } from './bundle-migrations.ts';

it('what a browser tab migrates with is what the SQL files say', async () => {
  const migrations = await readMigrations();
  expect(await readBundledModule(), 'run `npm run bundle:migrations`').toBe(migrationsModule(migrations));
  const withoutReturns = migrations.map(({ name, sql }) => ({ name, sql: sql.replaceAll('\r\n', '\n') }));
  expect(bundledMigrations).toEqual(withoutReturns);
});
