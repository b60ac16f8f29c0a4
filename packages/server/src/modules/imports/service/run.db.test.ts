import { expect, it } from 'vitest';
import { adminRows, describeBothEngines, describePglite, describePostgres } from '../../../../tests/support/databases.ts';
import { type Importing, startImporting } from '../../../../tests/support/importing.ts';
import type { Scope } from '../../../core/database.ts';
import type { Unit } from '../../../core/unit.ts';
import { orderRow, orders, shipments } from '../imports.fixture.ts';
import { createImporter } from '../index.ts';

const manyRows = (count: number, from = 0) => Array.from({ length: count }, (_, index) => orderRow(from + index));

/** A shipments file's slips: sound check digits, each its own. */
const slipOf = (number: number) => {
  const eleven = 20_000_000_000 + number;
  return `${eleven}${eleven % 7}`;
};

class PowerCut extends Error {}

/** Cuts the power at the nth transaction of an import's work: before it, or after its commit. */
function cutAt(importing: Importing, cut: { readonly nth: number; readonly when: 'before' | 'after' }) {
  let count = 0;
  return {
    reached: () => count >= cut.nth,
    inUnit: async <T>(scope: Scope, work: (unit: Unit) => Promise<T>): Promise<T> => {
      count += 1;
      if (count === cut.nth && cut.when === 'before') throw new PowerCut();
      const value = await importing.units.inUnit(scope, work);
      if (count === cut.nth) throw new PowerCut();
      return value;
    },
  };
}

describeBothEngines('an import whose process dies', (open) => {
  it('SF-11: between registering a chunk and writing down what became of it, does not call its own orders duplicates', async () => {
    let deaths = 1;
    const importing = await startImporting(await open(), {
      registrar: (registrar) => ({
        registerAll: async (mode, batch) => {
          const outcomes = await registrar.registerAll(mode, batch);
          if (deaths-- > 0) throw new PowerCut();
          return outcomes;
        },
      }),
    });
    const { json } = await importing.send(orders(...manyRows(3), orderRow(1, { 数量: '2', 請求金額: '6600' })));
    const [job] = importing.jobs;
    await expect(importing.runJobs()).rejects.toThrow(PowerCut);
    expect(await adminRows(await open(), 'select count(*)::int as orders from orders')).toEqual([{ orders: 3 }]);
    expect(await importing.report(String(json['id']))).toMatchObject({ status: 'running', groupsDone: 0 });
    if (job) await importing.importer.run(job);
    const report = await importing.report(String(json['id']));
    expect(report).toMatchObject({ status: 'completed', accepted: 3, refused: 1 });
    expect(report.results.data.map(({ ok, code, status }) => [ok, code ?? status])).toEqual([
      [true, 'approved'],
      [true, 'approved'],
      [true, 'approved'],
      [false, 'duplicate_order'],
    ]);
  });

  it('goes on with the chunks that are not done, and does not touch the others again', async () => {
    const batches: number[] = [];
    const importing = await startImporting(await open(), {
      groupsPerChunk: 50,
      registrar: (registrar) => ({
        registerAll: async (mode, batch) => {
          batches.push(batch.length);
          if (batches.length === 2) throw new PowerCut();
          return registrar.registerAll(mode, batch);
        },
      }),
    });
    const { json } = await importing.send(orders(...manyRows(110)));
    const [job] = importing.jobs;
    await expect(importing.runJobs()).rejects.toThrow(PowerCut);
    expect(await importing.report(String(json['id']))).toMatchObject({ status: 'running', groupsDone: 50 });
    if (job) await importing.importer.run(job);
    expect(batches).toEqual([50, 50, 50, 10]);
    expect(await importing.report(String(json['id']))).toMatchObject({ status: 'completed', groupsDone: 110, accepted: 110 });
  });

  it('is not run by a job that comes twice, late, or for nothing', async () => {
    const importing = await startImporting(await open());
    await importing.send(orders(orderRow(1)));
    const [job] = importing.jobs;
    if (!job) throw new Error('no job');
    await importing.runJobs();
    await importing.importer.run(job);
    await importing.importer.run({ ...job, importId: 'imp_rolledback' });
    expect(
      await adminRows(
        await open(),
        `select (select count(*) from orders)::int as orders, (select count(*) from events where resource_type = 'import')::int as events`,
      ),
    ).toEqual([{ orders: 1, events: 1 }]);
  });

  it('has the planner look again each time it has doubled what it registered, so that a young table is not read as an empty one', async () => {
    const importing = await startImporting(await open(), { groupsPerChunk: 2 });
    const looks: unknown[] = [];
    const refreshStatistics = async () => looks.push(await adminRows(await open(), 'select count(*)::int as orders from orders'));
    await importing.send(orders(...manyRows(11)));
    const [job] = importing.jobs;
    if (job) await createImporter({ ...importing.ports, refreshStatistics }).run(job);
    expect(looks).toEqual([[{ orders: 2 }], [{ orders: 4 }], [{ orders: 8 }]]);
  });

  it('is queued again by a queue that forgot it', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1)));
    await importing.send(orders(orderRow(2)));
    const forgotten = importing.jobs.splice(0);
    await importing.importer.requeue('test');
    expect(importing.jobs).toEqual(forgotten);
  });
});

