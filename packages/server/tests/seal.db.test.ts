import { expect, it } from 'vitest';
import type { Database, Scope } from '../src/core/database.ts';
import { adminRows, describeBothEngines, describePostgres } from './support/databases.ts';
import { plant } from './support/rows.ts';

const platform: Scope = { mode: 'test', merchants: 'all' };

const seal = async (database: Database, mode: 'test' | 'live' = 'test') => {
  const [row] = await database.transaction({ mode, merchants: 'all' }, (tx) =>
    tx.query<{ sealed: number }>('select ledger_seal($1) as sealed', [mode]),
  );
  return row?.sealed;
};

const post = (database: Database, sourceId: string, rest: Readonly<Record<string, unknown>> = {}) =>
  plant(database, 'ledger_entries', {
    kind: 'monthly_fee',
    source_id: sourceId,
    debit: 'MERCHANT_PAYABLE',
    credit: 'FEE_REVENUE',
    amount: 5,
    ...rest,
  });

describeBothEngines('sealing the ledger', (open) => {
  it('I11: covers each entry of a mode once, and nothing when there is nothing new', async () => {
    const database = await open();
    expect(await seal(database)).toBe(0);
    await post(database, '2026-08');
    await post(database, '2026-09', { merchant_id: 'mer_b' });
    await post(database, '2026-09', { mode: 'live' });
    expect(await seal(database)).toBe(2);
    expect(await seal(database)).toBe(0);
    await post(database, '2026-10');
    expect(await seal(database)).toBe(1);
    expect(await seal(database, 'live')).toBe(1);
    const seals = 'select mode, through_entry, entries, length(hash) as digits from ledger_seals order by 1, 2';
    expect(await database.admin(seals)).toEqual([
      { mode: 'live', through_entry: 3, entries: 1, digits: 64 },
      { mode: 'test', through_entry: 2, entries: 2, digits: 64 },
      { mode: 'test', through_entry: 4, entries: 1, digits: 64 },
    ]);
    expect(await database.admin('select * from check_i11_hash_chain')).toEqual([]);
  });

  it('I11: gives the same hash whatever a session’s settings are', async () => {
    const database = await open();
    await post(database, '2026-08');
    await seal(database);
    const odd = `begin; set local timezone = 'Asia/Tokyo'; set local datestyle = 'German'; set local extra_float_digits = -5; select count(*)::int as broken from check_i11_hash_chain`;
    expect(await database.admin(odd)).toEqual([{ broken: 0 }]);
    await database.admin('rollback');
  });

  it('is the only way for the application to write a seal', async () => {
    const database = await open();
    const forged = database.transaction(platform, (tx) =>
      tx.query(`insert into ledger_seals values ('test', 1, '1', 'x', 1, '2026-01-01')`),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });
});

describePostgres('sealing the ledger while it is written', (open) => {
  it('I11: waits for an entry that got its number earlier and is not committed yet', async () => {
    const database = await open();
    const posted = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const late = database.transaction(platform, async (tx) => {
      await tx.query(
        `insert into ledger_entries (merchant_id, mode, kind, source_id, line_no, debit, credit, amount, booked_on, posted_at)
         values ('mer_a', 'test', 'monthly_fee', 'late', 1, 'MERCHANT_PAYABLE', 'FEE_REVENUE', 5, '2026-10-01', '2026-10-01')`,
      );
      posted.resolve();
      await mayCommit.promise;
    });
    await posted.promise;
    await post(database, 'early');
    const sealed = seal(database);
    // The seal is under way as soon as its session holds the lock that keeps other seals out.
    while (
      (
        await adminRows(
          database,
          `select 1 from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
        )
      ).length === 0
    );
    mayCommit.resolve();
    await late;
    expect(await sealed).toBe(2);
    expect(await database.admin('select * from check_i11_hash_chain')).toEqual([]);
  });
});
