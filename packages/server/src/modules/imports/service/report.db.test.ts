import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { startImporting } from '../../../../tests/support/importing.ts';
import { orderRow, orders } from '../imports.fixture.ts';

describeBothEngines('what is told and kept of an import', (open) => {
  const staged = async () =>
    adminRows(
      await open(),
      'select (select count(*) from imports)::int as imports, (select count(*) from import_chunks)::int as chunks, (select count(*) from import_chunks where groups is not null)::int as open',
    );

  it('F11: tells the end of an import as an event of its own', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1), orderRow(2, { 税率: '9' })));
    await importing.importAll(orders(orderRow(3, { 税率: '9' })), { query: 'kind=orders&mode=all' });
    const events = await adminRows(await open(), `select type, sequence, data from events where resource_type = 'import' order by id`);
    expect(events).toEqual([
      {
        type: 'import.completed',
        sequence: 1,
        data: { kind: 'orders', mode: 'partial', dryRun: false, status: 'completed', groupsTotal: 2, accepted: 1, refused: 1 },
      },
      {
        type: 'import.failed',
        sequence: 1,
        data: { kind: 'orders', mode: 'all', dryRun: false, status: 'failed', groupsTotal: 1, accepted: 0, refused: 1 },
      },
    ]);
  });

  it('keeps buyers’ data sealed while it waits, and not at all when it was worked', async () => {
    const importing = await startImporting(await open());
    await importing.send(orders(orderRow(1)));
    const [waiting] = await adminRows<{ groups: Uint8Array }>(await open(), 'select groups from import_chunks');
    expect(Buffer.from(waiting?.groups ?? []).toString('latin1')).not.toContain('example.jp');
    expect(await staged()).toEqual([{ imports: 1, chunks: 1, open: 1 }]);
    await importing.runJobs();
    expect(await staged()).toEqual([{ imports: 1, chunks: 1, open: 0 }]);
    expect(JSON.stringify(await adminRows(await open(), 'select results from import_chunks'))).not.toContain('山田');
  });

  it('pages the results in the order of the file, through all chunks', async () => {
    const importing = await startImporting(await open());
    const rows = Array.from({ length: 1_100 }, (_, index) => orderRow(index, { 税率: '9' }));
    const sent = await importing.send(orders(...rows));
    await importing.runJobs();
    const first = await importing.get(`/v1/imports/${String(sent.json['id'])}?limit=7`);
    expect(first.json).toMatchObject({ refused: 1_100, results: { nextCursor: '0.7' } });
    const report = await importing.report(String(sent.json['id']));
    expect(report.results.data.map((result) => result.row)).toEqual(rows.map((_, index) => index + 2));
    expect((await importing.get(`/v1/imports/${String(sent.json['id'])}?after=zz`)).json).toMatchObject({
      code: 'type',
      fields: [{ path: 'after' }],
    });
  });

  it('shows another shop nothing of an import', async () => {
    const importing = await startImporting(await open());
    const other = await importing.newMerchant();
    const { id } = await importing.importAll(orders(orderRow(1)));
    expect((await importing.get(`/v1/imports/${id}`, { merchantId: other })).json).toMatchObject({ code: 'not_found' });
    expect((await importing.get('/v1/imports/imp_nothing')).status).toBe(404);
  });
});