describePglite('an import whose power is cut at any moment', (open) => {
  it.each([
    ['partial orders', 'kind=orders'],
    ['orders, all or nothing', 'kind=orders&mode=all'],
    ['shipments', 'kind=shipments'],
    ['shipments, all or nothing', 'kind=shipments&mode=all'],
    ['a dry run', 'kind=orders&dryRun=true'],
  ])('comes out as if nothing had happened: %s', async (_, query) => {
    const importing = await startImporting(await open(), { groupsPerChunk: 3 });
    const isShipments = query.includes('shipments');
    const outcome = async (nth: number, when: 'before' | 'after') => {
      const merchantId = await importing.newMerchant();
      const from = (nth * 2 + (when === 'after' ? 1 : 0)) * 10; // Persons of their own: the cap is shared by all shops.
      const rows = manyRows(5, from);
      if (isShipments) await importing.importAll(orders(...rows), { merchantId });
      const file = isShipments
        ? shipments(...rows.map((__, index) => `S-${from + index},yamato,parcel,${slipOf(from + index)},2026-10-10`))
        : orders(...rows);
      const { json } = await importing.send(file, { query, merchantId });
      const [job] = importing.jobs.splice(0);
      const cut = cutAt(importing, { nth, when });
      const broken = createImporter({ ...importing.ports, units: cut });
      if (job)
        await broken.run(job).catch((error: unknown) => (error instanceof PowerCut ? importing.importer.run(job) : Promise.reject(error)));
      const report = await importing.report(String(json['id']), { merchantId });
      const [counts] = await adminRows<{ rows: number; events: number }>(
        await open(),
        `select (select count(*) from ${isShipments ? 'shipments' : 'orders'} where merchant_id = '${merchantId}')::int as rows,
           (select count(*) from events where merchant_id = '${merchantId}' and resource_id = '${String(json['id'])}')::int as events`,
      );
      const results = report.results.data.map(({ row, ok, code }) => `${row} ${ok ? 'ok' : code}`).join(', ');
      return {
        reached: cut.reached(),
        seen: { status: report.status, accepted: report.accepted, refused: report.refused, results, ...counts },
      };
    };
    const { seen: undisturbed } = await outcome(0, 'before');
    expect(undisturbed).toMatchObject({ status: 'completed', accepted: 5, refused: 0, events: 1 });
    let moments = 0;
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; ; nth += 1) {
        const { reached, seen } = await outcome(nth, when);
        expect(seen).toEqual(undisturbed);
        if (!reached) break;
        moments += 1;
      }
    }
    expect(moments).toBeGreaterThanOrEqual(10);
  });
});

describePostgres('an import that two workers take at once', (open) => {
  it('registers each order once, and the worker that came second goes away or is told to come again', async () => {
    const importing = await startImporting(await open(), { groupsPerChunk: 20 });
    const { json } = await importing.send(orders(...manyRows(120)));
    const [job] = importing.jobs.splice(0);
    if (!job) throw new Error('no job');
    await Promise.allSettled([importing.importer.run(job), importing.importer.run(job), importing.importer.run(job)]);
    await importing.importer.run(job);
    expect(await importing.report(String(json['id']))).toMatchObject({ status: 'completed', groupsDone: 120, accepted: 120, refused: 0 });
    expect(
      await adminRows(
        await open(),
        `select (select count(*) from orders)::int as orders, (select count(*) from events where resource_type = 'import')::int as events`,
      ),
    ).toEqual([{ orders: 120, events: 1 }]);
  });
});
