import type { Database } from '../core/database.ts';

/** Keeps what stands in the tables now, beside them, to come back to it later. */
export async function rememberPristine(database: Database): Promise<void> {
  await database.admin(`do $$
  declare name text; filled boolean;
  begin
    create schema pristine;
    for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations' loop
      execute format('select exists (select from %I)', name) into filled;
      if filled then execute format('create table pristine.%I as table public.%I', name, name); end if;
    end loop;
  end $$`);
}

// Triggers are off meanwhile, because the ledger refuses to lose rows. Only tables that hold
// something are emptied: a truncate costs more than a look. Numbers begin anew.
const restoring = `do $$
declare name text; filled boolean;
begin
  set local session_replication_role = replica;
  for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations' loop
    execute format('select exists (select from %I)', name) into filled;
    if filled then execute format('truncate %I cascade', name); end if;
  end loop;
  for name in select sequencename from pg_sequences where schemaname = 'public' and last_value is not null loop
    execute format('alter sequence %I restart', name);
  end loop;
  for name in select relname from pg_class where relnamespace = 'pristine'::regnamespace and relkind = 'r' loop
    execute format('insert into public.%I overriding system value select * from pristine.%I', name, name);
  end loop;
end $$`;

/** Back to what was remembered, in every table. */
export async function restorePristine(database: Database): Promise<void> {
  await database.admin(restoring);
}
