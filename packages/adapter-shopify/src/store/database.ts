/** What a store may ask inside a transaction. */
export type Tx = {
  /** Runs one statement. Instants go in and come out as milliseconds in SQL, JSON as text. */
  readonly query: <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;
};

/** The one thing the adapter asks of a database. PostgreSQL and PGlite both satisfy it. */
export type Database = Tx & {
  readonly engine: 'postgres' | 'pglite';
  /** All of the work, or nothing of it. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Runs a text of several statements, in one transaction of its own. */
  readonly script: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** An instant for SQL: `${atMs('$1')}`. */
export const atMs = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000.0)`;

/** An instant from SQL, as a number of milliseconds. */
export const msOf = (column: string): string => `round(extract(epoch from ${column}) * 1000)::float8`;
