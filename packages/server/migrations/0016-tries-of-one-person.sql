-- Tries at the checkout are counted of a person, not of a phone number alone: whoever feels for a stranger's
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
