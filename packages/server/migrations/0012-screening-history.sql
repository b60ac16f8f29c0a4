-- What screening weighs besides debts: how a person and a shop's buyers paid so far, and the device.

alter table exposures
  add column paid_in_time int not null default 0,
  add column paid_late int not null default 0,
  -- The other keys that were written with a root when nobody knew the person yet. Keys that came later are
  -- `learnt`, and only those are in an index: nearly all people are written once, and an index costs as much as a row.
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
-- look first costs more than to write, and the batch that lost looks again all the same. `p_new_others` are
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
  -- Behind `offset 0` each look-up goes by its own index, also while a young table has no statistics.
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
