import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMedusa } from './medusa.ts';
import { adapterFolder, repository, shopFolder } from './places.ts';
import { hasDatabase, type Postgres, rowsOf, startPostgres } from './postgres.ts';

/** The database with the shop in it: migrated, seeded, without orders. */
export const seededDatabase = 'medusa_seeded';

/** Makes the seeded database when it is not there. A set-up that is interrupted leaves nothing that looks whole. */
export async function seedDatabase(postgres: Postgres, name = seededDatabase, folder = shopFolder): Promise<'made' | 'found'> {
  if (await hasDatabase(postgres, name)) return 'found';
  const unfinished = `${name}_unfinished`;
  const run = (sql: string) => rowsOf(postgres.url('postgres'), sql);
  await run(`drop database if exists ${unfinished} with (force)`);
  await run(`create database ${unfinished}`);
  const settings = { databaseUrl: postgres.url(unfinished), folder };
  await runMedusa(['db:migrate', '--execute-safe-links', '--skip-scripts'], settings);
  await runMedusa(['exec', './src/scripts/seed.js'], settings);
  await run(`alter database ${unfinished} rename to ${name}`);
  return 'made';
}

/** A new database that begins as the seeded one. */
export async function copyDatabase(postgres: Postgres, name: string): Promise<string> {
  await rowsOf(postgres.url('postgres'), `create database ${name} template ${seededDatabase} strategy file_copy`);
  return postgres.url(name);
}

/** What the storefront sends with every call. */
export async function storefrontKey(databaseUrl: string): Promise<string> {
  const [row] = await rowsOf<{ token: string }>(
    databaseUrl,
    `select token from api_key where type = 'publishable' and title = 'storefront'`,
  );
  if (!row) throw new Error('The database has no publishable key: it was not seeded.');
  return row.token;
}

const cache = join(repository, '.cache', 'medusa');

/** A throw-away PostgreSQL with the seeded database, which is made once and kept while what it is made of stays the same. */
export async function seededPostgres({ isDurable = false } = {}): Promise<Postgres> {
  const kept = join(cache, `cluster-${fingerprint()}`);
  if (!existsSync(kept)) await keepSeededCluster(kept);
  const folder = join(tmpdir(), `atobarai-medusa-${process.pid}-${Date.now()}`);
  return startPostgres({ folder, copyOf: kept, isDurable });
}

async function keepSeededCluster(kept: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = join(cache, `unfinished-${process.pid}`);
  const postgres = await startPostgres({ folder, isDurable: false });
  try {
    await seedDatabase(postgres);
    await postgres.stop();
    for (const name of await readdir(cache)) {
      if (name.startsWith('cluster-')) await rm(join(cache, name), { recursive: true, force: true });
    }
    await rename(folder, kept);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(shopFolder, 'pnpm-lock.yaml')));
  const ours = globSync(['src/**/*.js', 'medusa-config.js', 'run/database.ts'], { cwd: shopFolder }).map((file) => join(shopFolder, file));
  const adapters = globSync(['src/modules/**/migrations/*.ts', 'src/links/**/*.ts'], { cwd: adapterFolder }).map((file) =>
    join(adapterFolder, file),
  );
  for (const file of [...ours, ...adapters].toSorted()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
