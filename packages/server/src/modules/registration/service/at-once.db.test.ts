import { expect, it } from 'vitest';
import { adminRows, describePostgres } from '../../../../tests/support/databases.ts';
import { buyer, orderBody } from '../../../../tests/support/order.ts';
import { type Database, DatabaseAway, type Tx } from '../../../core/database.ts';
import { nextTurn } from '../../../core/turn.ts';
import { clockOf, openShop, prepare, results, type Shop } from './batch.fixture.ts';
import { createRegistrar } from './batch.ts';

describePostgres('registering from many sides at once', (open) => {
  it('G6: two shops and three servers together never pass the cap of a person', async () => {
    const shop = await openShop(open);
    const servers = [1, 2, 3].map(() => createRegistrar(shop.database, clockOf));
    const items = [{ name: '鍋', quantity: 1, unitPrice: 22_000, taxRate: 10 }];
    const people = Array.from({ length: 12 }, (_, index) => buyer(String(7200 + index)));
    const orders = await Promise.all(
      people.flatMap((person) =>
        [0, 1, 2, 3, 4, 5].map((index) =>
          prepare(index % 2 === 0 ? shop : { ...shop, merchant: shop.other }, orderBody({ buyer: person, billedAmount: 22_000, items })),
        ),
      ),
    );
    const mixed = orders
      .map((order, index) => ({ ...order, magic: 'approve' as const, at: index }))
      .toSorted((a, b) => ((a.at * 7) % 72) - ((b.at * 7) % 72));
    await Promise.all(mixed.map((order, index) => servers[index % 3]?.register('test', order)));
    // The second shop's orders carry an invoice fee besides (AD-23): 20,000 or 20,190 net each, so two fit and never three.
    const [exposure] = await adminRows<{ most: number }>(shop.database, 'select max(open_net)::int as most from exposures');
    expect(exposure?.most).toBeLessThanOrEqual(40_380);
    expect(await adminRows(shop.database, `select count(*)::int as approved from orders where credit = 'approved'`)).toEqual([
      { approved: 24 },
    ]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  /** A server whose first batch stops between look-up and save until it may go on. */
  function slowServer(shop: Shop) {
    const [lookedUp, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const seen = { lookUps: 0 };
    const waiting: Database = {
      ...shop.database,
      openedTransaction: (scope, opening, work) =>
        shop.database.openedTransaction(scope, opening, (tx, opened: Promise<never[]>) => {
          const query = async <Row>(sql: string, params?: readonly unknown[]): Promise<Row[]> => {
            const rows = await tx.query<Row>(sql, params);
            if (sql.includes('screening_sightings') && (seen.lookUps += 1) === 1) {
              lookedUp.resolve();
              await mayGoOn.promise;
            }
            return rows;
          };
          return work({ ...tx, query }, opened);
        }),
    };
    return { ...createRegistrar(waiting, clockOf), lookedUp: lookedUp.promise, goOn: mayGoOn.resolve, seen };
  }

  it('AM-13: looks again when another server registered for the same person between look-up and save', async () => {
    const shop = await openShop(open);
    const slow = slowServer(shop);
    const items = [{ name: '鍋', quantity: 1, unitPrice: 33_000, taxRate: 10 }];
    const body = () => orderBody({ buyer: buyer('7301'), billedAmount: 33_000, items });
    const late = slow.register('test', await prepare(shop, body()));
    await slow.lookedUp;
    const quick = await shop.registrar.register('test', await prepare(shop, body()));
    slow.goOn();
    // 30,000 and 30,000 net: whoever saves second finds the frame too small, and says so as a decision.
    expect(results([quick, await late])).toEqual(['approved', 'rejected']);
    expect(slow.seen.lookUps).toBe(2);
    expect(await adminRows(shop.database, 'select max(open_net)::int as open from exposures')).toEqual([{ open: 30_000 }]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('AM-13: so it does when the one order has the reading of the name and the other has not', async () => {
    const shop = await openShop(open);
    const slow = slowServer(shop);
    const items = [{ name: '鍋', quantity: 1, unitPrice: 33_000, taxRate: 10 }];
    const { nameKana: _, ...unread } = buyer('7303');
    const late = slow.register('test', await prepare(shop, orderBody({ buyer: unread, billedAmount: 33_000, items })));
    await slow.lookedUp;
    const quick = await shop.registrar.register(
      'test',
      await prepare(shop, orderBody({ buyer: buyer('7303'), billedAmount: 33_000, items })),
    );
    slow.goOn();
    expect(results([quick, await late])).toEqual(['approved', 'rejected']);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('looks again when another server took the order number between look-up and save, and names the order that has it', async () => {
    const shop = await openShop(open);
    const slow = slowServer(shop);
    const [body, stranger] = [orderBody(), orderBody()];
    const together = [prepare(shop, { ...body, buyer: buyer('7302') }), prepare(shop, stranger)];
    const late = slow.registerAll('test', await Promise.all(together));
    await slow.lookedUp;
    const quick = await shop.registrar.register('test', await prepare(shop, body));
    slow.goOn();
    const [twin, beside] = await late;
    expect(twin).toMatchObject({
      kind: 'refused',
      refusal: { code: 'duplicate_order', values: { id: quick.kind === 'registered' && quick.id } },
    });
    expect(beside).toMatchObject({ kind: 'registered' });
    expect(await adminRows(shop.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 2 }]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('when the database is away every order is told so, and none is asked for in vain', async () => {
    const shop = await openShop(open);
    const orders = await Promise.all(Array.from({ length: 12 }, () => prepare(shop)));
    let asked = 0;
    const away: Database = {
      ...shop.database,
      openedTransaction: async () => {
        asked += 1;
        throw asked === 1 ? new Error('the connection broke') : new DatabaseAway('no route');
      },
    };
    const registrar = createRegistrar(away, clockOf);
    const together = await Promise.allSettled(orders.map((order) => registrar.register('test', order)));
    expect(together.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof DatabaseAway)).toEqual(
      orders.map(() => true),
    );
    expect(asked).toBe(2);
  });

  it('keeps no endless queue before a database that does not answer: who comes too late is told to come again', async () => {
    const shop = await openShop(open);
    const silent: Database = { ...shop.database, openedTransaction: () => new Promise(() => {}) };
    const registrar = createRegistrar(silent, clockOf);
    const order = await prepare(shop);
    const [first, ...others] = Array.from({ length: 4_096 + 1 }, () => registrar.register('test', order));
    await expect(others.at(-1)).rejects.toMatchObject({ name: 'Refused', message: 'unavailable' });
    expect(await Promise.race([first, nextTurn().then(() => 'waits')])).toBe('waits');
  });

  it('two batches that know the same two people take them in one order, so that neither waits for the other for ever', async () => {
    const database = await open();
    const [low, high] = ['1'.repeat(32), 'f'.repeat(32)];
    const everyone = { mode: 'test', merchants: [] } as const;
    const lock = (tx: Tx, key: string) => tx.query(`select exposure_lock('test', $1::text[])`, [[key]]);
    await database.transaction(everyone, async (tx) => {
      await lock(tx, high); // In store before the other, as rows lie there in any order.
      await lock(tx, low);
    });
    const lowIsHeld = Promise.withResolvers<void>();
    const runs = { first: 0, second: 0 };
    const second = database.transaction(everyone, async (tx) => {
      runs.second += 1;
      await lowIsHeld.promise;
      await tx.query('set local plan_cache_mode = force_generic_plan');
      await tx.query('set local enable_seqscan = off');
      return tx.query(`select exposure_take('test', '{}', '{}', '{}', '{}', $1::text[], '{0,0}', '{100,100}') as taken`, [[high, low]]);
    });
    const first = database.transaction(everyone, async (tx) => {
      runs.first += 1;
      await lock(tx, low);
      lowIsHeld.resolve();
      await waitsForLock(database);
      await lock(tx, high);
    });
    await first;
    expect(await second).toEqual([{ taken: 2 }]);
    expect(runs).toEqual({ first: 1, second: 1 });
  });

  it('fifty parallel calls with one key on three servers register one order', async () => {
    const shop = await openShop(open);
    const servers = [1, 2, 3].map(() => createRegistrar(shop.database, clockOf));
    const claim = { key: 'k-3', fingerprint: 'aa', lock: '44' };
    const body = orderBody();
    const calls = await Promise.all(Array.from({ length: 50 }, () => prepare(shop, body, claim)));
    const outcomes = await Promise.all(calls.map((order, index) => servers[index % 3]?.register('test', order)));
    const kinds = outcomes.map((outcome) => (outcome?.kind === 'refused' ? outcome.refusal.code : outcome?.kind));
    expect(kinds.filter((kind) => kind === 'registered')).toHaveLength(1);
    expect(new Set(kinds)).not.toContain('duplicate_order');
    expect(await adminRows(shop.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
  });
});

/** Until one session stands before a row that another holds. */
async function waitsForLock(database: Database): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await adminRows(database, waiting)).length === 0);
}
