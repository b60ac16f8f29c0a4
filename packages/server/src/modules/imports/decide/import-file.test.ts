import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../core/result.ts';
import { type Group, type ImportKind, orderColumns, shipmentColumns } from '../model.ts';
import { ImportFile } from './import-file.ts';

const headings = orderColumns.filter((column) => !column.optional).map((column) => column.heading);
const header = headings.join(',');

const sample: Readonly<Record<string, string>> = {
  店舗注文番号: 'S1-00001',
  注文日: '2026-10-08',
  注文経路: 'catalog',
  購入者区分: 'consumer',
  氏名: '濵田 翔',
  氏名カナ: 'ハマダ ショウ',
  郵便番号: '460-8513',
  都道府県: '愛知県',
  市区町村: '名古屋市中区',
  町名番地: '三の丸8-28-9',
  電話番号: '03-5604-5637',
  請求金額: '3080',
  明細種別: 'goods',
  商品名: '絵本「もりのおと」',
  単価: '1540',
  数量: '2',
  税率: '10',
};

const row = (change: Record<string, string> = {}) => headings.map((heading) => `"${{ ...sample, ...change }[heading] ?? ''}"`).join(',');
const file = (...rows: string[]) => [header, ...rows].join('\r\n');

function read(bytes: Uint8Array | string, kind: ImportKind = 'orders', pieceLength = 1_000): Group[] {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const reading = new ImportFile(kind);
  const groups: Group[] = [];
  for (let at = 0; at < all.length; at += pieceLength) groups.push(...reading.push(all.subarray(at, at + pieceLength)));
  return [...groups, ...reading.end()];
}

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.refusals[0];
  }
  return undefined;
}

