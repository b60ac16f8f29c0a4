-- I8 as before, but what comes in on a debt that was written off is allocated like any other payment:
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
