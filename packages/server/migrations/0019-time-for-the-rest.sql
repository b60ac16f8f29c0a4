-- What had not left of an order that left in part never ran out. It gets its days now, counted from the last thing that
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
