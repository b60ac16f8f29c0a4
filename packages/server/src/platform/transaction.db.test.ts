import { expect, it } from 'vitest';
import type { Scope } from '../core/database.ts';
import { describeBothEngines } from '../../tests/support/databases.ts';
import { plant } from '../../tests/support/rows.ts';

const everything: Scope = { mode: 'test', merchants: 'all' };

describeBothEngines('a transaction', (open) => {
  it('is one message to begin, one per statement and one to commit', async () => {
    const sent: string[] = [];
    const database = await open({ onQuery: (sql) => sent.push(sql) });
    const opened = await database.openedTransaction<{ n: number }, { n: number }[]>(
      everything,
      'select 1 as n; select 2 as n',
      async (tx, rows) => {
        await tx.query('select 3');
        await tx.query('select $1::int', [4]);
        return rows;
      },
    );
    expect(opened).toEqual([{ n: 2 }]);
    expect(sent).toHaveLength(4);
    expect(sent.at(0)).toMatch(/^begin; set local role atobarai_app; .* select 2 as n$/);
    expect(sent.at(-1)).toBe('commit');
  });

  it('gives no rows to work that has no opening', async () => {
    const database = await open();
    expect(await database.openedTransaction(everything, '', (_tx, rows) => rows)).toEqual([]);
  });

  it('saves what came before its last statement together with it', async () => {
    const database = await open();
    const rows = await database.openedTransaction(everything, '', async (tx) => {
      await tx.query(`insert into merchants values ('mer_a', 1, 'x', '2026-01-01')`);
      return tx.queryAndCommit('select merchant_id from merchants');
    });
    expect(rows).toEqual([{ merchant_id: 'mer_a' }]);
    expect(await database.admin('select merchant_id from merchants')).toEqual(rows);
  });

  it.each([
    ['is refused by the database', 'select 1 / $1', [0]],
    ['cannot be sent at all', 'select $1::int', [undefined]],
  ])('saves nothing when its last statement %s', async (_why, last, params) => {
    const database = await open();
    const work = database.openedTransaction(everything, '', async (tx, opened) => {
      await opened;
      await tx.query(`insert into merchants values ('mer_a', 1, 'x', '2026-01-01')`);
      return tx.queryAndCommit(last, params);
    });
    await expect(work).rejects.toThrow();
    expect(await database.admin('select * from merchants')).toEqual([]);
    expect(await database.transaction(everything, (tx) => tx.query('select 1 as n'))).toEqual([{ n: 1 }]);
  });

  it('leaves nothing behind when its work fails, and the database goes on', async () => {
    const database = await open();
    const work = database.transaction(everything, async (tx) => {
      await tx.query(`insert into merchants values ('mer_a', 1, 'x', '2026-01-01')`);
      throw new Error('changed our mind');
    });
    await expect(work).rejects.toThrow('changed our mind');
    expect(await database.admin('select * from merchants')).toEqual([]);
  });

  it('says which rule of the database an error is about', async () => {
    const database = await open();
    await plant(database, 'merchants', { merchant_id: 'mer_a' });
    const twin = database.transaction(everything, (tx) => tx.query(`insert into merchants values ('mer_a', 2, 'x', '2026-01-01')`));
    await expect(twin).rejects.toMatchObject({ code: '23505', constraint: 'merchants_pkey' });
  });

  it('fails when an error inside it was swallowed, instead of saving nothing in silence', async () => {
    const database = await open();
    const work = database.transaction(everything, async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
      return 'saved';
    });
    await expect(work).rejects.toThrow();
  });

  it('is run again when another one was in its way, five times at most', async () => {
    const database = await open();
    const inTheWay = (failures: number) => {
      let runs = 0;
      return database.transaction(everything, async (tx) => {
        runs += 1;
        if (runs <= failures) await tx.query(`do $$ begin raise exception 'in the way' using errcode = 'serialization_failure'; end $$`);
        return runs;
      });
    };
    expect(await inTheWay(5)).toBe(6);
    await expect(inTheWay(6)).rejects.toMatchObject({ code: '40001' });
  });

  it('is refused inside another one, where it could wait for ever', async () => {
    const database = await open();
    const nested = database.transaction(everything, () => database.transaction(everything, async () => 1));
    await expect(nested).rejects.toThrow('a transaction inside a transaction');
    expect(await Promise.all([1, 2].map((n) => database.transaction(everything, async () => n)))).toEqual([1, 2]);
  });
});
