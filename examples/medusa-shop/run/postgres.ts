import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** What a PostgreSQL is started on. */
export type PostgresWish = {
  /** Where its cluster lies; made when it is not there. */
  readonly folder: string;
  /** Starts on a copy of that stopped cluster, and removes the copy in the end. */
  readonly copyOf?: string;
  /** Whether what it has committed is to survive the machine. */
  readonly isDurable: boolean;
};

export type Postgres = {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: 'postgres';
  readonly password: 'postgres';
  readonly url: (database: string) => string;
  readonly stop: () => Promise<void>;
};

/** Starts the PostgreSQL that comes by npm, in a process that ends with this one. */
export async function startPostgres(wish: PostgresWish): Promise<Postgres> {
  const program = new URL('postgres-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(wish)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [])])) as string[];
  if (line === undefined) throw new Error(complaint);
  const port = Number(line);
  return {
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: 'postgres',
    url: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}

/** Runs one text of SQL on a connection of its own. */
export async function rowsOf<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export async function hasDatabase(postgres: Postgres, name: string): Promise<boolean> {
  const rows = await rowsOf(postgres.url('postgres'), 'select 1 from pg_database where datname = $1', [name]);
  return rows.length > 0;
}
