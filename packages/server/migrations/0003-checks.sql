-- The invariants I1 to I12 of the books, each a view with one row per violation: whose, in which
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
