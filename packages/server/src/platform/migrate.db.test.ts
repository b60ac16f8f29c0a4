import { afterEach, describe, expect, it } from 'vitest';
import { createPostgresDatabase, describeBothEngines, describePglite } from '../../tests/support/databases.ts';
import type { PostgresDatabase } from '../../tests/support/databases.ts';
import { readMigrations } from './migrate-folder.ts';
import { migrate } from './migrate.ts';
import type { Migration, MigrationSession } from './migrate.ts';
import { createPglite, pgliteSession } from './pglite.ts';
import { withPostgresSession } from './postgres.ts';
import { refuseOpenWalls } from './walls.ts';

const shelves: Migration = { name: '0001-shelves', sql: 'create table shelves (id int primary key);' };
const books: Migration = { name: '0002-books', sql: 'create table books (id int primary key);\ninsert into books values (1);' };

describe('migrating (PGlite)', () => {
  const onFreshPglite = async (work: (session: MigrationSession) => Promise<void>) => {
    const pglite = await createPglite();
    await work(pgliteSession(pglite)).finally(() => pglite.close());
  };

  it('applies what is missing in the order of the names, once', () =>
    onFreshPglite(async (session) => {
      expect(await migrate(session, [books, shelves])).toEqual(['0001-shelves', '0002-books']);
      expect(await migrate(session, [books, shelves])).toEqual([]);
      expect(await migrate(session, [shelves])).toEqual([]); // An older server on a newer schema.
      expect(await session.run('select id from books')).toEqual([{ id: 1 }]);
    }));

  it('refuses a file that was changed after it was applied; line endings do not count', () =>
    onFreshPglite(async (session) => {
      await migrate(session, [shelves, books]);
      expect(await migrate(session, [shelves, { ...books, sql: books.sql.replace('\n', '\r\n') }])).toEqual([]);
      await expect(migrate(session, [shelves, { ...books, sql: `${books.sql} ` }])).rejects.toThrow('migration 0002-books was changed');
    }));

  it('does a file wholly or not at all, and names the one that failed', () =>
    onFreshPglite(async (session) => {
      const broken = { name: '0003-broken', sql: 'create table papers (id int); select 1 / 0;' };
      await expect(migrate(session, [shelves, broken])).rejects.toThrow('migration 0003-broken failed: division by zero');
      expect(await session.run(`select to_regclass('papers') is null as gone, to_regclass('shelves') is null as lost`)).toEqual([
        { gone: true, lost: false },
      ]);
      expect(await migrate(session, [shelves, { ...broken, sql: 'create table papers (id int);' }])).toEqual(['0003-broken']);
    }));
});

describe('migrating (PostgreSQL)', () => {
  let empty: PostgresDatabase | undefined;
  afterEach(async () => {
    await empty?.drop();
    empty = undefined;
  });
  const emptyDatabase = async () => (empty = await createPostgresDatabase({ migrated: false })).connectionString;

  it('G25: three servers that start at once apply everything exactly once', async () => {
    const url = await emptyDatabase();
    const migrations = await readMigrations();
    const applied = await Promise.all([1, 2, 3].map(() => withPostgresSession(url, (session) => migrate(session, migrations))));
    expect(applied.flat().toSorted()).toEqual(migrations.map(({ name }) => name));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('lets traffic pass that holds a table, and tries again', async () => {
    const url = await emptyDatabase();
    await withPostgresSession(url, (session) => migrate(session, [shelves]));
    await withPostgresSession(url, async (traffic) => {
      await traffic.run('begin; lock table shelves');
      const tried: string[] = [];
      const applied = await withPostgresSession(url, (session) => {
        const watched: MigrationSession = {
          run: async (sql) => {
            tried.push(sql);
            if (sql === 'rollback') await traffic.run('commit');
            return session.run(sql);
          },
        };
        return migrate(watched, [shelves, { name: '0002-name', sql: 'alter table shelves add column name text;' }], { lockTimeoutMs: 20 });
      });
      expect(applied).toEqual(['0002-name']);
      expect(tried.filter((sql) => sql === 'rollback')).toHaveLength(1);
    });
  });

  it('gives up when a table stays held, and lets the next server try', async () => {
    const url = await emptyDatabase();
    const rename: Migration = { name: '0002-name', sql: 'alter table shelves add column name text;' };
    await withPostgresSession(url, (session) => migrate(session, [shelves]));
    await withPostgresSession(url, async (traffic) => {
      await traffic.run('begin; lock table shelves');
      const attempt = withPostgresSession(url, (session) => migrate(session, [shelves, rename], { lockTimeoutMs: 10, attempts: 2 }));
      await expect(attempt).rejects.toThrow('migration 0002-name failed: canceling statement due to lock timeout');
    });
    expect(await withPostgresSession(url, (session) => migrate(session, [shelves, rename]))).toEqual(['0002-name']);
  });
});

describeBothEngines('a migrated database', (open) => {
  it('G14: is served when its walls stand', async () => {
    await expect(refuseOpenWalls(await open())).resolves.toBeUndefined();
  });

  it('G14: is refused when a table’s wall is missing', async () => {
    const database = await open();
    await database.admin('alter table refunds disable row level security');
    await expect(refuseOpenWalls(database)).rejects.toThrow('row-level security does not hold on refunds');
    await database.admin('alter table refunds enable row level security');
  });
});

// A role belongs to the whole server, and other tests of this run are using that of PostgreSQL.
describePglite('a migrated database', (open) => {
  it('G14: is refused when the application role may pass the walls', async () => {
    const database = await open();
    await database.admin('alter role atobarai_app bypassrls');
    await expect(refuseOpenWalls(database)).rejects.toThrow('row-level security does not hold on advances');
    await database.admin('alter role atobarai_app nobypassrls');
    await expect(refuseOpenWalls(database)).resolves.toBeUndefined();
  });
});
