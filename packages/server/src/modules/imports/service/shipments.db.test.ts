import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { startImporting } from '../../../../tests/support/importing.ts';
import { orderRow, orders, shipments, slips } from '../imports.fixture.ts';

describeBothEngines('importing shipments', (open) => {
  it('SF-16: registers slips of many orders, and lists shipments of refused and unknown orders', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1), orderRow(2, { 請求金額: '99000', 単価: '99000' }), orderRow(3)));
    const file = shipments(
      `S-1,yamato,parcel,${slips[0]},2026-10-11`,
      `S-2,yamato,parcel,${slips[1]},2026-10-11`,
      'S-3,sagawa,mail,400000000013,2026-10-11',
      `NO-SUCH,yamato,parcel,${slips[2]},2026-10-11`,
      `S-1,yamato,parcel,${slips[3]},2026-10-10`,
      'S-3,,,,2026-02-30',
      'S-3,,,,',
    );
    const check = await importing.importAll(file, { query: 'kind=shipments&dryRun=true' });
    expect(await adminRows(await open(), 'select id from shipments')).toEqual([]);
    const report = await importing.importAll(file, { query: 'kind=shipments' });
    expect(report).toMatchObject({ kind: 'shipments', status: 'completed', accepted: 1, refused: 6 });
    expect(report.results.data.map(({ row, shopOrderId, ok, code, field }) => [row, shopOrderId, ok ? 'ok' : code, field])).toEqual([
      [2, 'S-1', 'ok', undefined],
      [3, 'S-2', 'not_approved', undefined],
      [4, 'S-3', 'service_not_allowed', 'サービス'],
      [5, 'NO-SUCH', 'order_not_found', undefined],
      [6, 'S-1', 'illegal_transition', undefined],
      [7, 'S-3', 'date_range', '出荷日'],
      [8, 'S-3', 'required', '出荷日'],
    ]);
    expect(report.results.data[0]).toMatchObject({ id: expect.stringMatching(/^shp_/), warnings: [{ code: 'shipped_in_future' }] });
    expect(check.results.data.map(({ row, code }) => [row, code])).toEqual(report.results.data.map(({ row, code }) => [row, code]));
  });

  it('SF-16: with mode=all one bad slip leaves no shipment registered', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1), orderRow(2)));
    const bad = await importing.importAll(
      shipments(`S-1,yamato,parcel,${slips[0]},2026-10-10`, 'S-2,yamato,parcel,400000000014,2026-10-10'),
      { query: 'kind=shipments&mode=all' },
    );
    expect(bad).toMatchObject({ status: 'failed', accepted: 0, refused: 1 });
    expect(bad.results.data).toMatchObject([{ row: 3, code: 'slip_check_digit', field: '送り状番号' }]);
    expect(await adminRows(await open(), 'select id from shipments')).toEqual([]);
    const good = await importing.importAll(
      shipments(`S-1,yamato,parcel,${slips[0]},2026-10-10`, `S-2,yamato,parcel,${slips[1]},2026-10-10`),
      { query: 'kind=shipments&mode=all' },
    );
    expect(good).toMatchObject({ status: 'completed', accepted: 2, refused: 0 });
  });
});
