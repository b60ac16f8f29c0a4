-- The settlement fee is floored once per order, so what a parcel's return gives back of it may be a
-- yen more than the parcel itself was charged, and another's a yen less.
do $$
declare rule record;
begin
  for rule in select conname from pg_constraint
    where conrelid = 'advances'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '\mfee(_tax)?_returned\M'
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
