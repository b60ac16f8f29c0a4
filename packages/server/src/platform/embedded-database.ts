import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../core/database.ts';
import { lockDirectory } from './embedded-directory.ts';
import { createPglite, openPglite } from './pglite.ts';
import type { DatabaseOptions } from './transaction.ts';

export type EmbeddedDatabase = { readonly database: Database; readonly pglite: PGlite };

/** PGlite in a directory that is this process's alone until the database is closed. */
export async function openEmbedded(dataDir: string, { onQuery }: DatabaseOptions = {}): Promise<EmbeddedDatabase> {
  const lock = await lockDirectory(dataDir);
  try {
    const directory = join(dataDir, 'pglite');
    await makeDirectory(directory);
    const pglite = await createPglite(directory);
    const database = openPglite({ pglite, onQuery });
    const close = async () => {
      await maintain(database, { checkpointAfterBytes: 0 }); // The next start has no log to replay.
      await database.close();
      await lock.release();
    };
    return { database: { ...database, close }, pglite };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Making a database takes a second engine in memory for a moment, some 250 MB that this process would
 * never give back; so a process of its own makes it and ends.
 */
async function makeDirectory(directory: string): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  // The built file lies beside the built form of this one.
  const maker = join(import.meta.dirname, `make-embedded${extname(import.meta.filename)}`);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', maker, directory], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problem = '';
  child.stderr.on('data', (part: Buffer) => (problem += part.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the embedded database could not be made in ${directory}: ${problem.trim()}`);
}

export type Maintenance = { readonly vacuumed: readonly string[]; readonly checkpointed: boolean };

type Worn = { readonly name: string };

// The rule of PostgreSQL's own autovacuum, a little keener.
const wornTables = `
  select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
  where n_dead_tup > 500 + n_live_tup / 10 or n_mod_since_analyze > 500 + n_live_tup / 10
  order by 1`;

/**
 * PGlite never cleans up by itself: its log and its dead rows grow for ever. A job calls this every
 * minute or so; it does what has become due. PostgreSQL looks after itself, so there it does nothing.
 */
export async function maintain(database: Database, { checkpointAfterBytes = 64 * 1024 * 1024 } = {}): Promise<Maintenance> {
  if (database.engine !== 'pglite') return { vacuumed: [], checkpointed: false };
  await database.admin('select pg_stat_force_next_flush()'); // The counts are otherwise a second old.
  const vacuumed = ((await database.admin(wornTables)) as Worn[]).map(({ name }) => name);
  for (const name of vacuumed) await database.admin(`vacuum (analyze) ${name}`);
  const [log] = (await database.admin(
    'select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::bigint as bytes from pg_control_checkpoint()',
  )) as { bytes: number }[];
  const checkpointed = (log?.bytes ?? 0) > checkpointAfterBytes;
  if (checkpointed) await database.admin('checkpoint');
  return { vacuumed, checkpointed };
}
