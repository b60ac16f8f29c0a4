-- Where shops want to hear of events. A removed endpoint stays for its deliveries' sake, without its secrets.
create table webhook_endpoints (
  merchant_id text not null,
  mode text not null,
  id text not null,
  url text not null,
  description text,
  -- Empty: all of them.
  events text[] not null default '{}',
  -- whsec_…: AES-256-GCM, never in the clear.
  secret bytea,
  -- Signs beside the secret until its time is over.
  previous_secret bytea,
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('requested', 'gone', 'failing')),
  -- When the first of the failures came that nothing but failures followed.
  failing_since timestamptz,
  -- A receiver that asked for a pause (429, 503) gets it.
  resume_at timestamptz,
  removed_at timestamptz,
  primary key (merchant_id, mode, id),
  check ((disabled_at is null) = (disabled_reason is null)),
  check ((secret is null) = (removed_at is not null))
);

-- An event on its way to an endpoint. These times are technical and lie on the wall clock.
create table webhook_deliveries (
  merchant_id text not null,
  mode text not null,
  id text not null,
  endpoint_id text not null,
  event_id text not null,
  event_type text not null,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed', 'cancelled')),
  attempts int not null default 0,
  created_at timestamptz not null,
  next_attempt_at timestamptz,
  -- Somebody is sending it until then; a process that dies meanwhile leaves it to the next one.
  claimed_until timestamptz,
  last_attempt_at timestamptz,
  last_status int,
  last_problem text,
  primary key (merchant_id, mode, id),
  check ((status = 'pending') = (next_attempt_at is not null))
) with (fillfactor = 70);
-- A queue per endpoint, so that a long one delays no other.
create index webhook_deliveries_queue on webhook_deliveries (merchant_id, mode, endpoint_id, next_attempt_at) where status = 'pending';
create index webhook_deliveries_due on webhook_deliveries (mode, next_attempt_at) where status = 'pending';
create index webhook_deliveries_event on webhook_deliveries (merchant_id, mode, event_id);
-- What is 30 days old goes.
create index webhook_deliveries_age on webhook_deliveries using brin (created_at);

create table webhook_attempts (
  merchant_id text not null,
  mode text not null,
  delivery_id text not null,
  attempt int not null,
  attempted_at timestamptz not null,
  duration_ms int not null,
  succeeded boolean not null,
  url text not null,
  headers jsonb not null,
  status int,
  -- What the receiver answered: cut off, and blanked where it looks personal or secret.
  answer text,
  problem text,
  primary key (merchant_id, mode, delivery_id, attempt),
  foreign key (merchant_id, mode, delivery_id) references webhook_deliveries on delete cascade
);

do $$
declare name text;
begin
  foreach name in array array['webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy tenant on %I
      using (mode = (select current_setting('app.mode', true))
        and ((select current_setting('app.merchants', true)) = '*'
          or merchant_id = any ((select string_to_array(current_setting('app.merchants', true), ','))::text[])))$p$, name);
    execute format('grant select, insert, update, delete on %I to atobarai_app', name);
  end loop;
end $$;
