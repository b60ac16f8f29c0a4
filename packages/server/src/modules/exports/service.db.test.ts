import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../tests/support/databases.ts';
import { type Importing, startImporting } from '../../../tests/support/importing.ts';
import { sampleSettings } from '../merchants/index.ts';
import { exportOrders } from './index.ts';
import { orderRow, orders, shipments, slips } from '../imports/imports.fixture.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../../../../examples/data/orders-300/${name}`, import.meta.url)));

const cellsOf = (line: string) => line.slice(1, -1).split('","');

/** A file as rows by their headings; no cell of these tests holds a quote or a line break. */
function rowsOf(file: string): Record<string, string>[] {
  const [head = '', ...lines] = file
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  return lines.map((line) => Object.fromEntries(cellsOf(head).map((heading, index) => [heading, cellsOf(line)[index] ?? ''])));
}

describeBothEngines('exporting files', (open) => {
  /** What of an order a file can say: what a shop and its buyer see. */
  const storedOrders = async (importing: Importing, merchantId: string) => {
    const rows = await adminRows<{ shop_order_id: string; personal: Uint8Array; kept: unknown }>(
      await open(),
      `select shop_order_id, personal, jsonb_build_object('billed', billed_amount, 'channel', channel, 'kind', buyer_kind, 'date', order_date, 'persons', person_keys,
         'items', items_hash, 'content', content::jsonb - 'payerHash') as kept
       from orders where merchant_id = '${merchantId}' order by id`,
    );
    return rows.map(({ shop_order_id, personal, kept }) => ({
      shop_order_id,
      kept,
      personal: JSON.parse(importing.ports.crypto.open(personal)) as unknown,
    }));
  };

  it.each(['utf-8', 'cp932'])(
    'SF-11, F47: an exported file of orders imports again into the same orders, in the same order (%s)',
    async (encoding) => {
      const importing = await startImporting(await open());
      await importing.importAll(sample('orders.csv'));
      const file = await importing.get(`/v1/exports/orders.csv?encoding=${encoding}`);
      const other = await importing.newMerchant();
      const report = await importing.importAll(
        new Uint8Array(encoding === 'cp932' ? iconv.encode(file.text, 'cp932') : new TextEncoder().encode(file.text)),
        { merchantId: other },
      );
      expect(report).toMatchObject({ accepted: 293, refused: 0 });
      expect(await storedOrders(importing, other)).toEqual(await storedOrders(importing, importing.merchantId));
    },
  );

  it('F47: writes UTF-8 with a mark by which Excel knows it, or CP932, and says which', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1, { 氏名: '髙橋 𠮷子', 建物名: '青葉〜１号' })));
    const utf8 = await importing.get('/v1/exports/orders.csv');
    expect(Object.fromEntries(utf8.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="orders.csv"',
      'cache-control': 'no-store',
    });
    expect(utf8.text.startsWith('\ufeff"店舗注文番号","注文日"')).toBe(true);
    expect(utf8.text.endsWith('"\r\n')).toBe(true);
    const cp932 = await importing.get('/v1/exports/orders.csv?encoding=cp932');
    expect(cp932.headers.get('content-type')).toBe('text/csv; charset=shift_jis; header=present');
    expect(rowsOf(cp932.text)).toMatchObject([{ 氏名: '髙橋 〓子', 建物名: '青葉～１号' }]);
    expect((await importing.get('/v1/exports/orders.csv?encoding=utf-16')).json).toMatchObject({
      code: 'type',
      fields: [{ path: 'encoding' }],
    });
  });

  it('F47: says what has become of each order, and of which days and statuses is asked for', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(
      orders(orderRow(1), orderRow(2, { 請求金額: '99000', 単価: '99000' }), orderRow(3, { 注文日: '2026-10-09' })),
    );
    const numbers = async (query: string) =>
      rowsOf((await importing.get(`/v1/exports/orders.csv${query}`)).text).map((row) => row['店舗注文番号']);
    const [first, second] = rowsOf((await importing.get('/v1/exports/orders.csv')).text);
    expect(first).toMatchObject({
      注文ID: expect.stringMatching(/^ord_/),
      状態: 'approved',
      状態名: '審査通過',
      与信理由: '',
      出荷状態: 'none',
      承認金額: '3300',
      返品金額: '0',
      電話番号: '090-1234-0001',
      郵便番号: '100-0005',
      登録日時: '2026-10-10T12:00:00+09:00',
    });
    expect(second).toMatchObject({ 状態: 'rejected', 状態名: '審査否決', 与信理由: 'limit_exceeded', 承認金額: '0' });
    expect(await numbers('')).toEqual(['S-1', 'S-2', 'S-3']);
    expect(await numbers('?status=approved')).toEqual(['S-1', 'S-3']);
    expect(await numbers('?from=2026-10-09')).toEqual(['S-3']);
    expect(await numbers('?to=2026-10-08&status=rejected')).toEqual(['S-2']);
    expect(await numbers('?from=2027-01-01')).toEqual([]);
  });

  it('SF-49, F47: lists the registered shipments in any state, in columns that an import reads', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1), orderRow(2)));
    const file = shipments(`S-1,yamato,parcel,${slips[0]},2026-10-10`, `S-2,seino,parcel,1541644567,2026-10-11`);
    await importing.importAll(file, { query: 'kind=shipments' });
    await (await open()).admin(`update shipments set status = 'delivered', delivered_on = '2026-10-12' where slip_no = '${slips[0]}'`);
    const list = await importing.get('/v1/exports/shipments.csv');
    expect(rowsOf(list.text)).toMatchObject([
      {
        店舗注文番号: 'S-1',
        運送会社: 'yamato',
        サービス: 'parcel',
        送り状番号: slips[0],
        出荷日: '2026-10-10',
        状態: 'delivered',
        状態名: '着荷確認済み',
        出荷金額: '3300',
        着荷日: '2026-10-12',
      },
      { 店舗注文番号: 'S-2', 運送会社: 'seino', 状態名: '送り状登録済み', 着荷日: '', 注意: 'shipped_in_future' },
    ]);
    const other = await importing.newMerchant();
    await importing.importAll(orders(orderRow(51, { 店舗注文番号: 'S-1' }), orderRow(52, { 店舗注文番号: 'S-2' })), { merchantId: other });
    expect(await importing.importAll(list.text, { query: 'kind=shipments', merchantId: other })).toMatchObject({ accepted: 2, refused: 0 });
  });

  it('AD-23: leaves out the line for the invoice fee, which the server adds again', async () => {
    const importing = await startImporting(await open());
    const shop = await importing.newMerchant(sampleSettings.buyerBearsFee);
    const again = await importing.newMerchant(sampleSettings.buyerBearsFee);
    await importing.importAll(orders(orderRow(1)), { merchantId: shop });
    const { text } = await importing.get('/v1/exports/orders.csv', { merchantId: shop });
    expect(rowsOf(text)).toMatchObject([{ 請求金額: '3300', 購入者負担手数料: '209' }]);
    await importing.importAll(text, { merchantId: again });
    expect(await storedOrders(importing, again)).toEqual(await storedOrders(importing, shop));
  });

  it('reads page after page, each in a transaction of its own, and no more for a reader that went away', async () => {
    const importing = await startImporting(await open());
    const rows = Array.from({ length: 1_000 }, (_, index) => orderRow(index));
    await importing.importAll(orders(...rows));
    let transactions = 0;
    const counted: typeof importing.units.inUnit = (scope, work) => importing.units.inUnit(scope, work).finally(() => (transactions += 1));
    const wish = { scope: importing.scope, filter: { merchantId: importing.merchantId }, encoding: 'utf-8' } as const;
    const whole = await exportOrders({ inUnit: counted }, wish);
    expect(transactions).toBe(1);
    expect(rowsOf(await new Response(whole.stream).text()).map((row) => row['店舗注文番号'])).toEqual(rows.map((_, index) => `S-${index}`));
    expect(transactions).toBe(3);
    await (await exportOrders({ inUnit: counted }, wish)).stream.cancel();
    expect(transactions).toBeLessThanOrEqual(5);
  });

  it('shows another shop nothing', async () => {
    const importing = await startImporting(await open());
    await importing.importAll(orders(orderRow(1)));
    const merchantId = await importing.newMerchant();
    expect(rowsOf((await importing.get('/v1/exports/orders.csv', { merchantId })).text)).toEqual([]);
    expect(rowsOf((await importing.get('/v1/exports/shipments.csv', { merchantId })).text)).toEqual([]);
  });
});
