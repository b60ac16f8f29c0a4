import { PGlite } from '@electric-sql/pglite';
import type { PGliteOptions, Results, Transaction } from '@electric-sql/pglite';
import type { Database, OpenedTx, Scope } from '../core/database.ts';
import { boundParams, bytesToText, columnParsers } from './column-types.ts';
import type { MigrationSession } from './migrate.ts';
import { nestingGuard, scopeStatements, withRetries } from './transaction.ts';
import type { DatabaseOptions } from './transaction.ts';

/** How rows come out of PGlite; set where the instance is made. */
export const pgliteParsers: NonNullable<PGliteOptions['parsers']> = { ...columnParsers };

const jsonText = (value: unknown): string => {
  if (Array.isArray(value)) throw new TypeError('a JSON list must be passed as text');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const serializers: NonNullable<PGliteOptions['serializers']> = { 17: bytesToText, 114: jsonText, 3802: jsonText };

// One session that nobody replicates writes less log, and a checkpoint gives its files back. The usual
// cache of 128 MB is all touched in time and never given back; a small shop's data fits into 16 well enough.
const startSettings = [
  'timezone=UTC',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=128MB',
  'min_wal_size=32MB',
  'shared_buffers=16MB',
  'maintenance_work_mem=8MB',
];

/** Makes a PGlite that answers as the PostgreSQL driver does. Without a directory it lives in memory. */
export async function createPglite(dataDir?: string, options: Pick<PGliteOptions, 'loadDataDir'> = {}): Promise<PGlite> {
  return PGlite.create({
    ...options,
    ...(dataDir === undefined ? {} : { dataDir }),
    parsers: pgliteParsers,
    serializers,
    startParams: [...PGlite.defaultStartParams, ...startSettings.flatMap((setting) => ['-c', setting])],
  });
}

export function openPglite({ pglite, onQuery }: { readonly pglite: PGlite } & DatabaseOptions): Database {
  const nesting = nestingGuard();
  const openedTransaction: Database['openedTransaction'] = async <Row, T>(
    scope: Scope,
    opening: string,
    work: (tx: OpenedTx, opened: Promise<Row[]>) => Promise<T>,
  ): Promise<T> => {
    const walls = scopeStatements(scope);
    const attempt = () =>
      pglite.transaction(async (session) => {
        onQuery?.(`begin; ${walls} ${opening}`);
        const results = await session.exec(`${walls} ${opening}`);
        const value = await work(txOn(session, scope, onQuery), Promise.resolve(lastRows<Row>(opening === '' ? [] : results)));
        onQuery?.('commit');
        return value;
      });
    return nesting.run(() => withRetries(attempt));
  };
  return {
    engine: 'pglite',
    transaction: (scope, work) => openedTransaction(scope, '', (tx) => work(tx)),
    openedTransaction,
    admin: async (sql) => lastRows(await pglite.exec(sql)),
    close: () => pglite.close(),
  };
}

/** The one session of PGlite, for migrations. */
export function pgliteSession(pglite: PGlite): MigrationSession {
  return { run: async (sql) => lastRows(await pglite.exec(sql)) };
}

function txOn(session: Transaction, scope: Scope, onQuery: DatabaseOptions['onQuery']): OpenedTx {
  const query = async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> => {
    const values = boundParams(params);
    onQuery?.(sql);
    const result = await session.query<Row>(sql, values);
    return result.rows;
  };
  return { scope, query, queryAndCommit: query }; // There is no way to save here: it is the same process.
}

function lastRows<Row>(results: readonly Results[]): Row[] {
  return (results.at(-1)?.rows ?? []) as Row[];
}
