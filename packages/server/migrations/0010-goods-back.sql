-- Goods that a carrier brings back are not at the buyer's: the letters about their invoice rest, and an
-- invoice that has not gone out waits, until the goods leave again or the order is off.
alter table dunning_plans add column goods_back boolean not null default false;
drop index dunning_plans_due;
create index dunning_plans_due on dunning_plans (mode, next_at) where next_at is not null and not paused and not goods_back;

alter table invoices add column held_back boolean not null default false;
drop index invoices_issue_due;
create index invoices_issue_due on invoices (mode, issue_at) where status = 'scheduled' and not held_back;
