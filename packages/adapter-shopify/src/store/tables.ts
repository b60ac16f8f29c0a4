import type { Database } from './database.ts';

/** The adapter's own schema, so that it may share a database with anything. */
export const schema = 'atobarai_shopify';

// Each text is applied once, in order, and never changed after a release.
const migrations: readonly string[] = [
  `
  create table ${schema}.shops (
    shop text primary key,
    state text not null check (state in ('active', 'needs_reauth', 'uninstalled')),
    installed_at timestamptz not null,
    uninstalled_at timestamptz,
    take_from timestamptz not null,
    swept_to timestamptz not null,
    sweeps jsonb not null default '{}'
  );
  create table ${schema}.sessions (
    shop text primary key,
    sealed text,
    saved_at timestamptz,
    refreshing_until timestamptz
  );
  create table ${schema}.inbox (
    shop text not null,
    delivery_id text not null,
    topic text not null,
    event_id text,
    resource text not null,
    received_at timestamptz not null,
    primary key (shop, delivery_id)
  );
  create unique index inbox_event on ${schema}.inbox (shop, topic, event_id, resource) where event_id is not null;
  create index inbox_received on ${schema}.inbox (received_at);
  create table ${schema}.privacy_requests (
    shop text not null,
    delivery_id text not null,
    topic text not null,
    sealed text,
    received_at timestamptz not null,
    answered_at timestamptz,
    primary key (shop, delivery_id)
  );
  create table ${schema}.orders (
    shop text not null,
    gid text not null,
    atobarai_id text,
    state text not null,
    attention boolean not null,
    settled boolean not null,
    record jsonb not null,
    changed_at timestamptz not null,
    primary key (shop, gid)
  );
  create index orders_by_transaction on ${schema}.orders (atobarai_id) where atobarai_id is not null;
  create index orders_open on ${schema}.orders (shop, gid) where not settled;
  create table ${schema}.due (
    shop text not null,
    gid text not null,
    due_at timestamptz not null,
    turn bigint not null default 1,
    attempts int not null default 0,
    claimed_until timestamptz,
    parked_at timestamptz,
    problem text,
    primary key (shop, gid)
  );
  create index due_next on ${schema}.due (due_at) where parked_at is null;
  create table ${schema}.cursors (name text primary key, value text not null);
  create table ${schema}.notices (
    shop text not null,
    code text not null,
    detail text not null,
    times int not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (shop, code)
  );
  `,
];

// Any number will do, as long as every version uses the same.
const migrationLock = 7_220_260_511;

/** Makes or completes the tables. Several processes may start at once. */
export async function makeTables(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${migrationLock})`);
    await tx.query(`create schema if not exists ${schema}`);
    await tx.query(`create table if not exists ${schema}.migrations (number int primary key)`);
    const done = new Set((await tx.query<{ number: number }>(`select number from ${schema}.migrations`)).map(({ number }) => number));
    for (const [index, migration] of migrations.entries()) {
      if (done.has(index + 1)) continue;
      for (const statement of migration.split(';').filter((text) => text.trim() !== '')) await tx.query(statement);
      await tx.query(`insert into ${schema}.migrations values ($1)`, [index + 1]);
    }
  });
}
