import type { Database, Tx } from './database.ts';

type Querying = { readonly query: <Row>(sql: string, params?: unknown[]) => Promise<{ readonly rows: Row[] }> };
type Running = Querying & { readonly exec: (sql: string) => Promise<unknown> };

/** What is needed of an instance of the package `@electric-sql/pglite`. */
export type PgliteInstance = Running & {
  readonly transaction: <T>(work: (session: Running) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** A directory for the embedded database, nothing for one in memory, or an instance of the host's own. */
export type PgliteOptions = { readonly directory?: string | undefined } | { readonly pglite: PgliteInstance };

/**
 * Opens PGlite, a PostgreSQL inside this process, through the package `@electric-sql/pglite`, which the
 * host installs. For one process: a directory must never be opened twice.
 *
 * @example
 * ```ts
 * import { openPglite } from '@atobarai/adapter-shopify';
 *
 * const database = await openPglite({ directory: './.data/shopify' });
 * console.log(database.engine);
 * ```
 */
export async function openPglite(options: PgliteOptions = {}): Promise<Database> {
  const pglite = 'pglite' in options ? options.pglite : await make(options.directory);
  return {
    engine: 'pglite',
    query: (sql, params) => rowsOf(pglite, sql, params),
    transaction: <T>(work: (tx: Tx) => Promise<T>) =>
      pglite.transaction((session) => work({ query: (sql, params) => rowsOf(session, sql, params) })),
    script: (sql) => pglite.transaction(async (session) => void (await session.exec(sql))),
    close: async () => ('pglite' in options ? undefined : pglite.close()),
  };
}

async function make(directory: string | undefined): Promise<PgliteInstance> {
  const { PGlite } = await import('@electric-sql/pglite');
  return directory === undefined ? PGlite.create() : PGlite.create(directory);
}

async function rowsOf<Row>(on: Querying, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  return (await on.query<Row>(sql, [...params])).rows;
}
