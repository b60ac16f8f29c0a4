-- What the provider's people did by hand, and why: for the audit (AM-10). The reason may name a person,
-- so it is sealed. Rows are added and read, never changed.
create table operator_actions (
  merchant_id text not null,
  mode text not null,
  id text not null,
  operation text not null,
  resource_id text not null,
  key_id text not null,
  at timestamptz not null,
  reason bytea,
  primary key (merchant_id, mode, id)
);
create index operator_actions_latest on operator_actions (mode, id);
create index operator_actions_resource on operator_actions (resource_id, mode, id);

do $$
begin
  alter table operator_actions enable row level security;
  create policy tenant on operator_actions
    using (mode = (select current_setting('app.mode', true))
      and ((select current_setting('app.merchants', true)) = '*'
        or merchant_id = any ((select string_to_array(current_setting('app.merchants', true), ','))::text[])));
  grant select, insert on operator_actions to atobarai_app;
end $$;
