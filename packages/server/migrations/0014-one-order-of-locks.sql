-- Two batches that know the same people take their rows by key, so that neither waits for the other for ever.
-- PostgreSQL 15 would also read them in the order in which they lie on the disk (a bitmap scan).
alter function exposure_take(text, text[], text[], bigint[], text[], text[], bigint[], bigint[]) set enable_bitmapscan = off;
