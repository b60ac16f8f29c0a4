-- I5 as before, but its people are looked for by their keys one by one: with `key = any (…)` a plan may join by
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
