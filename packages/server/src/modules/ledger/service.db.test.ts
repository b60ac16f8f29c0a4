import { describe, expect, it } from 'vitest';
import { type OpenDatabase, describeBothEngines, describePostgres } from '../../../tests/support/databases.ts';
import { plant } from '../../../tests/support/rows.ts';
import { testUnit } from '../../../tests/support/unit.ts';
import { platformTenant } from '../../core/database.ts';
import { yen } from '../../core/money.ts';
import { localDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import {
  type Account,
  balanceOf,
  closeHorizons,
  type Journal,
  loadEntries,
  loadEntriesBetween,
  loadTurnovers,
  post,
  trialBalance,
} from './index.ts';

const journal = (merchantId: string, sourceId: string, amounts: Partial<Record<'advance' | 'fee', number>>): Journal => ({
  merchantId,
  kind: 'advance',
  sourceId,
  postings: [
    { debit: 'BUYER_RECEIVABLE', credit: 'MERCHANT_PAYABLE', amount: yen(amounts.advance ?? 0) },
    { debit: 'MERCHANT_PAYABLE', credit: 'FEE_REVENUE', amount: yen(amounts.fee ?? 0) },
  ],
});
const unitsOf = async (open: OpenDatabase) => testUnit(await open(), { now: '2026-11-20T09:00:00Z' });
const balances = async (units: Awaited<ReturnType<typeof unitsOf>>, merchantId: string) =>
  units.run(async (unit) => {
    const turnovers = await loadTurnovers(unit.tx, { mode: 'test', merchantId });
    return Object.fromEntries(turnovers.map((turnover) => [turnover.account, balanceOf(turnover)])) as Partial<Record<Account, number>>;
  });

/** Until the closing is through, or waits for a lock. */
async function closedOrBlocked(units: Awaited<ReturnType<typeof unitsOf>>, closing: Promise<unknown>): Promise<void> {
  let closed = false;
  void closing.finally(() => (closed = true));
  const waiting = `select 1 from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and not l.granted and d.datname = current_database()`;
  while (!closed && (await units.run((unit) => unit.tx.query(waiting))).length === 0);
}

describeBothEngines('posting to the ledger', (open) => {
  it('keeps what each merchant is owed, and the books in balance (F76)', async () => {
    const units = await unitsOf(open);
    await units.run((unit) =>
      post(unit, [journal('mer_a', 'shp_1', { advance: 12_000, fee: 504 }), journal('mer_b', 'shp_2', { advance: 500 })]),
    );
    expect(await balances(units, 'mer_a')).toEqual({ BUYER_RECEIVABLE: 12_000, MERCHANT_PAYABLE: 11_496, FEE_REVENUE: 504 });
    expect(await balances(units, 'mer_b')).toEqual({ BUYER_RECEIVABLE: 500, MERCHANT_PAYABLE: 500 });
    const all = await units.run((unit) => loadTurnovers(unit.tx, { mode: 'test', merchantId: 'all' }));
    expect(trialBalance(all)).toBe(0);
  });

  it('writes nothing for an amount of zero', async () => {
    const units = await unitsOf(open);
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_1', { advance: 100 }), journal('mer_a', 'shp_2', {})]));
    const entries = await units.run((unit) => loadEntries(unit.tx, { merchantId: 'mer_a', limit: 10 }));
    expect(entries.map((entry) => [entry.sourceId, entry.lineNo, entry.amount])).toEqual([['shp_1', 1, 100]]);
  });

  it('I3: refuses a journal that was written before, and then writes nothing of the unit', async () => {
    const units = await unitsOf(open);
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_1', { advance: 100 })]));
    const again = units.run((unit) =>
      post(unit, [journal('mer_a', 'shp_2', { advance: 50 }), journal('mer_a', 'shp_1', { advance: 100 })]),
    );
    await expect(again).rejects.toThrow('ledger_entries_once');
    expect(await balances(units, 'mer_a')).toMatchObject({ MERCHANT_PAYABLE: 100 });
  });

  it('refuses a negative amount before the database has to', async () => {
    const units = await unitsOf(open);
    await expect(units.run((unit) => post(unit, [journal('mer_a', 'shp_1', { advance: -1 })]))).rejects.toThrow('amount_not_positive');
  });

  it('I2: lets nobody change or remove an entry', async () => {
    const units = await unitsOf(open);
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_1', { advance: 100 })]));
    await expect(units.run((unit) => unit.tx.query('update ledger_entries set amount = 1'))).rejects.toThrow();
    await expect(units.run((unit) => unit.tx.query('delete from ledger_entries'))).rejects.toThrow();
    const database = await open();
    await expect(database.admin('update ledger_entries set amount = 1')).rejects.toThrow('append-only');
  });

  describe('of work that comes late', () => {
    const monday = localDate('2026-11-23');
    const friday = localDate('2026-11-20');
    const late = { ...journal('mer_a', 'shp_2', { advance: 200 }), bookedOn: friday };
    const payout: Journal = {
      merchantId: 'mer_a',
      kind: 'payout',
      sourceId: 'po_1',
      bookedOn: friday,
      postings: [{ debit: 'MERCHANT_PAYABLE', credit: 'CASH_OUT', amount: yen(100) }],
    };
    const bookings = async (units: Awaited<ReturnType<typeof unitsOf>>) => {
      const entries = await units.run((unit) => loadEntries(unit.tx, { merchantId: 'mer_a', limit: 10 }));
      return entries.toReversed().map(({ sourceId, bookedOn }) => `${sourceId} ${bookedOn}`);
    };
    const openPeriod = async (closes: string) =>
      plant(await open(), 'closing_calendar', {
        merchant_id: 'mer_a',
        mode: 'test',
        cycle: 'weekly',
        period_from: '2026-11-16',
        next_close_at: closes,
        next_month_fee_at: '2026-12-01T00:00:00+09:00',
      });

    it('SF-21: books a line of a period that has ended with the line of the next that was written before it', async () => {
      const units = await unitsOf(open);
      await openPeriod('2026-11-23T00:00:00+09:00');
      await units.run((unit) => post(unit, [{ ...journal('mer_a', 'shp_1', { advance: 100 }), bookedOn: monday }]));
      await units.run((unit) => post(unit, [late]));
      expect(await bookings(units)).toEqual(['shp_1 2026-11-23', 'shp_2 2026-11-23']);
    });

    it('does so when what was written last is no line: a payout that left keeps its own day', async () => {
      const units = await unitsOf(open);
      await openPeriod('2026-11-23T00:00:00+09:00');
      await units.run((unit) => post(unit, [{ ...journal('mer_a', 'shp_1', { advance: 100 }), bookedOn: monday }]));
      await units.run((unit) => post(unit, [payout]));
      await units.run((unit) => post(unit, [late]));
      expect(await bookings(units)).toEqual(['shp_1 2026-11-23', 'po_1 2026-11-20', 'shp_2 2026-11-23']);
    });

    it('keeps the day of a line while its period is open, whatever was written before it', async () => {
      const units = await unitsOf(open);
      await openPeriod('2026-11-30T00:00:00+09:00');
      await units.run((unit) => post(unit, [{ ...journal('mer_a', 'shp_1', { advance: 100 }), bookedOn: monday }]));
      await units.run((unit) => post(unit, [late]));
      expect(await bookings(units)).toEqual(['shp_1 2026-11-23', 'shp_2 2026-11-20']);
    });

    it('does so for a shop whose first period is yet to be made, and looks at no other shop', async () => {
      const units = await unitsOf(open);
      await units.run((unit) => post(unit, [{ ...journal('mer_b', 'shp_1', { advance: 100 }), bookedOn: monday }]));
      await units.run((unit) => post(unit, [late]));
      await units.run((unit) => post(unit, [{ ...journal('mer_b', 'shp_3', { advance: 100 }), bookedOn: friday }]));
      expect(await bookings(units)).toEqual(['shp_2 2026-11-20']);
      const [other] = await units.run((unit) => loadEntries(unit.tx, { merchantId: 'mer_b', limit: 1 }));
      expect(other).toMatchObject({ sourceId: 'shp_3', bookedOn: '2026-11-23' });
    });
  });

  it('answers pages of entries, newest first, by account, source and day', async () => {
    const units = await unitsOf(open);
    await units.run((unit) =>
      post(unit, [
        journal('mer_a', 'shp_1', { advance: 100, fee: 4 }),
        { ...journal('mer_a', 'shp_2', { advance: 200 }), bookedOn: localDate('2026-10-31') },
      ]),
    );
    await units.run((unit) => post(unit, [journal('mer_b', 'shp_3', { advance: 300 })]));
    const page = (more: Partial<Parameters<typeof loadEntries>[1]>) =>
      units.run(async (unit) => (await loadEntries(unit.tx, { merchantId: 'mer_a', limit: 10, ...more })).map((entry) => entry.amount));
    expect(await page({})).toEqual([200, 4, 100]);
    expect(await page({ account: 'FEE_REVENUE' })).toEqual([4]);
    expect(await page({ sourceId: 'shp_2' })).toEqual([200]);
    expect(await page({ to: localDate('2026-10-31') })).toEqual([200]);
    expect(await page({ from: localDate('2026-11-01') })).toEqual([4, 100]);
    const [first] = await units.run((unit) => loadEntries(unit.tx, { merchantId: 'mer_a', limit: 1 }));
    expect(await page({ beforeId: first?.id })).toEqual([4, 100]);
    expect(first).toMatchObject({ merchantId: 'mer_a', kind: 'advance', bookedOn: '2026-10-31', postedAt: '2026-11-20T09:00:00.000Z' });
  });

  it('gives the lines of one account between two entries', async () => {
    const units = await unitsOf(open);
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_1', { advance: 100 })]));
    const horizon = async () => (await units.run((unit) => closeHorizons(unit, ['mer_a', platformTenant]))).get('mer_a') ?? 0;
    const mark = await horizon();
    await units.run((unit) =>
      post(unit, [journal('mer_a', 'shp_2', { advance: 200, fee: 8 }), journal('mer_b', 'shp_3', { advance: 300 })]),
    );
    const range = { merchantId: 'mer_a', account: 'MERCHANT_PAYABLE', after: mark, through: await horizon() } as const;
    const lines = await units.run((unit) => loadEntriesBetween(unit.tx, range));
    expect(lines.map((entry) => entry.amount)).toEqual([200, 8]);
  });

  it('shows a merchant nothing of another one, even when asked to', async () => {
    const units = await unitsOf(open);
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_1', { advance: 100 })]));
    const walled = testUnit(await open(), { merchants: ['mer_b'] });
    expect(await walled.run((unit) => loadEntries(unit.tx, { merchantId: 'mer_a', limit: 10 }))).toEqual([]);
  });
});

describePostgres('a closing among posters', (open) => {
  it('waits for a posting that is not committed, so that no entry appears below its horizon', async () => {
    const units = await unitsOf(open);
    const [posted, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = units.run(async (unit) => {
      await post(unit, [journal('mer_a', 'shp_1', { advance: 100 })]);
      posted.resolve();
      await mayCommit.promise;
    });
    await posted.promise;
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_2', { advance: 100 })]));
    const lines = (unit: Unit, through: number) =>
      loadEntriesBetween(unit.tx, { merchantId: 'mer_a', account: 'MERCHANT_PAYABLE', after: 0, through });
    const closing = units.run(async (unit) => {
      const through = (await closeHorizons(unit, ['mer_a'])).get('mer_a') ?? 0;
      return { through, seen: await lines(unit, through) };
    });
    await closedOrBlocked(units, closing);
    mayCommit.resolve();
    await slow;
    const { through, seen } = await closing;
    expect(seen).toHaveLength(2);
    await units.run((unit) => post(unit, [journal('mer_a', 'shp_3', { advance: 100 })]));
    expect(await units.run((unit) => lines(unit, through))).toEqual(seen);
  });

  it('takes the locks of many merchants in one order, so that posters and closings do not block each other for ever', async () => {
    const units = await unitsOf(open);
    const ids = ['mer_a', 'mer_b', 'mer_c', 'mer_d'];
    const work = Array.from({ length: 30 }, (_, index) =>
      units.run(async (unit) => {
        const mine = index % 2 === 0 ? ids : ids.toReversed();
        if (index % 3 === 0) await closeHorizons(unit, mine);
        else
          await post(
            unit,
            mine.map((id) => journal(id, `shp_${index}`, { advance: 1 })),
          );
      }),
    );
    await Promise.all(work);
    expect(await balances(units, 'mer_d')).toMatchObject({ MERCHANT_PAYABLE: 20 });
  });
});