describe('reading a file of orders', () => {
  it('SF-11: makes an order in the shape of the API of its rows', () => {
    const groups = read(file(row(), row({ 明細種別: 'shipping', 商品名: '送料', 単価: '550', 数量: '1' })));
    expect(groups).toEqual([
      {
        rows: [2, 3],
        wire: {
          shopOrderId: 'S1-00001',
          orderDate: '2026-10-08',
          channel: 'catalog',
          buyer: {
            kind: 'consumer',
            name: '濵田 翔',
            nameKana: 'ハマダ ショウ',
            postalCode: '460-8513',
            address: { prefecture: '愛知県', city: '名古屋市中区', line1: '三の丸8-28-9' },
            phone: '03-5604-5637',
          },
          billedAmount: 3080,
          items: [
            { kind: 'goods', name: '絵本「もりのおと」', unitPrice: 1540, quantity: 2, taxRate: 10 },
            { kind: 'shipping', name: '送料', unitPrice: 550, quantity: 1, taxRate: 10 },
          ],
        },
      },
    ]);
  });

  it('SF-11: rows of one order stand together; the same number further down is a second order', () => {
    const groups = read(file(row(), row(), row({ 店舗注文番号: 'S1-00002' }), row()));
    expect(groups.map(({ rows, wire }) => [wire['shopOrderId'], rows])).toEqual([
      ['S1-00001', [2, 3]],
      ['S1-00002', [4]],
      ['S1-00001', [5]],
    ]);
  });

  it('F11: reads columns by their headings, in any order, among others it does not know', () => {
    const order = [...headings.toReversed(), '備考'];
    const turned = [order.map((heading) => ` ${heading} `).join(','), order.map((heading) => sample[heading] ?? '').join(',')].join('\n');
    expect(read(turned)).toEqual(read(file(row())));
    expect(JSON.stringify(read(turned)[0]?.wire)).toBe(JSON.stringify(read(file(row()))[0]?.wire));
  });

  it('F11: takes CP932, UTF-8 and UTF-8 with a mark as the same file, cut into pieces anywhere', () => {
    const text = file(row(), row({ 店舗注文番号: 'S1-00002', 氏名: '髙﨑 ①㈱～－', 建物名: 'ｺｰﾎﾟ青葉' }));
    const utf8 = read(text);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (pieceLength) => {
        expect(read(iconv.encode(text, 'cp932'), 'orders', pieceLength)).toEqual(utf8);
        expect(read(`\ufeff${text}`, 'orders', pieceLength)).toEqual(utf8);
        expect(read(text, 'orders', pieceLength)).toEqual(utf8);
      }),
      { numRuns: 30 },
    );
  });

  it('F13: refuses what is neither, wherever in the file it shows', () => {
    const refused = { code: 'file_encoding' };
    expect(refusalOf(() => read(iconv.encode(file(row()), 'utf-16')))).toEqual(refused);
    expect(refusalOf(() => read(iconv.encode(file(row()), 'euc-jp')))).toEqual(refused);
    expect(refusalOf(() => read(Buffer.concat([Buffer.from(file(row())), Buffer.from([0xff])])))).toEqual(refused);
    const long = file(...Array.from({ length: 400 }, () => row()));
    expect(refusalOf(() => read(Buffer.concat([Buffer.from(long), iconv.encode(`\r\n${row()}`, 'cp932')])))).toEqual(refused);
    expect(refusalOf(() => read(Buffer.concat([Buffer.from(long), Buffer.from('濵').subarray(0, 2)])))).toEqual(refused);
  });

  it('F13: names the columns that are missing, and takes a misspelt heading for missing', () => {
    const without = headings.filter((heading) => heading !== '電話番号');
    expect(refusalOf(() => read(`${without.join(',')}\n`))).toEqual({
      code: 'file_column_missing',
      path: '電話番号',
      values: { columns: '電話番号' },
    });
    expect(refusalOf(() => read(file(row()).replace('配送先氏名', '配送先名')))).toMatchObject({ values: { columns: '配送先氏名' } });
    expect(refusalOf(() => read(`${header},氏名\n`))).toEqual({ code: 'file_record', path: '氏名', values: { row: 1 } });
  });

  it.each([
    ['nothing', ''],
    ['a byte-order mark', '\ufeff'],
    ['blank lines', '\r\n\r\n'],
    ['a header alone', `${header}\r\n`],
    ['a header and rows of empty cells', `${header}\r\n${','.repeat(headings.length - 1)}\r\n`],
  ])('F13: refuses a file with %s as empty', (_, text) => {
    expect(refusalOf(() => read(text))).toEqual({ code: 'file_empty' });
  });

  it('F11: keeps out of the traps of spreadsheets', () => {
    const [group] = read(
      file(
        row({
          電話番号: '=""09012345678""',
          注文日: '2026/10/8',
          同意日時: '2026/10/1 9:05',
          請求金額: '3,080',
          単価: '１５４０',
          氏名: "'=濵田",
        }),
        ','.repeat(headings.length + 5),
        '',
      ),
    );
    expect(group).toMatchObject({
      rows: [2],
      wire: {
        orderDate: '2026-10-08',
        billedAmount: 3080,
        consent: { acceptedAt: '2026-10-01T09:05:00+09:00' },
        buyer: { name: '=濵田', phone: '09012345678' },
        items: [{ unitPrice: 1540 }],
      },
    });
  });

  it('F13: leaves what is no number as it was typed, for the rules to refuse', () => {
    const [group] = read(file(row({ 請求金額: '三千円', 単価: '1.5.0', 数量: '1,5', 税率: '10%' })));
    expect(group?.wire).toMatchObject({ billedAmount: '三千円', items: [{ unitPrice: '1.5.0', quantity: '1,5', taxRate: '10%' }] });
  });

  it('F13: a row with too few or too many cells belongs to the order it stands in, which cannot be taken', () => {
    expect(read(file(row(), `${row()},"x"`, row(), row({ 店舗注文番号: 'S1-00002' }))).map(({ rows, fault }) => [rows, fault])).toEqual([
      [[2, 3, 4], { row: 3 }],
      [[5], undefined],
    ]);
    expect(read(file('"S1-00009","2026-10-08"', row())).map(({ wire, fault }) => [wire['shopOrderId'], fault])).toEqual([
      ['S1-00009', { row: 2 }],
      ['S1-00001', undefined],
    ]);
    expect(read(file(`${row()},"",`))[0]?.fault).toBeUndefined();
  });

  it('F13: a later row may leave out what the first one said, and may not say something else', () => {
    expect(read(file(row(), row({ 氏名: '', 請求金額: ' 3080 ' })))[0]?.fault).toBeUndefined();
    expect(read(file(row(), row(), row({ 電話番号: '090-0000-0000' })))[0]?.fault).toEqual({ row: 4, heading: '電話番号' });
  });

  it('AD-11: takes a destination from any of its columns, and a home country alone for none', () => {
    expect(read(file(row({ 配送先国: 'US' })))[0]?.wire['shipTo']).toEqual([{ country: 'US' }]);
    expect(read(file(row({ 配送先町名番地: '1 Market St' })))[0]?.wire['shipTo']).toEqual([{ address: { line1: '1 Market St' } }]);
    expect(read(file(row({ 配送先国: 'JP' })))[0]?.wire['shipTo']).toBeUndefined();
  });

  it('holds no more items of an order than it takes to refuse it', () => {
    const [group] = read(file(...Array.from({ length: 300 }, () => row())));
    expect(group?.wire['items']).toHaveLength(101);
  });
});

describe('reading a file of shipments', () => {
  it('SF-16: each row is a shipment, also of the same order', () => {
    const shipments = [
      shipmentColumns.map((column) => column.heading).join(','),
      'S1-1,yamato,parcel,970897044176,2026/10/11',
      'S1-1,sagawa,parcel,,',
      '',
    ].join('\n');
    expect(read(shipments, 'shipments')).toEqual([
      {
        rows: [2],
        wire: { shopOrderId: 'S1-1', carrier: 'yamato', serviceLevel: 'parcel', slipNo: '970897044176', shippedAt: '2026-10-11' },
      },
      { rows: [3], wire: { shopOrderId: 'S1-1', carrier: 'sagawa', serviceLevel: 'parcel' } },
    ]);
  });
});
