-- Every table of a shop begins its key with the shop (merchant_id) and the mode, so that a
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
