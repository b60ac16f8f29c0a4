import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, inject } from 'vitest';
import type { Database } from '../../src/core/database.ts';
import { readMigrations } from '../../src/platform/migrate-folder.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { createPglite, openPglite, pgliteSession } from '../../src/platform/pglite.ts';
import { openPostgres, withPostgresSession } from '../../src/platform/postgres.ts';
import { forgetUnits } from './unit.ts';

/** Hears of every message to the database until the test ends. */
export type TestDatabaseOptions = { readonly onQuery?: (sql: string) => void };

/** A database of one's own, opened at the first call and shared by the tests of the block. */
export type OpenDatabase = (options?: TestDatabaseOptions) => Promise<Database>;

/**
 * The same tests on PGlite and on PostgreSQL. Each block has a database of its own, empty before
 * every test. `open` may be called in every test: it answers the same database.
 */
export function describeBothEngines(name: string, body: (open: OpenDatabase) => void): void {
  describe(`${name} (PGlite)`, () => body(ownDatabase(openFreshPglite)));
  describe(`${name} (PostgreSQL)`, () => body(ownDatabase(openFreshPostgres)));
}

/** For what one session cannot show: races, deadlocks, several servers. */
export function describePostgres(name: string, body: (open: OpenDatabase) => void): void {
  describe(`${name} (PostgreSQL)`, () => body(ownDatabase(openFreshPostgres)));
}

/** For what only the embedded engine does, and for tests where the engine plays no part. */
export function describePglite(name: string, body: (open: OpenDatabase) => void): void {
  describe(`${name} (PGlite)`, () => body(ownDatabase(openFreshPglite)));
}

function ownDatabase(openFresh: OpenDatabase): OpenDatabase {
  let opened: Promise<Database> | undefined;
  let used = false;
  let listener: TestDatabaseOptions['onQuery'];
  afterEach(async () => {
    listener = undefined;
    if (used && opened !== undefined) await emptyDatabase(await opened);
    used = false;
  });
  afterAll(async () => {
    await (await opened)?.close();
    opened = undefined;
  });
  return ({ onQuery } = {}) => {
    used = true;
    listener = onQuery ?? listener;
    opened ??= openFresh({ onQuery: (sql) => listener?.(sql) });
    return opened;
  };
}

/** The owner's door, past every wall: to plant rows and to look at them. */
export async function adminRows<Row>(database: Database, sql: string): Promise<Row[]> {
  return (await database.admin(sql)) as Row[];
}

/** Tables that keep their rows between tests. */
const referenceTables = ['schema_migrations', 'business_clock'];

// Triggers are off meanwhile, because the ledger refuses to lose rows. Only tables that hold
// something are emptied: a truncate costs more than a look. Numbers begin anew.
const emptying = `do $$
declare name text; filled boolean;
begin
  set local session_replication_role = replica;
  for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname not in (${referenceTables.map((table) => `'${table}'`).join(', ')}) loop
    execute format('select exists (select from %I)', name) into filled;
    if filled then execute format('truncate %I cascade', name); end if;
  end loop;
  for name in select sequencename from pg_sequences where schemaname = 'public' and last_value is not null loop
    execute format('alter sequence %I restart', name);
  end loop;
  update business_clock set offset_ms = 0 where offset_ms <> 0;
end $$`;

export async function emptyDatabase(database: Database): Promise<void> {
  await database.admin(emptying);
  forgetUnits(database);
}

export async function openFreshPglite({ onQuery }: TestDatabaseOptions = {}): Promise<Database> {
  const dump = new Blob([new Uint8Array(await migratedDump())]);
  return openPglite({ pglite: await createPglite(undefined, { loadDataDir: dump }), onQuery });
}

const dumpFolder = join(tmpdir(), 'atobarai-tests');

/** A migrated PGlite as a file, made once for each state of the migrations. */
async function migratedDump(): Promise<Buffer> {
  const migrations = await readMigrations();
  const state = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const file = join(dumpFolder, `pglite-0.5.16-${state}.tar`);
  if (await isFile(file)) return readFile(file);
  const pglite = await createPglite();
  await migrate(pgliteSession(pglite), migrations);
  const tarball = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await pglite.close();
  await mkdir(dumpFolder, { recursive: true });
  await forgetOldDumps();
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, tarball);
  await rename(draft, file); // Whole or not at all, when several processes make it at once.
  return tarball;
}

/** Dumps of migrations as they were yesterday or before. */
async function forgetOldDumps(): Promise<void> {
  const dayMs = 86_400_000;
  for (const name of await readdir(dumpFolder)) {
    const path = join(dumpFolder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > dayMs) await rm(path, { force: true });
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

export async function openFreshPostgres({ onQuery }: TestDatabaseOptions = {}): Promise<Database> {
  const { connectionString, drop } = await createPostgresDatabase();
  const database = await openPostgres(connectionString, { onQuery, connectTimeoutMs: 120_000 });
  return {
    ...database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

export type PostgresDatabase = { readonly connectionString: string; readonly drop: () => Promise<void> };

/** A new database on the run's PostgreSQL: migrated, or with nothing in it. */
export async function createPostgresDatabase({ migrated = true } = {}): Promise<PostgresDatabase> {
  const server = await postgresServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = migrated ? 'template atobarai_template strategy file_copy' : '';
  await withPostgresSession(server, (session) => session.run(`create database ${name} ${template}`));
  return {
    connectionString: server.replace(/\/postgres$/, `/${name}`),
    drop: async () => {
      await withPostgresSession(server, (session) => session.run(`drop database ${name} with (force)`));
    },
  };
}

let postgresUrl: Promise<string> | undefined;

/** Asked for once per process: a connection kept open in between may be closed when it is used again. */
function postgresServer(): Promise<string> {
  postgresUrl ??= askForPostgres();
  return postgresUrl;
}

async function askForPostgres(): Promise<string> {
  const response = await fetch(inject('postgresDoor'));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
