import { beforeEach, expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../tests/support/databases.ts';
import { plant } from '../../../tests/support/rows.ts';
import { testUnit, type TestUnits } from '../../../tests/support/unit.ts';
import type { Database } from '../../core/database.ts';
import { yen } from '../../core/money.ts';
import type { DomainEvent } from '../../core/unit.ts';
import { noteOverdue, notePaid, releaseExposure, reserveExposure } from './index.ts';

const [ichiro, jiro] = ['1'.repeat(32), '2'.repeat(32)];

describeBothEngines('what a person owes', (open) => {
  let database: Database;
  let units: TestUnits;
  beforeEach(async () => {
    database = await open();
    units = testUnit(database);
    await plant(database, 'exposures', { key: ichiro, root: ichiro, open_net: 40_000, ceiling_net: 50_000 });
    await plant(database, 'exposures', { key: jiro, root: jiro, open_net: 30_000, ceiling_net: 50_000 });
  });

  const move = (net: number) => units.run((unit) => reserveExposure(unit, [{ keys: [ichiro], net: yen(net) }]));
  const stands = async () =>
    (
      await adminRows<{ open: number; ceiling: number }>(
        database,
        `select open_net::int as open, ceiling_net::int as ceiling from exposures where key = '${ichiro}'`,
      )
    )[0];

  it('may stand above the cap when two people turn out to be one, and the wall behind the cap comes down with it', async () => {
    await units.run((unit) => unit.tx.query('select exposure_merge($1, $2::text[], $3::text[])', ['test', [ichiro], [jiro]]));
    expect(await stands()).toEqual({ open: 70_000, ceiling: 70_000 });
    await expect(move(1)).rejects.toThrow('exposure_within_cap');
    await units.run((unit) => releaseExposure(unit, [{ keys: [jiro], net: yen(5_000) }]));
    expect(await stands()).toEqual({ open: 65_000, ceiling: 65_000 });
    await move(-35_000);
    expect(await stands()).toEqual({ open: 30_000, ceiling: 50_000 });
    await expect(move(20_001)).rejects.toThrow('exposure_within_cap');
    await move(20_000);
    expect(await stands()).toEqual({ open: 50_000, ceiling: 50_000 });
  });

  it('is remembered with how it was paid: of the person in all shops, and of the shop', async () => {
    const keys = { person_keys: [jiro, ichiro], personal: '\\x00' };
    await plant(database, 'orders', { id: 'ord_1', shop_order_id: 'A-1', merchant_id: 'mer_a', ...keys });
    await plant(database, 'orders', { id: 'ord_2', shop_order_id: 'B-1', merchant_id: 'mer_b', ...keys });
    await plant(database, 'orders', { id: 'ord_3', shop_order_id: 'B-2', merchant_id: 'mer_b', ...keys });
    const event = (type: 'invoice.paid' | 'invoice.overdue', [merchantId, id]: readonly [string, string], late = false): DomainEvent => ({
      merchantId,
      type,
      resource: { type: 'order', id },
      sequence: 1,
      data: { late },
    });
    await units.run(async (unit) => {
      await noteOverdue(unit, [event('invoice.overdue', ['mer_b', 'ord_3'])]);
      await notePaid(unit, [
        event('invoice.paid', ['mer_a', 'ord_1']),
        event('invoice.paid', ['mer_b', 'ord_2']),
        event('invoice.paid', ['mer_b', 'ord_3'], true),
      ]);
    });
    expect(await adminRows(database, `select paid_in_time, paid_late from exposures where key = '${jiro}'`)).toEqual([
      { paid_in_time: 2, paid_late: 1 },
    ]);
    expect(await adminRows(database, 'select merchant_id, mode, paid_in_time, overdue from shop_histories order by 1')).toEqual([
      { merchant_id: 'mer_a', mode: 'test', paid_in_time: 1, overdue: 0 },
      { merchant_id: 'mer_b', mode: 'test', paid_in_time: 1, overdue: 1 },
    ]);
  });
});
