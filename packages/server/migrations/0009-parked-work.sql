-- Parked work is an operator's to see and to try again, so each piece has an id, and the moment it was set aside.
alter table parked_work add column id text;
alter table parked_work add column parked_at timestamptz;
update parked_work set id = 'prk_' || substr(md5(merchant_id || ' ' || mode || ' ' || task || ' ' || item_id), 1, 22), parked_at = now();
alter table parked_work alter column id set not null;
alter table parked_work alter column parked_at set not null;
alter table parked_work add unique (merchant_id, mode, id);
