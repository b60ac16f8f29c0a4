import type { Database, Tx } from './database.ts';

type Querying = { readonly query: (sql: string, params?: unknown[]) => Promise<{ readonly rows: unknown[] }> };
type PgClient = Querying & {
  readonly release: (destroy?: boolean) => void;
  readonly on: (event: 'error', listener: () => void) => unknown;
  readonly off: (event: 'error', listener: () => void) => unknown;
};

/** What is needed of a `Pool` of the package `pg`. */
export type PgPool = Querying & { readonly connect: () => Promise<PgClient>; readonly end: () => Promise<void> };

/** Where the PostgreSQL is, or a pool of the host's own, which the adapter then never closes. */
export type PostgresOptions =
  | { readonly connectionString: string; readonly maxConnections?: number | undefined }
  | { readonly pool: PgPool };

const connectTimeoutMs = 3_000;

/**
 * Opens PostgreSQL through the package `pg`, which the host installs.
 *
 * @example
 * ```ts
 * import { openPostgres } from '@atobarai/adapter-shopify';
 *
 * const database = await openPostgres({ connectionString: process.env['DATABASE_URL'] ?? '' });
 * console.log(database.engine);
 * ```
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const pool = 'pool' in options ? options.pool : await makePool(options);
  return {
    engine: 'postgres',
    query: (sql, params) => rowsOf(pool, sql, params),
    transaction: (work) => inTransaction(pool, work),
    script: (sql) => inTransaction(pool, async (_, client) => void (await client.query(sql))),
    close: async () => ('pool' in options ? undefined : pool.end()),
  };
}

async function makePool({
  connectionString,
  maxConnections,
}: {
  connectionString: string;
  maxConnections?: number | undefined;
}): Promise<PgPool> {
  const { default: pg } = await import('pg');
  // Shopify waits 5 seconds for an answer: a database that is away must be known before that.
  const pool = new pg.Pool({ connectionString, max: maxConnections ?? 10, connectionTimeoutMillis: connectTimeoutMs, keepAlive: true });
  pool.on('error', () => {}); // An idle connection broke: the pool has already dropped it.
  return pool;
}

async function rowsOf<Row>(on: Querying, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  const result = await on.query(sql, [...params]);
  return result.rows as Row[];
}

async function inTransaction<T>(pool: PgPool, work: (tx: Tx, client: PgClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // Nobody listening, a connection that breaks would end the host's process.
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const value = await work({ query: (sql, params) => rowsOf(client, sql, params) }, client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
