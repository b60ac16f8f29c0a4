/** Test and live data never meet: the mode is part of every row's key. */
export type Mode = 'test' | 'live';

/** Whose rows a transaction may see. `'all'` is the platform's own work: closings, matching, jobs. */
export type Scope = { readonly mode: Mode; readonly merchants: readonly string[] | 'all' };

/** The tenant that owns what belongs to no shop: cash, suspense, revenue, receipts. */
export const platformTenant = 'platform';

/** The one thing a store may ask of a database. Both engines satisfy it. */
export type Tx = {
  readonly scope: Scope;
  /** Runs one statement. int8 arrives as a safe number, dates and instants as text. */
  readonly query: <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;
};

/** A transaction that need not wait for an answer before it goes on. */
export type OpenedTx = Tx & {
  /** The last statement, sent together with the commit: it must fail by itself where nothing may be saved. */
  readonly queryAndCommit: Tx['query'];
};

/** No connection could be had, so nothing was begun: whoever else asks now will not get one either. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(`the database cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Somebody else was faster. The transaction is run again from its beginning, and sees what came of it. */
export class LostRace extends Error {
  constructor(cause: unknown) {
    super('another transaction was faster', { cause });
  }
}

export type Database = {
  readonly engine: 'postgres' | 'pglite';
  /**
   * Runs work in one transaction as the application role, walled to the scope. Serialization failures,
   * deadlocks and lost races are run again, so work must have no effect outside the transaction.
   */
  readonly transaction: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /**
   * The same in the fewest round trips, for the hot path: `opening` is sent together with `begin`.
   * It must be made of validated ids and hex only. Its last result is promised to the work, which may
   * look something up meanwhile, but must not write before it is there: without `begin` there are no walls.
   */
  readonly openedTransaction: <Row, T>(
    scope: Scope,
    opening: string,
    work: (tx: OpenedTx, opened: Promise<Row[]>) => Promise<T>,
  ) => Promise<T>;
  /** Outside any transaction and any scope, as the owner: migrations, maintenance, health. */
  readonly admin: (sql: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};
