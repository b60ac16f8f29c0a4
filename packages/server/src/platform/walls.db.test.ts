import { describe, expect, it } from 'vitest';
import type { Scope } from '../core/database.ts';
import { adminRows, describeBothEngines } from '../../tests/support/databases.ts';
import { plant } from '../../tests/support/rows.ts';

const everything: Scope = { mode: 'test', merchants: 'all' };

describeBothEngines('the walls between shops', (open) => {
  const orders = 'select merchant_id, mode from orders order by 1, 2';
  const planted = async () => {
    const database = await open();
    for (const [merchant_id, mode] of [
      ['mer_a', 'test'],
      ['mer_a', 'live'],
      ['mer_b', 'test'],
    ] as const) {
      await plant(database, 'orders', { merchant_id, mode, id: `ord_${merchant_id}_${mode}`, shop_order_id: 'A-1' });
    }
    return database;
  };

  it('show a transaction the rows of its shops in its mode and no others', async () => {
    const database = await planted();
    const seen = (scope: Scope) => database.transaction(scope, (tx) => tx.query(orders));
    expect(await seen({ mode: 'test', merchants: ['mer_a'] })).toEqual([{ merchant_id: 'mer_a', mode: 'test' }]);
    expect(await seen({ mode: 'test', merchants: ['mer_a', 'mer_b'] })).toHaveLength(2);
    expect(await seen({ mode: 'live', merchants: 'all' })).toEqual([{ merchant_id: 'mer_a', mode: 'live' }]);
    expect(await seen({ mode: 'live', merchants: ['mer_b'] })).toEqual([]);
    expect(await seen({ mode: 'test', merchants: [] })).toEqual([]);
  });

  it('show nothing to the application role when nobody said whom it serves', async () => {
    const database = await planted();
    expect(await adminRows(database, `begin; set local role atobarai_app; ${orders}`)).toEqual([]);
    await database.admin('rollback');
  });

  it('refuse to write another shop’s row, and another mode’s', async () => {
    const database = await open();
    const write = (merchant: string, mode: string) =>
      database.transaction({ mode: 'test', merchants: ['mer_a'] }, (tx) =>
        tx.query('insert into invoice_counters values ($1, $2, 1) returning merchant_id', [merchant, mode]),
      );
    expect(await write('mer_a', 'test')).toHaveLength(1);
    await expect(write('mer_b', 'test')).rejects.toMatchObject({ code: '42501' });
    await expect(write('mer_a', 'live')).rejects.toMatchObject({ code: '42501' });
  });

  it('let an update of another shop’s rows find none', async () => {
    const database = await planted();
    const changed = await database.transaction({ mode: 'test', merchants: ['mer_a'] }, (tx) =>
      tx.query(`update orders set status = 'x' returning merchant_id`),
    );
    expect(changed).toEqual([{ merchant_id: 'mer_a' }]);
  });

  it('keep the exposures of buyers from every shop but through screening', async () => {
    const database = await open();
    await expect(database.transaction(everything, (tx) => tx.query('select * from exposures'))).rejects.toMatchObject({ code: '42501' });
    const key = 'c'.repeat(32);
    const read = await database.transaction({ mode: 'test', merchants: ['mer_a'] }, async (tx) => {
      await tx.query(`select exposure_lock('test', $1)`, [[key]]);
      return tx.query(`select key, root, open_net from exposure_read('test', $1)`, [[key]]);
    });
    expect(read).toEqual([{ key, root: key, open_net: 0 }]);
  });

  it('are back down for the owner after the transaction', async () => {
    const database = await planted();
    const inside = await database.transaction(everything, (tx) => tx.query('select current_user::text as who'));
    expect(inside).toEqual([{ who: 'atobarai_app' }]);
    expect(await database.admin(`select current_user::text <> 'atobarai_app' as owner, current_setting('app.mode', true) as mode`)).toEqual(
      [{ owner: true, mode: '' }],
    );
  });

  it('cannot be talked through by an odd mode or merchant id', async () => {
    const database = await open();
    const odd = [`x', true), set_config('app.merchants', '*`, 'mer_a,mer_b', '*', ''];
    for (const id of odd)
      await expect(database.transaction({ mode: 'test', merchants: [id] }, async () => 1)).rejects.toThrow('not a merchant id');
    await expect(database.transaction({ mode: 'prod' as Scope['mode'], merchants: [] }, async () => 1)).rejects.toThrow('not a mode');
  });
});

describeBothEngines('what is written once', (open) => {
  describe.each(['ledger_entries', 'allocations', 'events'])('%s', (table) => {
    const rows = {
      ledger_entries: { kind: 'payout', source_id: 'po_1', debit: 'MERCHANT_PAYABLE', credit: 'CASH_OUT', amount: 1 },
      allocations: { receipt_id: 'pay_1', invoice_id: 'inv_1', amount: 1 },
      events: { id: 'evt_1', resource_id: 'ord_1' },
    };

    it('G8: refuses to be changed or deleted, by the application and by the owner', async () => {
      const database = await open();
      await plant(database, table, rows[table as keyof typeof rows]);
      for (const sql of [`update ${table} set mode = 'test'`, `delete from ${table}`]) {
        await expect(database.admin(sql)).rejects.toMatchObject({ code: '23001' });
        await expect(database.transaction(everything, (tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('G8: refuses to be emptied', async () => {
    const database = await open();
    await expect(database.admin('truncate ledger_entries')).rejects.toMatchObject({ code: '23001' });
  });
});
