export type Migration = { readonly name: string; readonly sql: string };

/** One session of a database, as the owner. Runs a text of one or more statements, answers the last one's rows. */
export type MigrationSession = { readonly run: (sql: string) => Promise<unknown[]> };

export type MigrateOptions = { readonly lockTimeoutMs?: number; readonly attempts?: number };

type Applied = { readonly name: string; readonly checksum: string };

const advisoryLock = 7_220_260_421; // Any number will do, as long as every version uses the same.

/**
 * Applies what is missing, each file in a transaction of its own, and answers its names. Servers
 * that start at the same time wait here for one another. Tables a newer version added stay.
 */
export async function migrate(
  session: MigrationSession,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): Promise<string[]> {
  await session.run(`select pg_advisory_lock(${advisoryLock})`);
  try {
    await session.run(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const applied = new Map(
      ((await session.run('select name, checksum from schema_migrations')) as Applied[]).map(({ name, checksum }) => [name, checksum]),
    );
    const done: string[] = [];
    for (const migration of migrations.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (await applyOnce(session, migration, { applied, ...options })) done.push(migration.name);
    }
    return done;
  } finally {
    await session.run(`select pg_advisory_unlock(${advisoryLock})`);
  }
}

type Step = MigrateOptions & { readonly applied: ReadonlyMap<string, string> };

async function applyOnce(
  session: MigrationSession,
  { name, sql }: Migration,
  { applied, lockTimeoutMs = 2_000, attempts = 15 }: Step,
): Promise<boolean> {
  if (!/^[\w.-]+$/.test(name)) throw new TypeError(`not a name of a migration: ${name}`);
  const checksum = await checksumOf(sql);
  const before = applied.get(name);
  if (before === checksum) return false;
  if (before !== undefined) {
    throw new Error(`migration ${name} was changed after this database applied it: restore the file, and put the change into a new one`);
  }
  const text = `begin; set local lock_timeout = ${lockTimeoutMs};\n${sql}\n;insert into schema_migrations (name, checksum) values ('${name}', '${checksum}'); commit`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.run(text);
      return true;
    } catch (error) {
      await session.run('rollback');
      if (attempt >= attempts || !isLockTimeout(error)) throw failed(name, error);
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt)); // Let the traffic it would have blocked pass.
    }
  }
}

function isLockTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '55P03';
}

function failed(name: string, cause: unknown): Error {
  return new Error(`migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}

/** Line endings do not count: a checkout may turn them. */
async function checksumOf(sql: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sql.replaceAll('\r\n', '\n')));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
