import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Database, DatabaseAway, type OpenedTx, type Scope } from '../core/database.ts';
import { arrayElementTypes, boundParams, columnParsers } from './column-types.ts';
import type { MigrationSession } from './migrate.ts';
import { isStalePlan, nestingGuard, scopeStatements, withRetries } from './transaction.ts';
import type { DatabaseOptions } from './transaction.ts';

export type PostgresOptions = DatabaseOptions & {
  readonly max?: number | undefined;
  /** How long work waits for a connection. */
  readonly connectTimeoutMs?: number | undefined;
};

/** A session's settings that must hold on every connection, also through a pooler in between. */
const sessionSettings = [
  `set timezone = 'UTC'`,
  `set idle_in_transaction_session_timeout = '60s'`,
  `set lock_timeout = '30s'`,
  `set statement_timeout = '60s'`,
].join('; ');

const defaultConnectTimeoutMs = 10_000;

/** A statement that is not answered by now never will be: PostgreSQL itself would have ended it before. */
const answerTimeoutMs = 90_000;

export async function openPostgres(
  connectionString: string,
  { max = 10, connectTimeoutMs = defaultConnectTimeoutMs, onQuery }: PostgresOptions = {},
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerTimeoutMs,
    types: { getTypeParser },
    pipeline: true, // Statements that are asked for together are sent together.
    onConnect: settle,
  });
  pool.on('error', () => {}); // An idle connection broke: the pool has already dropped it.
  (await pool.connect()).release(); // Fail at start, not at the first request.
  const nesting = nestingGuard();
  const openedTransaction: Database['openedTransaction'] = async (scope, opening, work) => {
    const begin = `begin; ${scopeStatements(scope)} ${opening}`;
    return nesting.run(() =>
      withRetries(() =>
        onConnection(pool, (client) => runTransaction({ client, scope, begin, work, hasOpening: opening !== '', onQuery })),
      ),
    );
  };
  return {
    engine: 'postgres',
    transaction: (scope, work) => openedTransaction(scope, '', (tx, opened) => opened.then(() => work(tx))),
    openedTransaction,
    admin: async (sql) => lastRows(await pool.query(sql)),
    close: () => pool.end(),
  };
}

/** One direct connection, because a session lock belongs to a session and poolers share theirs. */
export async function withPostgresSession<T>(connectionString: string, work: (session: MigrationSession) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: defaultConnectTimeoutMs, types: { getTypeParser } });
  client.on('error', () => {}); // The statement under way is rejected with the same error.
  await client.connect();
  try {
    return await work({ run: async (sql) => lastRows(await client.query(sql)) });
  } finally {
    await client.end();
  }
}

async function settle(client: pg.ClientBase): Promise<void> {
  await client.query(sessionSettings);
}

async function onConnection<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new DatabaseAway(cause);
  });
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    broken ||= isStalePlan(error) || !(await rolledBack(client));
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false; // The first error says why; this connection must not be used again.
  }
}

type Attempt<Row, T> = {
  readonly client: pg.PoolClient;
  readonly scope: Scope;
  readonly begin: string;
  readonly hasOpening: boolean;
  readonly work: (tx: OpenedTx, opened: Promise<Row[]>) => Promise<T>;
  readonly onQuery: DatabaseOptions['onQuery'];
};

async function runTransaction<Row, T>({ client, scope, begin, work, hasOpening, onQuery }: Attempt<Row, T>): Promise<T> {
  let isOver = false;
  const send = <Found>(sql: string, params: readonly unknown[] = []): Promise<Found[]> => {
    // The connection is somebody else's by now, and outside of the walls in between.
    if (isOver) throw new Error('the transaction is over');
    const values = boundParams(params).map(asListText);
    onQuery?.(sql);
    return client
      .query<pg.QueryResultRow>(values.length === 0 ? { text: sql } : { name: statementName(sql), text: sql, values })
      .then(({ rows }) => rows as Found[]);
  };
  let committing: Promise<pg.QueryResult> | undefined;
  const commit = () => {
    onQuery?.('commit');
    return (committing ??= client.query('commit'));
  };
  const tx: OpenedTx = {
    scope,
    query: async (sql, params) => send(sql, params),
    async queryAndCommit<Found>(sql: string, params?: readonly unknown[]) {
      const answered = send<Found>(sql, params);
      commit().catch(() => {}); // Waited for below, unless the statement fails before it.
      return answered;
    },
  };
  onQuery?.(begin);
  const opened = client.query(begin).then((answer) => (hasOpening ? lastRows<Row>(answer) : []));
  const [value] = await Promise.all([work(tx, opened), opened]).finally(() => (isOver = true));
  const { command } = await (committing ?? commit());
  if (command !== 'COMMIT') throw new Error('an error inside the transaction was swallowed, so nothing was saved');
  return value;
}

/**
 * A list of texts as the database reads it: in braces, and otherwise as in JSON, but for what JSON says by letters
 * behind a backslash. The driver would look through every element twice, and a batch has a thousand.
 */
function asListText(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((element) => element === null || typeof element === 'string')) return value;
  const json = JSON.stringify(value);
  return /\\[^"\\]/.test(json) ? value : `{${json.slice(1, -1)}}`;
}

const statementNames = new Map<string, string>();

function statementName(sql: string): string {
  let name = statementNames.get(sql);
  if (name === undefined) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
    statementNames.set(sql, name);
  }
  return name;
}

/** A text of several statements answers with a list of results. */
function lastRows<Row>(answer: pg.QueryResult | pg.QueryResult[]): Row[] {
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return (last?.rows ?? []) as Row[];
}

const byteaType = 17;

/** Quicker here than the parsers that a browser tab has, too. */
const nativeParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [byteaType]: (text) => new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex')),
};

/** The pool's own parsers, so that other users of the driver in this process keep theirs. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (type: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : (nativeParsers[type] ?? columnParsers[type] ?? arrayParsers[type])) ??
  pg.types.getTypeParser(type, format);

const textArrayType: number = 1009;
const parseTexts: (text: string) => (string | null)[] = pg.types.getTypeParser(textArrayType);

const arrayParsers = Object.fromEntries(
  Object.entries(arrayElementTypes).map(([array, element]) => [
    array,
    (text: string) => parseTexts(text).map((item) => parsedItem(item, element)),
  ]),
);

function parsedItem(text: string | null, type: number): unknown {
  return text === null ? null : columnParsers[type]?.(text);
}
