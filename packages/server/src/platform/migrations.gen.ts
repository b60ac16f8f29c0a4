import type { Migration } from './migrate.ts';

// Made from the SQL files by `npm run bundle:migrations`; a test compares them.

export const bundledMigrations: readonly Migration[] = [
  {
    name: '0001-foundation',
    sql: `-- Every table of a shop begins its key with the shop (merchant_id) and the mode, so that a
-- distributed PostgreSQL can shard by it, and row-level security can wall it off.
-- The application works as role atobarai_app, which owns nothing and bypasses nothing.

do $$ begin
  create role atobarai_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
-- A superuser may take any role, and two databases of one server may be migrated at the same time.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant atobarai_app to %I', current_user);
  end if;
end $$;

-- The sandbox's business clock runs with the wall clock at an offset that can be moved.
create table business_clock (
  mode text primary key check (mode in ('test', 'live')),
  offset_ms bigint not null default 0
);
insert into business_clock (mode) values ('test'), ('live');

-- Which keys this database was written with: a keyed hash made at the first start, compared at every other.
create table instance (
  only_row boolean primary key default true check (only_row),
  key_check text not null
);

create table calendar_overrides (
  day date primary key,
  open boolean not null,
  reason text not null
);

---------------------------------------------------------------------------------- merchants
create table merchants (
  merchant_id text primary key,
  number int not null unique check (number between 1 and 9999),
  name text not null,
  created_at timestamptz not null
);

-- What a merchant agreed to, from a day on. The newest row not after today holds.
create table merchant_settings (
  merchant_id text not null references merchants,
  mode text not null,
  effective_on date not null,
  settings jsonb not null,
  saved_at timestamptz not null,
  primary key (merchant_id, mode, effective_on)
);

create table api_keys (
  merchant_id text not null,
  mode text not null,
  id text not null,
  kind text not null check (kind in ('sk', 'pk', 'op')),
  secret_hash text not null unique,
  last4 text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (merchant_id, mode, id)
);

---------------------------------------------------------------------------------- buyers
-- One person is one exposure across all shops (AM-13). A person is known by two keys, kana + phone
-- and kana + address; rows of one person share a root, and only the root's numbers count.
create table exposures (
  mode text not null,
  key text not null check (length(key) = 32),
  root text not null,
  open_net bigint not null default 0,
  -- Above the cap only when two people who each kept it turned out to be one.
  ceiling_net bigint not null default 50000,
  overdue_invoices int not null default 0,
  written_off_invoices int not null default 0,
  blocked boolean not null default false,
  primary key (mode, key),
  constraint exposure_within_cap check (open_net between 0 and ceiling_net)
) with (fillfactor = 70);
create index exposures_root on exposures (mode, root) where root <> key;

---------------------------------------------------------------------------------- orders
create table orders (
  merchant_id text not null,
  mode text not null,
  id text not null,
  shop_order_id text not null,
  version int not null default 1,
  sequence int not null,
  status text not null,
  credit text not null,
  fulfilment text not null default 'none',
  billing text not null default 'none',
  settlement text not null default 'not_due',
  registered_at timestamptz not null,
  order_date date not null,
  channel text not null,
  buyer_kind text not null,
  billed_amount bigint not null check (billed_amount > 0),
  approved_amount bigint not null default 0,
  returned_amount bigint not null default 0 check (returned_amount >= 0),
  -- What this order holds of the buyer's exposure now, ex-tax.
  held_net bigint not null default 0 check (held_net >= 0),
  person_keys text[] not null,
  phone_hash text not null,
  address_hash text not null,
  items_hash text not null,
  -- Buyer, destinations and client: AES-256-GCM, never in the clear.
  personal bytea not null,
  -- Written once, read whole: kept as they were sent, because making jsonb of them costs more than all indexes.
  content json not null,
  decision json,
  warnings text[] not null default '{}',
  decided_at timestamptz,
  expected_by timestamptz,
  expires_at timestamptz,
  -- When a sandbox reviewer, a hold's time-out or the shipping deadline acts by itself.
  due_at timestamptz,
  amendments int not null default 0,
  replaces text,
  replaced_by text,
  idempotency_key text,
  fingerprint text,
  answer text,
  primary key (merchant_id, mode, id)
) with (fillfactor = 85, toast_tuple_target = 8160); -- Compressing rows of 3 kB costs more than it saves.
-- What tells the rows apart comes first in these, so that a planner without statistics of a young table
-- cannot take the one for the other.
create unique index orders_shop_order_id on orders (shop_order_id, merchant_id, mode);
create unique index orders_idempotency_key on orders (idempotency_key, merchant_id, mode) where idempotency_key is not null;
-- Screening looks across shops for the same phone and the same address.
create index orders_phone on orders (phone_hash, mode, order_date);
create index orders_address on orders (address_hash, mode, order_date);
create index orders_due on orders (due_at, mode) where due_at is not null;

---------------------------------------------------------------------------------- events
-- The event row is the outbox: xid lets the dispatcher read behind every open transaction.
create table events (
  merchant_id text not null,
  mode text not null,
  id text not null,
  type text not null,
  resource_type text not null,
  resource_id text not null,
  sequence int not null,
  created_at timestamptz not null,
  data json not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (merchant_id, mode, id)
);
create unique index events_sequence on events (merchant_id, mode, resource_id, sequence);
create index events_outbox on events (xid, id);
create table event_dispatch (
  consumer text primary key,
  xid xid8 not null,
  id text not null
);

-- Answers of POSTs other than registrations, kept for replay.
create table idempotency_keys (
  merchant_id text not null,
  mode text not null,
  key text not null,
  fingerprint text not null,
  status int not null,
  answer text not null,
  created_at timestamptz not null,
  primary key (merchant_id, mode, key)
);

---------------------------------------------------------------------------------- shipments
create table shipments (
  merchant_id text not null,
  mode text not null,
  id text not null,
  order_id text not null,
  status text not null,
  carrier text not null,
  service_level text not null,
  slip_no text not null,
  shipped_at timestamptz not null,
  registered_at timestamptz not null,
  delivered_at timestamptz,
  delivered_on date,
  ship_to_index int,
  -- Which lines and how many, and what they come to; all that is left of the order unless told.
  items jsonb not null,
  amount bigint not null check (amount >= 0),
  warnings text[] not null default '{}',
  supersedes text,
  superseded_by text,
  primary key (merchant_id, mode, id)
);
create index shipments_order on shipments (merchant_id, mode, order_id);
create index shipments_slip on shipments (mode, carrier, slip_no);

---------------------------------------------------------------------------------- invoices
create table invoice_counters (
  merchant_id text not null,
  mode text not null,
  last_number int not null,
  primary key (merchant_id, mode)
);

create table invoices (
  merchant_id text not null,
  mode text not null,
  id text not null,
  order_id text not null,
  shipment_id text not null,
  status text not null,
  delivery text not null,
  document_version int not null default 1,
  -- Gapless per merchant, given at issue; the reference is what a buyer quotes when paying.
  number int,
  reference text,
  issue_at timestamptz not null,
  issued_at timestamptz,
  issued_on date,
  due_days int not null,
  due_on date,
  -- How often the due date was moved.
  extensions int not null default 0,
  amount bigint not null check (amount > 0),
  credited bigint not null default 0 check (credited >= 0),
  paid bigint not null default 0 check (paid >= 0),
  paid_on date,
  net_amount bigint not null,
  buyer_fee bigint not null default 0,
  lines jsonb not null,
  tax jsonb not null,
  payer_hash text not null,
  overdue boolean not null default false,
  -- When it becomes overdue if it is not paid by then.
  overdue_at timestamptz,
  settled_at timestamptz,
  primary key (merchant_id, mode, id)
);
create index invoices_order on invoices (merchant_id, mode, order_id);
create unique index invoices_number on invoices (merchant_id, mode, number) where number is not null;
create unique index invoices_reference on invoices (mode, reference) where reference is not null;
create index invoices_issue_due on invoices (mode, issue_at) where status = 'scheduled';
create index invoices_overdue_due on invoices (mode, overdue_at) where overdue_at is not null;
create index invoices_payer on invoices (mode, payer_hash) where status in ('issued', 'partially_paid');

---------------------------------------------------------------------------------- dunning
-- What is still to be done about an unpaid invoice (督促), and when.
create table dunning_plans (
  merchant_id text not null,
  mode text not null,
  invoice_id text not null,
  order_id text not null,
  due_on date not null,
  step int not null default 0,
  next_at timestamptz,
  -- A provisional payment stops the letters, not the plan.
  paused boolean not null default false,
  counted_overdue boolean not null default false,
  primary key (merchant_id, mode, invoice_id)
);
create index dunning_plans_due on dunning_plans (mode, next_at) where next_at is not null and not paused;

---------------------------------------------------------------------------------- settlement
-- One row per advanced shipment (立替): what was owed to the merchant for it, and what came back.
create table advances (
  merchant_id text not null,
  mode text not null,
  shipment_id text not null,
  order_id text not null,
  invoice_id text not null,
  status text not null,
  amount bigint not null check (amount >= 0),
  -- The issue fee the buyer bears, with its tax: billed with the goods, not the merchant's (AD-23).
  buyer_fee bigint not null default 0 check (buyer_fee >= 0),
  rate_basis_points int not null default 0,
  fee bigint not null default 0,
  fee_tax bigint not null default 0,
  returned bigint not null default 0 check (returned between 0 and amount),
  buyer_fee_returned bigint not null default 0 check (buyer_fee_returned between 0 and buyer_fee),
  fee_returned bigint not null default 0 check (fee_returned between 0 and fee),
  fee_tax_returned bigint not null default 0 check (fee_tax_returned between 0 and fee_tax),
  -- What the buyer had paid and the shop itself gives back, and so keeps the advance for (AM-18).
  waived bigint not null default 0 check (waived >= 0),
  adjustments int not null default 0,
  eligible_on date not null,
  payout_id text,
  primary key (merchant_id, mode, shipment_id)
);
create index advances_payout on advances (merchant_id, mode, payout_id);
create index advances_waiting on advances (merchant_id, mode) where payout_id is null;
create index advances_order on advances (merchant_id, mode, order_id);
create index advances_invoice on advances (merchant_id, mode, invoice_id);

create table payouts (
  merchant_id text not null,
  mode text not null,
  id text not null,
  version int not null default 1,
  sequence int not null default 0,
  status text not null,
  period_from date not null,
  closes_on date not null,
  pays_on date not null,
  -- The lines are the ledger entries of MERCHANT_PAYABLE in (from_entry, to_entry].
  from_entry bigint not null,
  to_entry bigint not null,
  carried_in bigint not null default 0,
  transfer_fee bigint not null default 0,
  transfer_fee_tax bigint not null default 0,
  net bigint not null,
  -- How many closings in a row left the merchant owing (AM-17b), and how often it was sent (組戻し).
  negative_closings int not null default 0,
  transfers int not null default 0,
  -- The key of the first of the two operators that a large payout needs.
  first_approved_by text,
  closed_at timestamptz not null,
  approved_at timestamptz,
  sent_at timestamptz,
  completed_at timestamptz,
  next_action_at timestamptz,
  -- Since when its advances and their orders wait to hear that it was closed, or paid.
  marking_at timestamptz,
  primary key (merchant_id, mode, id)
);
create index payouts_marking on payouts (mode, marking_at) where marking_at is not null;
create unique index payouts_close_once on payouts (merchant_id, mode, closes_on);
create index payouts_due on payouts (mode, next_action_at) where next_action_at is not null;

-- Which closing comes next, per merchant; a row per merchant so that missed runs are caught up.
create table closing_calendar (
  merchant_id text not null,
  mode text not null,
  cycle text not null,
  period_from date not null,
  next_close_at timestamptz not null,
  next_month_fee_at timestamptz not null,
  primary key (merchant_id, mode)
);

---------------------------------------------------------------------------------- payments
-- Money that came in. Belongs to the platform until it is allocated to an invoice.
create table receipts (
  merchant_id text not null,
  mode text not null,
  id text not null,
  channel text not null check (channel in ('konbini', 'bank', 'post')),
  status text not null,
  source_key text not null,
  reference text,
  payer_hash text,
  payer bytea,
  amount bigint not null check (amount > 0),
  allocated bigint not null default 0 check (allocated between 0 and amount),
  received_at timestamptz not null,
  landed_on date not null,
  confirmed_on date,
  -- When the konbini's agent hands the money over, less its fee.
  transfer_at timestamptz,
  agent_fee bigint not null default 0,
  primary key (merchant_id, mode, id)
);
create unique index receipts_source on receipts (merchant_id, mode, source_key);
create index receipts_transfer on receipts (mode, transfer_at) where transfer_at is not null;

create table allocations (
  merchant_id text not null,
  mode text not null,
  receipt_id text not null,
  invoice_id text not null,
  -- 1, 2, … for repeated allocations of one receipt to one invoice.
  turn int not null,
  amount bigint not null check (amount > 0),
  allocated_at timestamptz not null,
  primary key (merchant_id, mode, receipt_id, invoice_id, turn)
);
create index allocations_invoice on allocations (merchant_id, mode, invoice_id);

-- Money owed back to a buyer: 返金 and お預り金.
create table refunds (
  merchant_id text not null,
  mode text not null,
  id text not null,
  order_id text,
  receipt_id text,
  invoice_id text,
  kind text not null check (kind in ('return', 'overpayment')),
  status text not null,
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  primary key (merchant_id, mode, id)
);

---------------------------------------------------------------------------------- ledger
-- A posting is one row that moves a positive amount from one account to another, so it balances
-- by construction. Rows are only ever added.
create table ledger_entries (
  merchant_id text not null,
  mode text not null,
  id bigint generated always as identity,
  kind text not null,
  source_id text not null,
  line_no int not null,
  debit text not null,
  credit text not null,
  amount bigint not null check (amount > 0),
  booked_on date not null,
  posted_at timestamptz not null,
  primary key (merchant_id, mode, id),
  check (debit <> credit)
);
create unique index ledger_entries_once on ledger_entries (merchant_id, mode, kind, source_id, line_no);

-- The hash chain: each seal covers the entries since the last one, in the order of their ids.
create table ledger_seals (
  mode text not null,
  through_entry bigint not null,
  through_xid xid8 not null,
  hash text not null,
  entries bigint not null,
  sealed_at timestamptz not null,
  primary key (mode, through_entry)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: correct it by a reversal', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entries_append_only before update or delete on ledger_entries for each row execute function refuse_change();
create trigger ledger_entries_no_truncate before truncate on ledger_entries for each statement execute function refuse_change();
create trigger allocations_append_only before update or delete on allocations for each row execute function refuse_change();
create trigger events_append_only before update or delete on events for each row execute function refuse_change();

---------------------------------------------------------------------------------- imports and work
create table imports (
  merchant_id text not null,
  mode text not null,
  id text not null,
  kind text not null check (kind in ('orders', 'shipments')),
  import_mode text not null check (import_mode in ('partial', 'all')),
  dry_run boolean not null,
  status text not null,
  sequence int not null default 0,
  rows_total int not null default 0,
  groups_total int not null default 0,
  groups_done int not null default 0,
  accepted int not null default 0,
  refused int not null default 0,
  problem jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (merchant_id, mode, id)
);
-- A file is cut into chunks when it arrives; each chunk is worked in one transaction.
create table import_chunks (
  merchant_id text not null,
  mode text not null,
  import_id text not null,
  chunk_no int not null,
  groups bytea,
  results jsonb,
  primary key (merchant_id, mode, import_id, chunk_no)
);

-- Work that failed again and again waits here for a person.
create table parked_work (
  merchant_id text not null,
  mode text not null,
  task text not null,
  item_id text not null,
  attempts int not null,
  problem text not null,
  retry_at timestamptz,
  primary key (merchant_id, mode, task, item_id)
);

-- What the sandbox has already shown once (the magic buyer error@ fails once per order).
create table sandbox_marks (
  merchant_id text not null,
  mode text not null,
  mark text not null,
  primary key (merchant_id, mode, mark)
);

---------------------------------------------------------------------------------- walls
-- A transaction names its mode and the merchants it serves ('*' for the platform's own work). The
-- owner is not walled: screening and the checks run with the owner's rights and must see every shop,
-- also where the owner is no superuser. Nothing else runs as the owner; the start-up test sees to it.
do $$
declare name text;
begin
  foreach name in array array[
    'merchant_settings', 'api_keys', 'orders', 'events', 'idempotency_keys', 'shipments',
    'invoice_counters', 'invoices', 'dunning_plans', 'advances', 'payouts', 'closing_calendar', 'receipts',
    'allocations', 'refunds', 'ledger_entries', 'imports', 'import_chunks', 'parked_work', 'sandbox_marks'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy tenant on %I
      using (mode = (select current_setting('app.mode', true))
        and ((select current_setting('app.merchants', true)) = '*'
          or merchant_id = any ((select string_to_array(current_setting('app.merchants', true), ','))::text[])))$p$, name);
    execute format('grant select, insert, update, delete on %I to atobarai_app', name);
  end loop;
end $$;
revoke update, delete on ledger_entries, allocations, events from atobarai_app;
grant select on merchants, business_clock, calendar_overrides to atobarai_app;
grant insert, update on merchants, business_clock to atobarai_app;
grant select, insert, update on event_dispatch to atobarai_app;
grant select, insert on ledger_seals to atobarai_app;
`,
  },
  {
    name: '0002-exposures',
    sql: `-- A buyer's exposure belongs to no shop. Nobody reads or writes these rows but through the
-- functions below, which run with the owner's rights.

-- Makes the missing rows and locks all rows of these people, always in the order of the keys.
create function exposure_lock(p_mode text, p_keys text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into exposures (mode, key, root)
    select p_mode, k, k from (select distinct unnest(p_keys) as k order by 1) wanted
    on conflict do nothing;
  -- Each look-up goes by the key (\`any\` of an array, \`offset 0\`), also while a young table has no statistics.
  perform 1 from exposures
    where mode = p_mode and key = any (array(
      select unnest(p_keys) union
      select e.root from unnest(p_keys) as wanted (key) cross join lateral (select root from exposures where mode = p_mode and key = wanted.key offset 0) e))
    order by key for update;
end $$;

-- For each key: its root, and what the root holds.
create function exposure_read(p_mode text, p_keys text[])
returns table (key text, root text, open_net bigint, overdue_invoices int, written_off_invoices int, blocked boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select k.key, r.key, r.open_net, r.overdue_invoices, r.written_off_invoices, r.blocked
    from (select distinct unnest(p_keys)) as wanted (key)
      cross join lateral (select * from exposures where mode = p_mode and key = wanted.key offset 0) k
      cross join lateral (select * from exposures where mode = p_mode and key = k.root offset 0) r;
end $$;

-- Writes what a batch decided on what it had read without a lock: rows of people nobody knew, and more
-- (or nothing more) for roots that still hold what was read. Answers how many of both were written: when
-- it is not all of them, somebody else was faster, and the batch must look again. A sum over the ceiling
-- is refused by the row's own check.
create function exposure_take(p_mode text, p_new_keys text[], p_new_roots text[], p_new_nets bigint[],
  p_roots text[], p_seen bigint[], p_nets bigint[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare made int := 0; taken int := 0;
begin
  if cardinality(p_new_keys) > 0 then
    insert into exposures (mode, key, root, open_net)
      select p_mode, key, root, net from unnest(p_new_keys, p_new_roots, p_new_nets) as fresh (key, root, net) order by key
      on conflict do nothing;
    get diagnostics made = row_count;
  end if;
  if cardinality(p_roots) > 0 then
    update exposures e set open_net = e.open_net + wanted.net
      from unnest(p_roots, p_seen, p_nets) as wanted (root, seen, net)
      where e.mode = p_mode and e.key = any (p_roots) and e.key = wanted.root and e.root = e.key and e.open_net = wanted.seen;
    get diagnostics taken = row_count;
  end if;
  return made + taken;
end $$;

-- Two roots turn out to be one person: everything moves under the first. The sum may stand above
-- the cap, and then the ceiling follows it, so that it can only go down.
create function exposure_merge(p_mode text, p_into text[], p_from text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare i int; learnt text[];
begin
  -- Almost always the second key was made a moment ago and holds nothing: it only learns whose it is.
  with fresh as (
    update exposures e set root = pair.into_key
      from unnest(p_into, p_from) as pair (into_key, from_key)
      where e.mode = p_mode and e.key = any (array(select unnest(p_from))) and e.key = pair.from_key and e.root = e.key
        and e.open_net = 0 and e.overdue_invoices = 0 and e.written_off_invoices = 0 and not e.blocked
        and pair.from_key not in (select unnest(p_into))
        and not exists (select from exposures other where other.mode = p_mode and other.root = pair.from_key and other.root <> other.key)
      returning e.key
  )
  select array_agg(key) into learnt from fresh;
  for i in 1 .. coalesce(array_length(p_into, 1), 0) loop
    continue when p_from[i] = any (learnt);
    update exposures kept set
        open_net = kept.open_net + gone.open_net,
        ceiling_net = greatest(kept.ceiling_net, gone.ceiling_net, kept.open_net + gone.open_net),
        overdue_invoices = kept.overdue_invoices + gone.overdue_invoices,
        written_off_invoices = kept.written_off_invoices + gone.written_off_invoices,
        blocked = kept.blocked or gone.blocked
      from exposures gone
      where kept.mode = p_mode and kept.key = p_into[i] and gone.mode = p_mode and gone.key = p_from[i];
    update exposures set root = p_into[i],
        open_net = case when key = p_from[i] then 0 else open_net end,
        overdue_invoices = case when key = p_from[i] then 0 else overdue_invoices end,
        written_off_invoices = case when key = p_from[i] then 0 else written_off_invoices end
      -- In two halves, because only rows that are not their own root are in the index of roots.
      where mode = p_mode and ((key = p_from[i] and root = key) or (root = p_from[i] and root <> key));
  end loop;
end $$;

-- Adds to, or takes from, the exposure of the people these keys belong to. A sum over the ceiling
-- or below zero is refused by the row's own check.
create function exposure_move(p_mode text, p_keys text[], p_nets bigint[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare moved int;
begin
  -- Each look-up goes by the key, however few or many rows there are.
  with wanted as (
    select e.root, sum(w.net) as net
    from unnest(p_keys, p_nets) as w (key, net)
    cross join lateral (select root from exposures where mode = p_mode and key = w.key offset 0) e
    group by e.root
  )
  update exposures e set open_net = e.open_net + wanted.net
    from wanted where e.mode = p_mode and e.key = any (array(select root from wanted)) and e.key = wanted.root and wanted.net <> 0;
  get diagnostics moved = row_count;
  return moved;
end $$;

-- Payment history of a person: an invoice long overdue (+1, −1 when it is paid), a write-off (+1).
create function exposure_history(p_mode text, p_key text, p_overdue int, p_written_off int) returns void
language sql security definer set search_path = public, pg_temp as $$
  update exposures e set overdue_invoices = greatest(0, e.overdue_invoices + p_overdue),
      written_off_invoices = greatest(0, e.written_off_invoices + p_written_off)
    from exposures k where k.mode = p_mode and k.key = p_key and e.mode = p_mode and e.key = k.root
$$;

-- What screening may see of other shops' orders: when, how much, the same person or not; no names. An
-- order with the same phone and the same address comes twice.
create function screening_sightings(p_mode text, p_phones text[], p_addresses text[], p_since date)
returns table (
  order_id text, person_keys text[], phone_hash text, address_hash text, items_hash text,
  billed_amount bigint, order_date date, registered_at timestamptz
)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- Behind \`offset 0\` each look-up goes by its own index, also while a young table has no statistics.
  return query
    select o.* from unnest(p_phones) as wanted (hash) cross join lateral (
      select id, person_keys, phone_hash, address_hash, items_hash, billed_amount, order_date, registered_at
      from orders where mode = p_mode and phone_hash = hash and order_date >= p_since and credit <> 'cancelled' offset 0) o
    union all
    select o.* from unnest(p_addresses) as wanted (hash) cross join lateral (
      select id, person_keys, phone_hash, address_hash, items_hash, billed_amount, order_date, registered_at
      from orders where mode = p_mode and address_hash = hash and order_date >= p_since and credit <> 'cancelled' offset 0) o;
end $$;

revoke all on function exposure_lock, exposure_read, exposure_take, exposure_merge, exposure_move, exposure_history, screening_sightings from public;
grant execute on function exposure_lock, exposure_read, exposure_take, exposure_merge, exposure_move, exposure_history, screening_sightings to atobarai_app;
`,
  },
  {
    name: '0003-checks',
    sql: `-- The invariants I1 to I12 of the books, each a view with one row per violation: whose, in which
-- mode, what, and in words. They belong to the owner and see every shop, so they are read through
-- the owner's door only. check_all counts them.

---------------------------------------------------------------------------------- the seal
-- Entries arrive in the order of their ids, so the smallest index there is finds a range of them.
create index ledger_entries_in_order on ledger_entries using brin (id) with (pages_per_range = 32, autosummarize = on);

-- Entries as text that no setting of a session can change, hashed onto the hash before.
create function ledger_hash(p_mode text, p_after bigint, p_through bigint, p_previous text, out hash text, out entries bigint)
language sql stable set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(concat_ws(chr(10), p_previous, string_agg(concat_ws(chr(31), id, merchant_id, mode, kind, source_id,
      line_no, debit, credit, amount, to_char(booked_on, 'YYYY-MM-DD'), extract(epoch from posted_at)), chr(10) order by id)), 'UTF8')), 'hex'),
    count(*)
  from ledger_entries where mode = p_mode and id > p_after and id <= p_through
$$;

-- Seals the next entries (at most 50,000) and answers how many. An id is given before its entry is
-- committed, so the seal first waits for every transaction that is writing entries at that moment;
-- those that begin later get higher ids. When they take too long it seals nothing: the next run will.
create function ledger_seal(p_mode text, p_sealed_at timestamptz default clock_timestamp()) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last_entry bigint; last_hash text; through bigint; writers text[]; sealed record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger-seal/' || p_mode, 0));
  select through_entry, hash into last_entry, last_hash from ledger_seals where mode = p_mode order by through_entry desc limit 1;
  last_entry := coalesce(last_entry, 0);
  select max(id) into through
    from (select id from ledger_entries where mode = p_mode and id > last_entry order by id limit 50000) coming;
  if through is null then return 0; end if;
  select coalesce(array_agg(virtualtransaction), '{}') into writers from pg_locks
    where locktype = 'relation' and relation = 'ledger_entries'::regclass and mode = 'RowExclusiveLock' and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database());
  for attempt in 0 .. 500 loop
    exit when not exists (select from pg_locks where virtualtransaction = any (writers)
      and locktype = 'relation' and relation = 'ledger_entries'::regclass);
    if attempt = 500 then return 0; end if;
    perform pg_sleep(0.01);
  end loop;
  select * into sealed from ledger_hash(p_mode, last_entry, through, coalesce(last_hash, ''));
  insert into ledger_seals (mode, through_entry, through_xid, hash, entries, sealed_at)
    values (p_mode, through, pg_snapshot_xmin(pg_current_snapshot()), sealed.hash, sealed.entries, p_sealed_at);
  return sealed.entries;
end $$;
revoke all on function ledger_hash, ledger_seal from public;
grant execute on function ledger_seal to atobarai_app;
revoke insert on ledger_seals from atobarai_app;

---------------------------------------------------------------------------------- what journals are made of
-- The lines a kind of journal may have (domain.md 4.6). Of those marked needed it has at least one:
-- a line of zero yen is not written, so tax on a small fee may be missing.
create view ledger_known_lines (kind, debit, credit, needed) as values
  ('invoice_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('invoice_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('settlement_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('settlement_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('monthly_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('monthly_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('proration', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('proration', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('bundled_fees', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('bundled_fees', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('ancillary_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('ancillary_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('advance', 'BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', true),
  ('advance', 'BUYER_RECEIVABLE', 'FEE_REVENUE', true),
  ('advance', 'BUYER_RECEIVABLE', 'TAX_PAYABLE', false),
  ('advance', 'BUYER_PREPAID', 'BUYER_RECEIVABLE', false),
  ('return_adjustment', 'MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', true),
  ('return_adjustment', 'MERCHANT_PAYABLE', 'BUYER_REFUND_PAYABLE', true),
  ('return_adjustment', 'BUYER_PREPAID', 'BUYER_REFUND_PAYABLE', true),
  ('return_adjustment', 'FEE_REVENUE', 'MERCHANT_PAYABLE', true),
  ('return_adjustment', 'FEE_REVENUE', 'BUYER_RECEIVABLE', true),
  ('return_adjustment', 'FEE_REVENUE', 'BUYER_REFUND_PAYABLE', true),
  ('return_adjustment', 'TAX_PAYABLE', 'MERCHANT_PAYABLE', false),
  ('return_adjustment', 'TAX_PAYABLE', 'BUYER_RECEIVABLE', false),
  ('return_adjustment', 'TAX_PAYABLE', 'BUYER_REFUND_PAYABLE', false),
  ('payout', 'MERCHANT_PAYABLE', 'CASH_OUT', true),
  ('transfer_fee', 'MERCHANT_PAYABLE', 'TRANSFER_FEE_RECOVERY', true),
  ('transfer_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('receipt', 'CASH_IN', 'SUSPENSE', true),
  ('receipt', 'AGENT_RECEIVABLE', 'SUSPENSE', true),
  ('receipt_reversal', 'SUSPENSE', 'CASH_IN', true),
  ('receipt_reversal', 'SUSPENSE', 'AGENT_RECEIVABLE', true),
  ('agent_transfer', 'CASH_IN', 'AGENT_RECEIVABLE', true),
  ('agent_transfer', 'AGENT_FEES', 'AGENT_RECEIVABLE', false),
  ('allocation', 'SUSPENSE', 'BUYER_RECEIVABLE', true),
  ('allocation', 'SUSPENSE', 'BUYER_PREPAID', true),
  ('allocation', 'SUSPENSE', 'HELD_FOR_MERCHANT', true),
  ('recovery', 'HELD_FOR_MERCHANT', 'MERCHANT_PAYABLE', true),
  ('reallocation', 'HELD_FOR_MERCHANT', 'BUYER_RECEIVABLE', true),
  ('reallocation_clawback', 'MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', true),
  ('overpayment', 'SUSPENSE', 'DEPOSITS_HELD', true),
  ('refund_due', 'MERCHANT_PAYABLE', 'BUYER_REFUND_PAYABLE', true),
  ('refund_due', 'BUYER_PREPAID', 'BUYER_REFUND_PAYABLE', true),
  ('refund', 'BUYER_REFUND_PAYABLE', 'CASH_OUT', true),
  ('refund', 'DEPOSITS_HELD', 'CASH_OUT', true),
  ('write_off', 'BAD_DEBT', 'BUYER_RECEIVABLE', true),
  ('recovery_after_write_off', 'CASH_IN', 'BAD_DEBT_RECOVERED', true),
  ('recovery_after_write_off', 'SUSPENSE', 'BAD_DEBT_RECOVERED', true),
  ('late_charge', 'SUSPENSE', 'LATE_CHARGES', true);

-- Every movement of an account as a signed number: debits add.
create view ledger_movements as
  select merchant_id, mode, debit as account, amount from ledger_entries
  union all
  select merchant_id, mode, credit, -amount from ledger_entries;

-- The lines of statements: what a merchant is owed (+) or owes (-). That a payout was sent, with its
-- transfer fee, or came back, is no line: the payout itself says both.
create view ledger_payable_lines as
  select merchant_id, mode, id, kind, source_id, booked_on, case credit when 'MERCHANT_PAYABLE' then amount else -amount end as amount
  from ledger_entries
  where 'MERCHANT_PAYABLE' in (debit, credit) and kind not in ('payout', 'transfer_fee')
    and not (kind = 'reversal' and split_part(source_id, '/', 1) in ('payout', 'transfer_fee'));

---------------------------------------------------------------------------------- I1 to I12
-- I1: every journal has the lines its kind needs, each between two accounts that exist.
create view check_i01_journal_lines as
  select e.merchant_id, e.mode, e.kind || '/' || e.source_id as subject,
    format('line %s moves %s from %s to %s, which a %s does not', e.line_no, e.amount, e.debit, e.credit, e.kind) as detail
  from ledger_entries e
  where e.amount <= 0 or case e.kind
    when 'reversal' then not exists (select from ledger_known_lines k where k.debit = e.credit and k.credit = e.debit)
    else not exists (select from ledger_known_lines k where (k.kind, k.debit, k.credit) = (e.kind, e.debit, e.credit)) end
  union all
  select e.merchant_id, e.mode, e.kind || '/' || e.source_id, 'has none of the lines it needs'
  from ledger_entries e left join ledger_known_lines k on (k.kind, k.debit, k.credit) = (e.kind, e.debit, e.credit)
  where e.kind <> 'reversal'
  group by e.merchant_id, e.mode, e.kind, e.source_id having not coalesce(bool_or(k.needed), false);

-- I2: entries, allocations and events are only ever added. 8, 16 and 32 are a trigger's bits for
-- delete, update and truncate.
create view check_i02_append_only as
  with walls (wall, event_bit, event) as (values
    ('ledger_entries', 8, 'delete'), ('ledger_entries', 16, 'update'), ('ledger_entries', 32, 'truncate'),
    ('allocations', 8, 'delete'), ('allocations', 16, 'update'), ('events', 8, 'delete'), ('events', 16, 'update'))
  select 'platform' as merchant_id, 'any' as mode, wall as subject, format('nothing refuses to %s its rows', event) as detail
  from walls where not exists (select from pg_trigger t where t.tgrelid = wall::regclass and t.tgenabled in ('O', 'A')
    and t.tgfoid = 'refuse_change'::regproc and t.tgtype & 2 = 2 and t.tgtype & event_bit = event_bit and t.tgqual is null)
  union all
  select 'platform', 'any', wall, format('the application may %s its rows', event)
  from walls where has_table_privilege('atobarai_app', wall, event);

-- I3: a line of a journal is posted once, whatever became of the unique index.
create view check_i03_posted_once as
  select merchant_id, mode, kind || '/' || source_id as subject, format('line %s was posted %s times', line_no, count(*)) as detail
  from ledger_entries group by merchant_id, mode, kind, source_id, line_no having count(*) > 1;

-- I4: amounts kept beside their source are the sum of it.
create view check_i04_cached_balances as
  select i.merchant_id, i.mode, i.id as subject, format('says %s paid, its allocations say %s', i.paid, coalesce(a.amount, 0)) as detail
  from invoices i left join (
    select merchant_id, mode, invoice_id, sum(amount) as amount from allocations group by 1, 2, 3
  ) a on (a.merchant_id, a.mode, a.invoice_id) = (i.merchant_id, i.mode, i.id)
  where i.paid <> coalesce(a.amount, 0)
  union all
  select r.merchant_id, r.mode, r.id, format('says %s allocated, its allocations say %s', r.allocated, coalesce(a.amount, 0))
  from receipts r left join (
    select mode, receipt_id, sum(amount) as amount from allocations group by 1, 2
  ) a on (a.mode, a.receipt_id) = (r.mode, r.id)
  where r.allocated <> coalesce(a.amount, 0)
  union all
  select a.merchant_id, a.mode, a.shipment_id, format('says %s advanced, the ledger says %s', a.amount, coalesce(e.amount, 0))
  from advances a left join (
    select merchant_id, mode, source_id, sum(amount) as amount from ledger_entries
    where kind = 'advance' and credit = 'MERCHANT_PAYABLE' group by 1, 2, 3
  ) e on (e.merchant_id, e.mode, e.source_id) = (a.merchant_id, a.mode, a.shipment_id)
  where a.amount <> coalesce(e.amount, 0);

-- I5: what a person owes or may come to owe is what their orders hold, and within the ceiling.
create view check_i05_exposure as
  with held as (
    select o.mode, coalesce(k.root, o.person_keys[1]) as root, sum(o.held_net) as net
    from orders o left join exposures k on (k.mode, k.key) = (o.mode, o.person_keys[1])
    where o.held_net > 0 group by 1, 2
  ), open as (select mode, key, open_net from exposures where open_net <> 0)
  select 'platform' as merchant_id, coalesce(h.mode, e.mode) as mode, coalesce(h.root, e.key) as subject,
    format('stands at %s, its orders hold %s', coalesce(e.open_net, 0), coalesce(h.net, 0)) as detail
  from held h full join open e on e.mode = h.mode and e.key = h.root
  where coalesce(h.net, 0) <> coalesce(e.open_net, 0)
  union all
  select 'platform', mode, key, format('stands at %s of at most %s', open_net, ceiling_net)
  from exposures where open_net not between 0 and ceiling_net
  union all
  select o.merchant_id, o.mode, o.id, 'its person is known as several'
  from orders o join exposures k on k.mode = o.mode and k.key = any (o.person_keys)
  where o.held_net > 0 group by o.merchant_id, o.mode, o.id having count(distinct k.root) > 1;

-- What a payout comes to before its transfer fee; carried ones hand it to the next.
create view payout_chain as
  select *, net + transfer_fee + transfer_fee_tax as gross,
    lag(to_entry) over following as previous_to_entry,
    lag(case status when 'carried' then net + transfer_fee + transfer_fee_tax else 0 end) over following as previous_carried,
    lead(id) over following as next_id
  from payouts window following as (partition by merchant_id, mode order by to_entry, closes_on);

-- I6: what the ledger owes a merchant is closed and not sent, or carried, or not closed yet.
create view check_i06_merchant_payable as
  with owed as (
    select merchant_id, mode, -sum(amount) as amount from ledger_movements where account = 'MERCHANT_PAYABLE' group by 1, 2
  ), unsent as (
    select merchant_id, mode, max(to_entry) as to_entry,
      sum(case when status in ('sent', 'completed') or (status = 'carried' and next_id is not null) then 0 else gross end) as amount
    from payout_chain group by 1, 2
  ), unpaid as (
    select o.merchant_id, o.mode, o.amount as owed, coalesce(u.amount, 0) + coalesce((
      select sum(l.amount) from ledger_payable_lines l
      where (l.merchant_id, l.mode) = (o.merchant_id, o.mode) and l.id > coalesce(u.to_entry, 0)), 0) as unpaid
    from owed o left join unsent u on (u.merchant_id, u.mode) = (o.merchant_id, o.mode)
  )
  select merchant_id, mode, 'MERCHANT_PAYABLE' as subject, format('the ledger owes %s, unpaid lines are %s', owed, unpaid) as detail
  from unpaid where owed <> unpaid;

-- I7: a payout is the sum of its lines, and every line is in one payout at most.
create view check_i07_payout_lines as
  with sums as (
    select p.*, (select coalesce(sum(l.amount), 0) from ledger_payable_lines l
      where (l.merchant_id, l.mode) = (p.merchant_id, p.mode) and l.id > p.from_entry and l.id <= p.to_entry) as lines
    from payout_chain p
  )
  select merchant_id, mode, id as subject, format('comes to %s, its lines to %s', gross - carried_in, lines) as detail
  from sums where gross - carried_in <> lines
  union all
  select merchant_id, mode, id, format('carries %s in, the one before carried %s', carried_in, coalesce(previous_carried, 0))
  from sums where carried_in <> coalesce(previous_carried, 0)
  union all
  select l.merchant_id, l.mode, l.kind || '/' || l.source_id, format('entry %s is in %s and in %s', l.id, p.id, q.id)
  from payouts p join payouts q on (q.merchant_id, q.mode) = (p.merchant_id, p.mode) and q.id <> p.id
      and q.from_entry < p.to_entry and (p.to_entry, p.id) < (q.to_entry, q.id)
    join ledger_payable_lines l on (l.merchant_id, l.mode) = (p.merchant_id, p.mode)
      and l.id > greatest(p.from_entry, q.from_entry) and l.id <= p.to_entry
  union all
  select l.merchant_id, l.mode, l.kind || '/' || l.source_id, format('entry %s was passed over before %s', l.id, p.id)
  from payout_chain p join ledger_payable_lines l on (l.merchant_id, l.mode) = (p.merchant_id, p.mode)
    and l.id > coalesce(p.previous_to_entry, 0) and l.id <= p.from_entry;

-- I8: money received is allocated, moved to a deposit or an earning, or still in suspense.
create view check_i08_receipts as
  with posted as (
    select mode, source_id, sum(amount) as amount from ledger_entries where kind = 'receipt' and credit = 'SUSPENSE' group by 1, 2
  ), confirmed as (
    select *, case when confirmed_on is null or status in ('received', 'reversed') then 0 else amount end as counts from receipts
  ), spent as (
    select mode, receipt_id, sum(amount) as amount from (
      select mode, receipt_id, amount from allocations
      union all select mode, receipt_id, amount from refunds where kind = 'overpayment') uses group by 1, 2
  ), suspense as (
    select mode, -sum(amount) as amount from ledger_movements where account = 'SUSPENSE' group by 1
  ), earned as (
    select mode, sum(amount) as amount from ledger_entries
    where debit = 'SUSPENSE' and credit in ('LATE_CHARGES', 'BAD_DEBT_RECOVERED') group by 1
  ), expected as (
    select mode, sum(amount) as amount from (
      select mode, counts as amount from confirmed
      union all select mode, -amount from spent
      union all select mode, -amount from earned) parts group by 1
  )
  select r.merchant_id, r.mode, r.id as subject, format('counts for %s, the ledger received %s', r.counts, coalesce(p.amount, 0)) as detail
  from confirmed r left join posted p on (p.mode, p.source_id) = (r.mode, r.id) where r.counts <> coalesce(p.amount, 0)
  union all
  select r.merchant_id, r.mode, r.id, format('counts for %s, %s of it was used', r.counts, s.amount)
  from confirmed r join spent s on (s.mode, s.receipt_id) = (r.mode, r.id) where s.amount > r.counts
  union all
  select 'platform', coalesce(s.mode, e.mode), 'SUSPENSE', format('holds %s, the receipts leave %s', coalesce(s.amount, 0), coalesce(e.amount, 0))
  from suspense s full join expected e on e.mode = s.mode where coalesce(s.amount, 0) <> coalesce(e.amount, 0);

-- I9: nobody owes less than nothing; what is paid too much sits in suspense or in a deposit. Accounts
-- of a buyer's debt hold per shop, the money itself per mode.
create view check_i09_no_negative_balances as
  with sides (account, side, per_shop) as (values
    ('BUYER_RECEIVABLE', 1, true), ('BUYER_PREPAID', -1, true), ('HELD_FOR_MERCHANT', -1, true), ('BUYER_REFUND_PAYABLE', -1, true),
    ('AGENT_RECEIVABLE', 1, false), ('CASH_IN', 1, false), ('SUSPENSE', -1, false), ('DEPOSITS_HELD', -1, false))
  select case when per_shop then m.merchant_id else 'platform' end as merchant_id, m.mode, m.account as subject,
    format('stands at %s', sum(m.amount) * side) as detail
  from ledger_movements m join sides using (account)
  group by 1, 2, 3, side having sum(m.amount) * side < 0
  union all
  select merchant_id, mode, id, format('%s paid of %s', paid, amount) from invoices where paid > amount;

-- I10: a closed period gets no more lines. A line booked on a day that a closing covers has an id
-- within that closing's range or an earlier one's; a correction that comes later is booked when it comes.
create view check_i10_closed_periods as
  select l.merchant_id, l.mode, l.kind || '/' || l.source_id as subject,
    format('entry %s is booked on %s, closed by %s through entry %s', l.id, to_char(l.booked_on, 'YYYY-MM-DD'), p.id, p.to_entry) as detail
  from ledger_payable_lines l cross join lateral (
    select * from payouts p where (p.merchant_id, p.mode) = (l.merchant_id, l.mode) and p.closes_on >= l.booked_on order by p.closes_on limit 1
  ) p where l.booked_on >= p.period_from and l.id > p.to_entry;

-- I11: every seal still fits its entries and the seal before. Who can rewrite the seals too is found
-- only by comparing with a hash kept elsewhere.
create view check_i11_hash_chain as
  with chain as (
    select *, lag(through_entry, 1, 0::bigint) over following as after_entry, lag(hash, 1, '') over following as previous_hash
    from ledger_seals window following as (partition by mode order by through_entry)
  )
  select 'platform' as merchant_id, c.mode, 'seal through entry ' || c.through_entry as subject,
    format('sealed %s entries as %s, now %s as %s', c.entries, left(c.hash, 12), now.entries, left(now.hash, 12)) as detail
  from chain c cross join lateral ledger_hash(c.mode, c.after_entry, c.through_entry, c.previous_hash) as now
  where (now.hash, now.entries) is distinct from (c.hash, c.entries);

-- I12: a debt nobody approved is never advanced: not in the rows, not in the ledger. A cancelled
-- order may have been approved before; its return takes the advance back.
create view check_i12_only_approved_debts as
  select a.merchant_id, a.mode, a.shipment_id as subject, format('was advanced, its order is %s', coalesce(o.credit, 'unknown')) as detail
  from (
    select merchant_id, mode, shipment_id, order_id from advances
    union
    select e.merchant_id, e.mode, e.source_id, s.order_id
    from (select distinct merchant_id, mode, source_id from ledger_entries where kind = 'advance') e
    left join shipments s on (s.merchant_id, s.mode, s.id) = (e.merchant_id, e.mode, e.source_id)
  ) a left join orders o on (o.merchant_id, o.mode, o.id) = (a.merchant_id, a.mode, a.order_id)
  where coalesce(o.credit, 'unknown') not in ('approved', 'cancelled');

create view check_all (name, violations) as
  select 'i01_journal_lines', count(*) from check_i01_journal_lines
  union all select 'i02_append_only', count(*) from check_i02_append_only
  union all select 'i03_posted_once', count(*) from check_i03_posted_once
  union all select 'i04_cached_balances', count(*) from check_i04_cached_balances
  union all select 'i05_exposure', count(*) from check_i05_exposure
  union all select 'i06_merchant_payable', count(*) from check_i06_merchant_payable
  union all select 'i07_payout_lines', count(*) from check_i07_payout_lines
  union all select 'i08_receipts', count(*) from check_i08_receipts
  union all select 'i09_no_negative_balances', count(*) from check_i09_no_negative_balances
  union all select 'i10_closed_periods', count(*) from check_i10_closed_periods
  union all select 'i11_hash_chain', count(*) from check_i11_hash_chain
  union all select 'i12_only_approved_debts', count(*) from check_i12_only_approved_debts;
`,
  },
  {
    name: '0004-webhooks',
    sql: `-- Where shops want to hear of events. A removed endpoint stays for its deliveries' sake, without its secrets.
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
`,
  },
  {
    name: '0005-checkout',
    sql: `-- What the checkout widget screened (api.md, checkout/authorizations): while \`reserved\`, the row keeps the
-- buyer's frame for an order that may come. Keyed hashes and amounts only, no person's data: the token is
-- the id and a keyed hash of it, so nothing here can be used to make one.
create table authorizations (
  merchant_id text not null,
  mode text not null,
  id text not null,
  status text not null check (status in ('reserved', 'used', 'expired', 'replaced', 'refused')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  buyer_kind text not null,
  billed_amount bigint not null check (billed_amount > 0),
  net_amount bigint not null,
  -- What it holds of the buyer's exposure now, ex-tax; an order that uses it takes this over.
  held_net bigint not null default 0 check (held_net >= 0 and (held_net = 0 or status = 'reserved')),
  person_keys text[] not null,
  phone_hash text not null,
  address_hash text not null,
  -- Keyed hash of the buyer and the destinations: an order must name the same.
  bound_to text not null,
  decision json not null,
  consent json,
  -- The sandbox's own answer, if the buyer was one of its own.
  magic text,
  order_id text,
  primary key (merchant_id, mode, id)
) with (fillfactor = 85);
create index authorizations_due on authorizations (mode, expires_at) where status = 'reserved';
create index authorizations_phone on authorizations (phone_hash, merchant_id, mode, created_at);
create index authorizations_age on authorizations (mode, created_at);

do $$
begin
  alter table authorizations enable row level security;
  create policy tenant on authorizations
    using (mode = (select current_setting('app.mode', true))
      and ((select current_setting('app.merchants', true)) = '*'
        or merchant_id = any ((select string_to_array(current_setting('app.merchants', true), ','))::text[])));
  grant select, insert, update, delete on authorizations to atobarai_app;
end $$;

-- I5 again, with what the checkout keeps for orders that may come.
create or replace view check_i05_exposure as
  with holding as (
    select mode, person_keys[1] as key, held_net from orders where held_net > 0
    union all
    select mode, person_keys[1], held_net from authorizations where held_net > 0
  ), held as (
    select h.mode, coalesce(k.root, h.key) as root, sum(h.held_net) as net
    from holding h left join exposures k on (k.mode, k.key) = (h.mode, h.key) group by 1, 2
  ), open as (select mode, key, open_net from exposures where open_net <> 0)
  select 'platform' as merchant_id, coalesce(h.mode, e.mode) as mode, coalesce(h.root, e.key) as subject,
    format('stands at %s, its orders and authorizations hold %s', coalesce(e.open_net, 0), coalesce(h.net, 0)) as detail
  from held h full join open e on e.mode = h.mode and e.key = h.root
  where coalesce(h.net, 0) <> coalesce(e.open_net, 0)
  union all
  select 'platform', mode, key, format('stands at %s of at most %s', open_net, ceiling_net)
  from exposures where open_net not between 0 and ceiling_net
  union all
  select h.merchant_id, h.mode, h.id, 'its person is known as several'
  from (
    select merchant_id, mode, id, person_keys from orders where held_net > 0
    union all
    select merchant_id, mode, id, person_keys from authorizations where held_net > 0
  ) h join exposures k on k.mode = h.mode and k.key = any (h.person_keys)
  group by h.merchant_id, h.mode, h.id having count(distinct k.root) > 1;
`,
  },
  {
    name: '0006-whole-batches',
    sql: `-- How many rows a batch wrote. Where it was said how many it must write, fewer are an error, so that the
-- commit that is already under way saves nothing.
create function batch_written(p_written int, p_wanted int) returns int
language plpgsql as $$
begin
  if p_written <> p_wanted then
    raise exception 'another transaction was faster: % of % rows', p_written, p_wanted using errcode = 'AT001';
  end if;
  return p_written;
end $$;
revoke all on function batch_written from public;
grant execute on function batch_written to atobarai_app;
`,
  },
  {
    name: '0007-recovered-debts',
    sql: `-- I8 as before, but what comes in on a debt that was written off is allocated like any other payment:
-- its posting to BAD_DEBT_RECOVERED is an allocation's, and no earning beside it.
create or replace view check_i08_receipts as
  with posted as (
    select mode, source_id, sum(amount) as amount from ledger_entries where kind = 'receipt' and credit = 'SUSPENSE' group by 1, 2
  ), confirmed as (
    select *, case when confirmed_on is null or status in ('received', 'reversed') then 0 else amount end as counts from receipts
  ), spent as (
    select mode, receipt_id, sum(amount) as amount from (
      select mode, receipt_id, amount from allocations
      union all select mode, receipt_id, amount from refunds where kind = 'overpayment') uses group by 1, 2
  ), suspense as (
    select mode, -sum(amount) as amount from ledger_movements where account = 'SUSPENSE' group by 1
  ), earned as (
    select mode, sum(amount) as amount from ledger_entries where debit = 'SUSPENSE' and credit = 'LATE_CHARGES' group by 1
  ), expected as (
    select mode, sum(amount) as amount from (
      select mode, counts as amount from confirmed
      union all select mode, -amount from spent
      union all select mode, -amount from earned) parts group by 1
  )
  select r.merchant_id, r.mode, r.id as subject, format('counts for %s, the ledger received %s', r.counts, coalesce(p.amount, 0)) as detail
  from confirmed r left join posted p on (p.mode, p.source_id) = (r.mode, r.id) where r.counts <> coalesce(p.amount, 0)
  union all
  select r.merchant_id, r.mode, r.id, format('counts for %s, %s of it was used', r.counts, s.amount)
  from confirmed r join spent s on (s.mode, s.receipt_id) = (r.mode, r.id) where s.amount > r.counts
  union all
  select 'platform', coalesce(s.mode, e.mode), 'SUSPENSE', format('holds %s, the receipts leave %s', coalesce(s.amount, 0), coalesce(e.amount, 0))
  from suspense s full join expected e on e.mode = s.mode where coalesce(s.amount, 0) <> coalesce(e.amount, 0);
`,
  },
  {
    name: '0008-returned-lines',
    sql: `-- What came back of an order, line by line: a return names lines, and each line can come back once.
alter table orders add column returned_items jsonb not null default '[]';
`,
  },
  {
    name: '0009-parked-work',
    sql: `-- Parked work is an operator's to see and to try again, so each piece has an id, and the moment it was set aside.
alter table parked_work add column id text;
alter table parked_work add column parked_at timestamptz;
update parked_work set id = 'prk_' || substr(md5(merchant_id || ' ' || mode || ' ' || task || ' ' || item_id), 1, 22), parked_at = now();
alter table parked_work alter column id set not null;
alter table parked_work alter column parked_at set not null;
alter table parked_work add unique (merchant_id, mode, id);
`,
  },
  {
    name: '0010-goods-back',
    sql: `-- Goods that a carrier brings back are not at the buyer's: the letters about their invoice rest, and an
-- invoice that has not gone out waits, until the goods leave again or the order is off.
alter table dunning_plans add column goods_back boolean not null default false;
drop index dunning_plans_due;
create index dunning_plans_due on dunning_plans (mode, next_at) where next_at is not null and not paused and not goods_back;

alter table invoices add column held_back boolean not null default false;
drop index invoices_issue_due;
create index invoices_issue_due on invoices (mode, issue_at) where status = 'scheduled' and not held_back;
`,
  },
  {
    name: '0011-operator-actions',
    sql: `-- What the provider's people did by hand, and why: for the audit (AM-10). The reason may name a person,
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
`,
  },
  {
    name: '0012-screening-history',
    sql: `-- What screening weighs besides debts: how a person and a shop's buyers paid so far, and the device.

alter table exposures
  add column paid_in_time int not null default 0,
  add column paid_late int not null default 0,
  -- The other keys that were written with a root when nobody knew the person yet. Keys that came later are
  -- \`learnt\`, and only those are in an index: nearly all people are written once, and an index costs as much as a row.
  add column born_with text[],
  add column learnt boolean not null default false;
update exposures set learnt = true where root <> key;
drop index exposures_root;
create index exposures_learnt on exposures (mode, root) where learnt;

alter table orders add column device_hash text;
create index orders_device on orders (device_hash, mode, order_date) where device_hash is not null;

-- What became of a shop's invoices, counted once each: paid in time, or overdue (whatever came after).
create table shop_histories (
  merchant_id text not null,
  mode text not null,
  paid_in_time int not null default 0,
  overdue int not null default 0,
  primary key (merchant_id, mode)
) with (fillfactor = 70);

do $$
begin
  alter table shop_histories enable row level security;
  create policy tenant on shop_histories
    using (mode = (select current_setting('app.mode', true))
      and ((select current_setting('app.merchants', true)) = '*'
        or merchant_id = any ((select string_to_array(current_setting('app.merchants', true), ','))::text[])));
  grant select on shop_histories to atobarai_app;
end $$;

-- What is known already counts from the start.
insert into shop_histories (merchant_id, mode, paid_in_time, overdue)
  select merchant_id, mode, count(*) filter (where not overdue), count(*) filter (where overdue)
  from invoices where overdue or status = 'paid' group by 1, 2;
with paid as (
  select k.mode, k.root, count(*) filter (where not i.overdue) as in_time, count(*) filter (where i.overdue) as late
  from invoices i
    join orders o on o.merchant_id = i.merchant_id and o.mode = i.mode and o.id = i.order_id
    join exposures k on k.mode = o.mode and k.key = o.person_keys[1]
  where i.status = 'paid' group by 1, 2
)
update exposures e set paid_in_time = paid.in_time, paid_late = paid.late
  from paid where e.mode = paid.mode and e.key = paid.root;

-- A ceiling above the cap was for the day two people turned out to be one. It comes down with what they owe.
update exposures set ceiling_net = greatest(50000, open_net) where ceiling_net > greatest(50000, open_net);

create or replace function exposure_move(p_mode text, p_keys text[], p_nets bigint[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare moved int;
begin
  -- Each look-up goes by the key, however few or many rows there are.
  with wanted as (
    select e.root, sum(w.net) as net
    from unnest(p_keys, p_nets) as w (key, net)
    cross join lateral (select root from exposures where mode = p_mode and key = w.key offset 0) e
    group by e.root
  )
  update exposures e set open_net = e.open_net + wanted.net,
      ceiling_net = case when wanted.net < 0 then least(e.ceiling_net, greatest(50000, e.open_net + wanted.net)) else e.ceiling_net end
    from wanted where e.mode = p_mode and e.key = any (array(select root from wanted)) and e.key = wanted.root and wanted.net <> 0;
  get diagnostics moved = row_count;
  return moved;
end $$;

-- As before, but a new key that somebody else has made meanwhile is an error (23505), as an order number is: to
-- look first costs more than to write, and the batch that lost looks again all the same. \`p_new_others\` are
-- the other new keys of a root, with blanks between them; for the others it is empty, or null when their
-- person was known before.
drop function exposure_take(text, text[], text[], bigint[], text[], bigint[], bigint[]);
create function exposure_take(p_mode text, p_new_keys text[], p_new_roots text[], p_new_nets bigint[], p_new_others text[],
  p_roots text[], p_seen bigint[], p_nets bigint[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare made int := 0; taken int := 0;
begin
  if cardinality(p_new_keys) > 0 then
    insert into exposures (mode, key, root, open_net, born_with, learnt)
      select p_mode, key, root, net, string_to_array(nullif(others, ''), ' '), others is null
      from unnest(p_new_keys, p_new_roots, p_new_nets, p_new_others) as fresh (key, root, net, others) order by key;
    get diagnostics made = row_count;
  end if;
  if cardinality(p_roots) > 0 then
    update exposures e set open_net = e.open_net + wanted.net
      from unnest(p_roots, p_seen, p_nets) as wanted (root, seen, net)
      where e.mode = p_mode and e.key = any (p_roots) and e.key = wanted.root and e.root = e.key and e.open_net = wanted.seen;
    get diagnostics taken = row_count;
  end if;
  return made + taken;
end $$;

create or replace function exposure_merge(p_mode text, p_into text[], p_from text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare i int; moved text[]; members text[];
begin
  -- Almost always the other key was made a moment ago and holds nothing: it only learns whose it is.
  with fresh as (
    update exposures e set root = pair.into_key, learnt = true
      from unnest(p_into, p_from) as pair (into_key, from_key)
      where e.mode = p_mode and e.key = any (array(select unnest(p_from))) and e.key = pair.from_key and e.root = e.key
        and e.open_net = 0 and e.overdue_invoices = 0 and e.written_off_invoices = 0 and not e.blocked
        and e.paid_in_time = 0 and e.paid_late = 0
        and pair.from_key not in (select unnest(p_into))
        and e.born_with is null
        and not exists (select from exposures other where other.mode = p_mode and other.root = pair.from_key and other.learnt)
      returning e.key
  )
  select array_agg(key) into moved from fresh;
  for i in 1 .. coalesce(array_length(p_into, 1), 0) loop
    continue when p_from[i] = any (moved);
    update exposures kept set
        open_net = kept.open_net + gone.open_net,
        ceiling_net = greatest(50000, kept.open_net + gone.open_net),
        overdue_invoices = kept.overdue_invoices + gone.overdue_invoices,
        written_off_invoices = kept.written_off_invoices + gone.written_off_invoices,
        paid_in_time = kept.paid_in_time + gone.paid_in_time,
        paid_late = kept.paid_late + gone.paid_late,
        blocked = kept.blocked or gone.blocked
      from exposures gone
      where kept.mode = p_mode and kept.key = p_into[i] and gone.mode = p_mode and gone.key = p_from[i];
    select array[p_from[i]] || gone.born_with
        || array(select key from exposures where mode = p_mode and root = p_from[i] and learnt)
      into members from exposures gone where mode = p_mode and key = p_from[i];
    update exposures set root = p_into[i], learnt = true,
        open_net = case when key = p_from[i] then 0 else open_net end,
        ceiling_net = case when key = p_from[i] then 50000 else ceiling_net end,
        overdue_invoices = case when key = p_from[i] then 0 else overdue_invoices end,
        written_off_invoices = case when key = p_from[i] then 0 else written_off_invoices end,
        paid_in_time = case when key = p_from[i] then 0 else paid_in_time end,
        paid_late = case when key = p_from[i] then 0 else paid_late end
      where mode = p_mode and key = any (members) and root = p_from[i];
  end loop;
end $$;

drop function exposure_read(text, text[]);
create function exposure_read(p_mode text, p_keys text[])
returns table (key text, root text, open_net bigint, overdue_invoices int, written_off_invoices int, blocked boolean,
  paid_in_time int, paid_late int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select k.key, r.key, r.open_net, r.overdue_invoices, r.written_off_invoices, r.blocked, r.paid_in_time, r.paid_late
    from (select distinct unnest(p_keys)) as wanted (key)
      cross join lateral (select * from exposures where mode = p_mode and key = wanted.key offset 0) k
      cross join lateral (select * from exposures where mode = p_mode and key = k.root offset 0) r;
end $$;

-- How invoices of these orders were paid, 'in_time' or 'late': remembered of the person.
create function exposure_paid(p_mode text, p_merchants text[], p_orders text[], p_how text[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  with paid as (
    select k.root, count(*) filter (where w.how = 'in_time') as in_time, count(*) filter (where w.how = 'late') as late
    from unnest(p_merchants, p_orders, p_how) as w (merchant_id, order_id, how)
      cross join lateral (select person_keys from orders where merchant_id = w.merchant_id and mode = p_mode and id = w.order_id offset 0) o
      cross join lateral (select root from exposures where mode = p_mode and key = o.person_keys[1] offset 0) k
    group by k.root
  )
  update exposures e set paid_in_time = e.paid_in_time + paid.in_time, paid_late = e.paid_late + paid.late
    from paid where e.mode = p_mode and e.key = any (array(select root from paid)) and e.key = paid.root
$$;

-- The same of the shops. The row of a shop is the last thing such a transaction takes.
create function shop_history_note(p_mode text, p_merchants text[], p_in_time int[], p_overdue int[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into shop_histories as h (merchant_id, mode, paid_in_time, overdue)
    select merchant_id, p_mode, sum(in_time), sum(overdue)
    from unnest(p_merchants, p_in_time, p_overdue) as w (merchant_id, in_time, overdue) group by merchant_id order by merchant_id
    on conflict (merchant_id, mode) do update
      set paid_in_time = h.paid_in_time + excluded.paid_in_time, overdue = h.overdue + excluded.overdue
$$;

-- An order with the same phone, address and device comes three times.
drop function screening_sightings(text, text[], text[], date);
create function screening_sightings(p_mode text, p_phones text[], p_addresses text[], p_devices text[], p_since date)
returns table (
  order_id text, person_keys text[], phone_hash text, address_hash text, device_hash text, items_hash text,
  billed_amount bigint, order_date date, registered_at timestamptz
)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- Behind \`offset 0\` each look-up goes by its own index, also while a young table has no statistics.
  return query
    select o.* from unnest(p_phones) as wanted (hash) cross join lateral (
      select id, person_keys, phone_hash, address_hash, device_hash, items_hash, billed_amount, order_date, registered_at
      from orders where mode = p_mode and phone_hash = hash and order_date >= p_since and credit <> 'cancelled' offset 0) o
    union all
    select o.* from unnest(p_addresses) as wanted (hash) cross join lateral (
      select id, person_keys, phone_hash, address_hash, device_hash, items_hash, billed_amount, order_date, registered_at
      from orders where mode = p_mode and address_hash = hash and order_date >= p_since and credit <> 'cancelled' offset 0) o
    union all
    select o.* from unnest(p_devices) as wanted (hash) cross join lateral (
      select id, person_keys, phone_hash, address_hash, device_hash, items_hash, billed_amount, order_date, registered_at
      from orders where mode = p_mode and device_hash = hash and order_date >= p_since and credit <> 'cancelled' offset 0) o;
end $$;

revoke all on function exposure_take, exposure_read, screening_sightings, exposure_paid, shop_history_note from public;
grant execute on function exposure_take, exposure_read, screening_sightings, exposure_paid, shop_history_note to atobarai_app;
`,
  },
  {
    name: '0013-fees-and-credits-by-order',
    sql: `-- The settlement fee is floored once per order, so what a parcel's return gives back of it may be a
-- yen more than the parcel itself was charged, and another's a yen less.
do $$
declare rule record;
begin
  for rule in select conname from pg_constraint
    where conrelid = 'advances'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '\\mfee(_tax)?_returned\\M'
  loop
    execute format('alter table advances drop constraint %I', rule.conname);
  end loop;
end $$;
alter table advances add check (fee_returned >= 0), add check (fee_tax_returned >= 0);

-- What came back whole before a closing was never paid out, and so has nothing to adjust.
update advances set status = 'taken_back' where status = 'adjusted' and returned = amount and payout_id is null;

-- Credit notes by tax rate: they add up to what was credited. Of those there are already, each rate
-- takes its share.
alter table invoices add column credited_tax jsonb not null default '[]';
update invoices i set credited_tax = parts.by_rate
from (
  select merchant_id, mode, id,
    jsonb_agg(jsonb_build_object('rate', rate, 'amount', part,
      'tax', case when part = total then tax else part * rate / (100 + rate) end) order by place) filter (where part > 0) as by_rate
  from (
    select c.merchant_id, c.mode, c.id, t.place, (t.total ->> 'rate')::bigint as rate, (t.total ->> 'amount')::bigint as total,
      (t.total ->> 'tax')::bigint as tax,
      (div(c.credited * sum((t.total ->> 'amount')::bigint) over upto, c.amount)
        - div(c.credited * (sum((t.total ->> 'amount')::bigint) over upto - (t.total ->> 'amount')::bigint), c.amount))::bigint as part
    from invoices c cross join lateral jsonb_array_elements(c.tax) with ordinality as t (total, place)
    where c.credited > 0
    window upto as (partition by c.merchant_id, c.mode, c.id order by t.place)
  ) shares
  group by 1, 2, 3
) parts
where (parts.merchant_id, parts.mode, parts.id) = (i.merchant_id, i.mode, i.id) and parts.by_rate is not null;
`,
  },
  {
    name: '0014-one-order-of-locks',
    sql: `-- Two batches that know the same people take their rows by key, so that neither waits for the other for ever.
-- PostgreSQL 15 would also read them in the order in which they lie on the disk (a bitmap scan).
alter function exposure_take(text, text[], text[], bigint[], text[], text[], bigint[], bigint[]) set enable_bitmapscan = off;
`,
  },
  {
    name: '0015-checks-that-scale',
    sql: `-- I5 as before, but its people are looked for by their keys one by one: with \`key = any (…)\` a plan may join by
-- the mode alone and hold everybody against everybody, which for twenty thousand orders takes minutes.
create or replace view check_i05_exposure as
  with holding as (
    select mode, person_keys[1] as key, held_net from orders where held_net > 0
    union all
    select mode, person_keys[1], held_net from authorizations where held_net > 0
  ), held as (
    select h.mode, coalesce(k.root, h.key) as root, sum(h.held_net) as net
    from holding h left join exposures k on (k.mode, k.key) = (h.mode, h.key) group by 1, 2
  ), open as (select mode, key, open_net from exposures where open_net <> 0)
  select 'platform' as merchant_id, coalesce(h.mode, e.mode) as mode, coalesce(h.root, e.key) as subject,
    format('stands at %s, its orders and authorizations hold %s', coalesce(e.open_net, 0), coalesce(h.net, 0)) as detail
  from held h full join open e on e.mode = h.mode and e.key = h.root
  where coalesce(h.net, 0) <> coalesce(e.open_net, 0)
  union all
  select 'platform', mode, key, format('stands at %s of at most %s', open_net, ceiling_net)
  from exposures where open_net not between 0 and ceiling_net
  union all
  select h.merchant_id, h.mode, h.id, 'its person is known as several'
  from (
    select merchant_id, mode, id, unnest(person_keys) as key from orders where held_net > 0
    union all
    select merchant_id, mode, id, unnest(person_keys) from authorizations where held_net > 0
  ) h join exposures k on (k.mode, k.key) = (h.mode, h.key)
  group by h.merchant_id, h.mode, h.id having count(distinct k.root) > 1;
`,
  },
  {
    name: '0016-tries-of-one-person',
    sql: `-- Tries at the checkout are counted of a person, not of a phone number alone: whoever feels for a stranger's
-- credit by name and address gives another number each time (docs/decisions/0012). All keys of an authorization
-- are one person's since its screening, so one of them is enough to find it by.
create index authorizations_person on authorizations ((person_keys[1]), merchant_id, mode, created_at);

-- Every key that any of these people is known by. Companies have none.
create function exposure_keys(p_mode text, p_keys text[]) returns table (key text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- Each look-up goes by the key or the root, also while a young table has no statistics.
  return query
    with roots as (
      select distinct k.root
      from unnest(p_keys) as wanted (key)
        cross join lateral (select root from exposures where mode = p_mode and key = wanted.key offset 0) k
    )
    select root from roots
    union
    select unnest(r.born_with) from roots
      cross join lateral (select born_with from exposures where mode = p_mode and key = roots.root offset 0) r
    union
    select k.key from roots
      cross join lateral (select key from exposures where mode = p_mode and root = roots.root and learnt offset 0) k;
end $$;

revoke all on function exposure_keys from public;
grant execute on function exposure_keys to atobarai_app;
`,
  },
  {
    name: '0017-money-on-its-way',
    sql: `-- 速報: a buyer who was at the till is not late while the money is on its way.
alter table invoices add column awaits_money boolean not null default false;
update invoices i set awaits_money = true from receipts r
  where r.mode = i.mode and r.reference = i.reference and r.status = 'received';
create index receipts_on_their_way on receipts (reference, mode) where status = 'received';
`,
  },
  {
    name: '0018-small-receipts',
    sql: `-- As before, but the agent's fee may be all of what it hands over, or more: then its transfer is less by the difference.
-- The fee is what every one of them has.
create or replace view ledger_known_lines (kind, debit, credit, needed) as values
  ('invoice_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('invoice_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('settlement_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('settlement_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('monthly_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('monthly_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('proration', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('proration', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('bundled_fees', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('bundled_fees', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('ancillary_fee', 'MERCHANT_PAYABLE', 'FEE_REVENUE', true),
  ('ancillary_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('advance', 'BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', true),
  ('advance', 'BUYER_RECEIVABLE', 'FEE_REVENUE', true),
  ('advance', 'BUYER_RECEIVABLE', 'TAX_PAYABLE', false),
  ('advance', 'BUYER_PREPAID', 'BUYER_RECEIVABLE', false),
  ('return_adjustment', 'MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', true),
  ('return_adjustment', 'MERCHANT_PAYABLE', 'BUYER_REFUND_PAYABLE', true),
  ('return_adjustment', 'BUYER_PREPAID', 'BUYER_REFUND_PAYABLE', true),
  ('return_adjustment', 'FEE_REVENUE', 'MERCHANT_PAYABLE', true),
  ('return_adjustment', 'FEE_REVENUE', 'BUYER_RECEIVABLE', true),
  ('return_adjustment', 'FEE_REVENUE', 'BUYER_REFUND_PAYABLE', true),
  ('return_adjustment', 'TAX_PAYABLE', 'MERCHANT_PAYABLE', false),
  ('return_adjustment', 'TAX_PAYABLE', 'BUYER_RECEIVABLE', false),
  ('return_adjustment', 'TAX_PAYABLE', 'BUYER_REFUND_PAYABLE', false),
  ('payout', 'MERCHANT_PAYABLE', 'CASH_OUT', true),
  ('transfer_fee', 'MERCHANT_PAYABLE', 'TRANSFER_FEE_RECOVERY', true),
  ('transfer_fee', 'MERCHANT_PAYABLE', 'TAX_PAYABLE', false),
  ('receipt', 'CASH_IN', 'SUSPENSE', true),
  ('receipt', 'AGENT_RECEIVABLE', 'SUSPENSE', true),
  ('receipt_reversal', 'SUSPENSE', 'CASH_IN', true),
  ('receipt_reversal', 'SUSPENSE', 'AGENT_RECEIVABLE', true),
  ('agent_transfer', 'CASH_IN', 'AGENT_RECEIVABLE', false),
  ('agent_transfer', 'AGENT_RECEIVABLE', 'CASH_IN', false),
  ('agent_transfer', 'AGENT_FEES', 'AGENT_RECEIVABLE', true),
  ('allocation', 'SUSPENSE', 'BUYER_RECEIVABLE', true),
  ('allocation', 'SUSPENSE', 'BUYER_PREPAID', true),
  ('allocation', 'SUSPENSE', 'HELD_FOR_MERCHANT', true),
  ('recovery', 'HELD_FOR_MERCHANT', 'MERCHANT_PAYABLE', true),
  ('reallocation', 'HELD_FOR_MERCHANT', 'BUYER_RECEIVABLE', true),
  ('reallocation_clawback', 'MERCHANT_PAYABLE', 'BUYER_RECEIVABLE', true),
  ('overpayment', 'SUSPENSE', 'DEPOSITS_HELD', true),
  ('refund_due', 'MERCHANT_PAYABLE', 'BUYER_REFUND_PAYABLE', true),
  ('refund_due', 'BUYER_PREPAID', 'BUYER_REFUND_PAYABLE', true),
  ('refund', 'BUYER_REFUND_PAYABLE', 'CASH_OUT', true),
  ('refund', 'DEPOSITS_HELD', 'CASH_OUT', true),
  ('write_off', 'BAD_DEBT', 'BUYER_RECEIVABLE', true),
  ('recovery_after_write_off', 'CASH_IN', 'BAD_DEBT_RECOVERED', true),
  ('recovery_after_write_off', 'SUSPENSE', 'BAD_DEBT_RECOVERED', true),
  ('late_charge', 'SUSPENSE', 'LATE_CHARGES', true);
`,
  },
  {
    name: '0019-time-for-the-rest',
    sql: `-- What had not left of an order that left in part never ran out. It gets its days now, counted from the last thing that
-- happened in its mode, which in a sandbox may be years ahead: an order that is given a time in the past would end at once.
update orders o set expires_at = coming.until, due_at = coming.until
from (
  select n.mode, (date_trunc('day', n.at at time zone 'Asia/Tokyo') + interval '91 days') at time zone 'Asia/Tokyo' as until
  from (select mode, greatest(max(created_at), now()) as at from events group by mode) n
) coming
where coming.mode = o.mode and o.credit = 'approved' and o.due_at is null and o.fulfilment <> 'none'
  and o.billed_amount > (
    select coalesce(sum(s.amount), 0) from shipments s
    where s.merchant_id = o.merchant_id and s.mode = o.mode and s.order_id = o.id and s.status not in ('voided', 'superseded')
  );
`,
  },
];
