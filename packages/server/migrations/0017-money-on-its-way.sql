-- 速報: a buyer who was at the till is not late while the money is on its way.
alter table invoices add column awaits_money boolean not null default false;
update invoices i set awaits_money = true from receipts r
  where r.mode = i.mode and r.reference = i.reference and r.status = 'received';
create index receipts_on_their_way on receipts (reference, mode) where status = 'received';
