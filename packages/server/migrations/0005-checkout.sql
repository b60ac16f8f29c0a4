-- What the checkout widget screened (api.md, checkout/authorizations): while `reserved`, the row keeps the
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
