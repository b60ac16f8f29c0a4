import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startChild } from './child.ts';
import { parentOf } from './cpu.ts';

export type PostgresFacts = {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  /** The first process of the server, when it runs on this machine and its CPU can be read. */
  readonly pid: number | undefined;
};

/** A PostgreSQL with two databases of the run's own: one for the application, one for pgbench's tables. */
export type Postgres = PostgresFacts & {
  readonly url: string;
  readonly anchorUrl: string;
  /** Writes out what slices before have left to write, so that each pays for its own. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts PostgreSQL from npm, or uses the one that the URL names. */
export async function openPostgresServer(given: string | undefined): Promise<Postgres> {
  const child = given === undefined ? startChild('postgres') : undefined;
  const url = given ?? (await child?.ask<string>('start')) ?? '';
  const name = `atobarai_bench_${randomBytes(4).toString('hex')}`;
  const databases = [name, `${name}_anchor`] as const;
  for (const database of databases) await rowsOf(url, `create database ${database}`);
  return {
    ...(await factsOf(url)),
    url: inDatabase(url, databases[0]),
    anchorUrl: inDatabase(url, databases[1]),
    settle: async () => void (await rowsOf(url, 'checkpoint')),
    async close() {
      if (child) return child.stop();
      for (const database of databases) await rowsOf(url, `drop database ${database} with (force)`);
    },
  };
}

/** Runs one text of SQL on a connection of its own. */
export async function rowsOf<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await client.query<Row>(sql);
    return (Array.isArray(answer) ? answer.at(-1)?.rows : answer.rows) ?? [];
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function factsOf(url: string): Promise<PostgresFacts> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; fsync: string; commit: string; backend: number }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commit, pg_backend_pid() as backend`,
    );
    const { version = '', fsync = '', commit = '', backend = 0 } = rows[0] ?? {};
    return { version, fsync, synchronousCommit: commit, pid: parentOf(backend) };
  } finally {
    await client.end();
  }
}
