import { beforeEach, expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import type { Database } from '../../../core/database.ts';
import { clockOf, openShop, prepare, results, type Shop } from './batch.fixture.ts';
import { createRegistrar } from './batch.ts';

describeBothEngines('what a batch sends to the database', (open) => {
  let shop: Shop;
  const seen: string[] = [];
  beforeEach(async () => {
    shop = await openShop(open, (sql) => seen.push(sql));
    seen.length = 0;
  });

  it('is four messages, however many orders are in it', async () => {
    const batch = await Promise.all(Array.from({ length: 40 }, () => prepare(shop)));
    seen.length = 0;
    const outcomes = await shop.registrar.registerAll('test', batch);
    expect(results(outcomes)).toEqual(Array.from({ length: 40 }, () => 'approved'));
    expect(seen.map((sql) => sql.trim().split(/[\s;]/)[0])).toEqual(['begin', 'with', 'with', 'commit']);
  });

  it('is the look-up while the locks are being taken, so that it waits twice only', async () => {
    const lookedUp = Promise.withResolvers<void>();
    const patient: Database = {
      ...shop.database,
      openedTransaction: (scope, opening, work) =>
        shop.database.openedTransaction(scope, opening, (tx, opened: Promise<never[]>) => {
          const query = <Row>(sql: string, params?: readonly unknown[]): Promise<Row[]> => {
            lookedUp.resolve();
            return tx.query<Row>(sql, params);
          };
          // The locks are told of only when the look-up has been sent: who waits for them first waits for ever.
          return work(
            { ...tx, query },
            lookedUp.promise.then(() => opened),
          );
        }),
    };
    const outcomes = await createRegistrar(patient, clockOf).registerAll('test', [await prepare(shop)]);
    expect(results(outcomes)).toEqual(['approved']);
    expect(seen.slice(-2).map((sql) => sql.trim().split(/[\s;]/)[0])).toEqual(['with', 'commit']);
  });

  it('what arrives together is one batch, or two where the database has several sessions', async () => {
    const orders = await Promise.all(Array.from({ length: 40 }, () => prepare(shop)));
    seen.length = 0;
    await Promise.all(orders.map((order) => shop.registrar.register('test', order)));
    expect(seen.filter((sql) => sql.startsWith('begin'))).toHaveLength(shop.database.engine === 'pglite' ? 1 : 2);
    expect(await adminRows(shop.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 40 }]);
  });

  it('few orders are one batch: a second one at the same time would cost more than it saves', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, () => prepare(shop)));
    seen.length = 0;
    await Promise.all(orders.map((order) => shop.registrar.register('test', order)));
    expect(seen.filter((sql) => sql.startsWith('begin'))).toHaveLength(1);
  });
});
