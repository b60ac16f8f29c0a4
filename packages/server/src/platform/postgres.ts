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
    const values = boundFor(sql, params);
    onQuery?.(sql);
    return client
      .query<pg.QueryResultRow>(values.length === 0 ? { text: sql } : { name: statementOf(sql).name, text: sql, values })
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

type Statement = {
  readonly name: string;
  /** Which parameters are declared as lists of texts: `$2::text[]` is number 2. */
  readonly textLists: ReadonlySet<number>;
};

const statements = new Map<string, Statement>();

function statementOf(sql: string): Statement {
  let statement = statements.get(sql);
  if (statement === undefined) {
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
    const textLists = new Set([...sql.matchAll(/\$(\d+)::text\[\]/g)].map(([, number]) => Number(number)));
    statement = { name, textLists };
    statements.set(sql, statement);
  }
  return statement;
}

function boundFor(sql: string, params: readonly unknown[]): unknown[] {
  const { textLists } = statementOf(sql);
  return boundParams(params).map((value, index) => (Array.isArray(value) && textLists.has(index + 1) ? textListBytes(value) : value));
}

const textType = 25;

/**
 * A list of texts in PostgreSQL's binary form: dimensions, whether a null is among them, the element's type, the
 * length, the first index, and each text behind its length. Written as text, the database would read it letter by
 * letter, and a batch of orders is a thousand texts.
 */
function textListBytes(list: readonly unknown[]): Buffer {
  const texts = list.map((text) => (text === null ? null : String(text)));
  const head = [texts.length > 0 ? 1 : 0, texts.includes(null) ? 1 : 0, textType, ...(texts.length > 0 ? [texts.length, 1] : [])];
  const lengths = texts.map((text) => (text === null ? -1 : Buffer.byteLength(text)));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), 4 * head.length));
  let at = 0;
  for (const number of head) at = bytes.writeInt32BE(number, at);
  for (const [index, text] of texts.entries()) {
    at = bytes.writeInt32BE(lengths[index] ?? 0, at);
    if (text !== null) at += bytes.write(text, at);
  }
  return bytes;
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
