import { inject } from 'vitest';
import { type Postgres, rowsOf } from '../../run/postgres.ts';

/** The run's PostgreSQL, as its global set-up has started it. */
export function runningPostgres(): Postgres {
  const port = inject('postgresPort');
  return {
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: 'postgres',
    url: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    stop: async () => {},
  };
}

/** A new empty database of its own. */
export async function emptyDatabase(postgres: Postgres, name: string): Promise<string> {
  await rowsOf(postgres.url('postgres'), `drop database if exists ${name} with (force)`);
  await rowsOf(postgres.url('postgres'), `create database ${name}`);
  return postgres.url(name);
}
