-- A buyer's exposure belongs to no shop. Nobody reads or writes these rows but through the
-- functions below, which run with the owner's rights.

-- Makes the missing rows and locks all rows of these people, always in the order of the keys.
create function exposure_lock(p_mode text, p_keys text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into exposures (mode, key, root)
    select p_mode, k, k from (select distinct unnest(p_keys) as k order by 1) wanted
    on conflict do nothing;
  -- Each look-up goes by the key (`any` of an array, `offset 0`), also while a young table has no statistics.
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
  -- Behind `offset 0` each look-up goes by its own index, also while a young table has no statistics.
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
