-- What came back of an order, line by line: a return names lines, and each line can come back once.
alter table orders add column returned_items jsonb not null default '[]';
