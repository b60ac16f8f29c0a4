import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { startImporting } from '../../../../tests/support/importing.ts';
import { orderRow, orders } from '../imports.fixture.ts';

describeBothEngines('importing orders', (open) => {
  const storedOrders = async () =>
    adminRows<{ shop_order_id: string; status: string }>(await open(), 'select shop_order_id, status from orders order by id');
  const staged = async () =>
    adminRows(
      await open(),
      'select (select count(*) from imports)::int as imports, (select count(*) from import_chunks)::int as chunks, (select count(*) from import_chunks where groups is not null)::int as open',
    );

  it('SF-11, F11: answers 202 at once, then registers and screens the orders of the file in its order', async () => {
    const importing = await startImporting(await open());
    const sent = await importing.send(orders(orderRow(1), orderRow(2), orderRow(3)));
    expect(sent.status).toBe(202);
    expect(sent.json).toMatchObject({
      kind: 'orders',
      mode: 'partial',
      dryRun: false,
      status: 'queued',
      rowsTotal: 3,
      groupsTotal: 3,
      groupsDone: 0,
      finishedAt: null,
    });
    expect(await storedOrders()).toEqual([]);
    await importing.runJobs();
    const report = await importing.report(String(sent.json['id']));
    expect(report).toMatchObject({
      status: 'completed',
      groupsDone: 3,
      accepted: 3,
      refused: 0,
      problem: null,
      finishedAt: '2026-10-10T12:00:00+09:00',
    });
    expect(report.results.data).toMatchObject([
      { row: 2, shopOrderId: 'S-1', ok: true, id: expect.stringMatching(/^ord_/), status: 'approved' },
      { row: 3, shopOrderId: 'S-2', ok: true, status: 'approved' },
      { row: 4, shopOrderId: 'S-3', ok: true, status: 'approved' },
    ]);
    expect((await storedOrders()).map((order) => order.shop_order_id)).toEqual(['S-1', 'S-2', 'S-3']);
  });

  it('F13: reports each bad row with row, order, code, column and a message in both languages, and imports the rest', async () => {
    const importing = await startImporting(await open());
    const report = await importing.importAll(
      orders(
        orderRow(1),
        orderRow(2, { 電話番号: '0120-444-444' }),
        orderRow(3, { 請求金額: 'abc' }),
        orderRow(4, { 請求金額: '3850' }),
        orderRow(4, { 請求金額: '3850', 明細種別: 'shipping', 商品名: '送料', 単価: '550', 税率: '9' }),
        orderRow(5, { 氏名カナ: '' }),
        orderRow(6, { 配送先氏名: 'Jane', 配送先国: 'US' }),
        '"S-7","2026-10-08"',
        orderRow(8),
        orderRow(1, { 請求金額: '6600', 数量: '2' }),
        orderRow(9, {
          配送先町名番地: '浅草1-2 浅草局留め',
          配送先氏名: '山田 太郎',
          配送先郵便番号: '111-0032',
          配送先都道府県: '東京都',
          配送先市区町村: '台東区',
          配送先電話番号: '090-1111-2222',
        }),
      ),
    );
    expect(report).toMatchObject({ status: 'completed', rowsTotal: 11, groupsTotal: 10, accepted: 2, refused: 8 });
    expect(report.results.data.map(({ row, shopOrderId, ok, code, field }) => [row, shopOrderId, ok ? 'ok' : code, field])).toEqual([
      [2, 'S-1', 'ok', undefined],
      [3, 'S-2', 'phone_invalid', '電話番号'],
      [4, 'S-3', 'type', '請求金額'],
      [6, 'S-4', 'item_tax_rate', '税率'],
      [7, 'S-5', 'required', '氏名カナ'],
      [8, 'S-6', 'overseas_not_supported', '配送先国'],
      [9, 'S-7', 'file_record', undefined],
      [10, 'S-8', 'ok', undefined],
      [11, 'S-1', 'duplicate_order', '店舗注文番号'],
      [12, 'S-9', 'pickup_point_not_allowed', '配送先町名番地'],
    ]);
    for (const result of report.results.data.filter((each) => !each.ok)) {
      expect(result.messageJa).toMatch(/。$/);
      expect(result.messageEn).toMatch(/\.$/);
    }
    expect(report.results.data[4]?.messageJa).toContain('「氏名カナ」');
    expect((await storedOrders()).map((order) => order.shop_order_id)).toEqual(['S-1', 'S-8']);
  });

  it('AM-13: an order over the cap is decided, not refused: the row is good', async () => {
    const importing = await startImporting(await open());
    const one = { 氏名カナ: 'ヤマダ タロウ', 電話番号: '090-1234-0001', 請求金額: '44000', 単価: '44000' };
    const report = await importing.importAll(orders(orderRow(1, one), orderRow(2, { ...one, 注文日: '2026-10-09' })));
    expect(report).toMatchObject({ accepted: 2, refused: 0 });
    expect(report.results.data).toMatchObject([
      { ok: true, status: 'approved' },
      { ok: true, status: 'rejected', reasons: [{ code: 'limit_exceeded', messageJa: expect.any(String), messageEn: expect.any(String) }] },
    ]);
  });

  it('F11: gives terms and the way of consent from the merchant and the channel where the file lacks them', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1), orderRow(2, { 注文経路: 'phone' }), orderRow(3, { 注文経路: 'catalog', 同意日時: '' })));
    const consents = await adminRows<{ consent: unknown }>(await open(), `select content->'consent' as consent from orders order by id`);
    expect(consents.map((row) => row.consent)).toEqual([
      { termsVersion: 'sample-2026-04', acceptedAt: '2026-10-08T10:00:00+09:00', method: 'web' },
      { termsVersion: 'sample-2026-04', acceptedAt: '2026-10-08T10:00:00+09:00', method: 'voice' },
      null,
    ]);
  });

  it('F13: with mode=all one bad row leaves nothing registered, and every bad row is listed', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1)));
    const file = orders(orderRow(1), orderRow(2), orderRow(3, { 数量: '0' }), orderRow(2));
    const report = await importing.importAll(file, { query: 'kind=orders&mode=all' });
    expect(report).toMatchObject({
      status: 'failed',
      mode: 'all',
      accepted: 0,
      refused: 3,
      groupsDone: 4,
      problem: { code: 'file_rows_refused', status: 422 },
    });
    expect(report.results.data.map(({ row, code }) => [row, code])).toEqual([
      [2, 'duplicate_order'],
      [4, 'item_quantity'],
      [5, 'duplicate_order'],
    ]);
    expect((await storedOrders()).map((order) => order.shop_order_id)).toEqual(['S-1']);
    expect(await staged()).toEqual([{ imports: 2, chunks: 2, open: 0 }]);
  });

  it('F13: with mode=all a file without a bad row is registered whole, an order over the cap with it', async () => {
    const importing = await startImporting(await open());
    const report = await importing.importAll(orders(orderRow(1), orderRow(2, { 請求金額: '99000', 単価: '99000' })), {
      query: 'kind=orders&mode=all',
    });
    expect(report).toMatchObject({ status: 'completed', accepted: 2, refused: 0, groupsDone: 2 });
    expect((await storedOrders()).map((order) => order.status)).toEqual(['approved', 'rejected']);
  });

  it.each(['partial', 'all'])('F13: a dry run tells what would become of every row and registers nothing (mode=%s)', async (mode) => {
    const importing = await startImporting(await open());
    const good = await importing.importAll(orders(orderRow(1), orderRow(2)), { query: `kind=orders&dryRun=true&mode=${mode}` });
    expect(good).toMatchObject({ status: 'completed', dryRun: true, accepted: 2, refused: 0, groupsDone: 2 });
    expect(good.results.data).toEqual([
      { row: 2, shopOrderId: 'S-1', ok: true },
      { row: 3, shopOrderId: 'S-2', ok: true },
    ]);
    const bad = await importing.importAll(orders(orderRow(1), orderRow(1), orderRow(1)), { query: `kind=orders&dryRun=true&mode=${mode}` });
    expect(bad.refused).toBe(1); // Three rows that stand together are one order of the wrong sum.
    expect(await storedOrders()).toEqual([]);
  });

  it('F11: the real sample in CP932 comes out as it does in UTF-8', async () => {
    const importing = await startImporting(await open());
    const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../../../../../examples/data/${name}`, import.meta.url)));
    const other = await importing.newMerchant();
    const seen = ({ row, shopOrderId, ok, code, field, status, reasons }: Record<string, unknown>) => ({
      row,
      shopOrderId,
      ok,
      code,
      field,
      status,
      reasons,
    });
    const check = 'kind=orders&dryRun=true';
    const utf8 = await importing.importAll(sample('orders-300/orders.csv'), { query: check });
    const cp932 = await importing.importAll(sample('orders-300/orders.sjis.csv'), { query: check, merchantId: other });
    expect(cp932.results.data.map(seen)).toEqual(utf8.results.data.map(seen));
    expect(utf8).toMatchObject({ rowsTotal: 969, groupsTotal: 301, refused: 8 });
    expect(
      utf8.results.data
        .filter((result) => !result.ok)
        .map(({ shopOrderId, code }) => `${shopOrderId} ${code}`)
        .toSorted(),
    ).toEqual([
      'S1-00004 duplicate_order',
      'S1-00014 item_tax_rate',
      'S1-00027 phone_invalid',
      'S1-00041 kana_invalid',
      'S1-00049 amount_mismatch',
      'S1-00072 date_range',
      'S1-00246 overseas_not_supported',
      'S1-00293 pickup_point_not_allowed',
    ]);
  });
});
