import { describe, expect, it } from 'vitest';
import type { Database } from '../src/core/database.ts';
import { faults, type Violation } from './support/broken-books.ts';
import { adminRows, describeBothEngines, describePglite } from './support/databases.ts';
import { entry, keepRightBooks } from './support/right-books.ts';
import { plant } from './support/rows.ts';

async function violated(database: Database): Promise<string[]> {
  const rows = await adminRows<{ name: string }>(database, 'select name from check_all where violations > 0 order by 1');
  return rows.map(({ name }) => name);
}

describeBothEngines('the invariants of the books', (open) => {
  it('I1 to I12: find nothing in an empty database and nothing in right books', async () => {
    const database = await open();
    expect(await violated(database)).toEqual([]);
    await keepRightBooks(database);
    expect(await violated(database)).toEqual([]);
    expect(await database.admin('select count(*)::int as views from check_all')).toEqual([{ views: 12 }]);
  });

  describe.each(faults)('$title', ({ view, sql, restore, found, alsoIn = [] }) => {
    it('is found, and found there', async () => {
      const database = await open();
      await keepRightBooks(database);
      await database.admin(sql);
      try {
        expect(await adminRows<Violation>(database, `select * from ${view} order by subject`)).toContainEqual(
          expect.objectContaining(found),
        );
        expect(await violated(database)).toEqual([view.replace('check_', ''), ...alsoIn].toSorted());
      } finally {
        if (restore !== undefined) await database.admin(restore);
      }
    });
  });
});

describeBothEngines('the closings of a shop', (open) => {
  it('I6, I7: may carry a sum over that was too small to send', async () => {
    const database = await open();
    const fee = (source: string, amount: number, bookedOn: string) =>
      plant(
        database,
        'ledger_entries',
        entry(`invoice_fee/${source}`, ['MERCHANT_PAYABLE', 'FEE_REVENUE', amount], { booked_on: bookedOn }).row,
      );
    await fee('inv_1:1', 100, '2026-10-01');
    await plant(database, 'payouts', { id: 'po_1', status: 'carried', to_entry: 1, net: -100 });
    expect(await violated(database)).toEqual([]);
    await fee('inv_2:1', 40, '2026-10-06');
    await plant(database, 'payouts', {
      id: 'po_2',
      status: 'carried',
      period_from: '2026-10-05',
      closes_on: '2026-10-11',
      from_entry: 1,
      to_entry: 2,
      carried_in: -100,
      net: -140,
    });
    await fee('inv_3:1', 7, '2026-10-12');
    expect(await violated(database)).toEqual([]);
  });
});

describePglite('the plans of the checks', (open) => {
  it('never join by the mode alone, which would hold everybody against everybody', async () => {
    const database = await open();
    const views = await adminRows<{ name: string }>(database, `select 'check_' || name as name from check_all`);
    // Where a planner has no statistics it may think as little of nested loops as it is made to here.
    await database.admin('set enable_nestloop = off; set enable_mergejoin = off');
    try {
      for (const { name } of views) {
        const plan = await adminRows<{ 'QUERY PLAN': string }>(database, `explain select * from ${name}`);
        const conditions = plan.map((line) => line['QUERY PLAN'].trim()).filter((line) => line.startsWith('Hash Cond'));
        expect([name, conditions.filter((line) => /^Hash Cond: \(\w+\.mode = \w+\.mode\)$/.test(line))]).toEqual([name, []]);
      }
    } finally {
      await database.admin('reset enable_nestloop; reset enable_mergejoin');
    }
  });
});
