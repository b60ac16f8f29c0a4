import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DataSetError, parseDataSet, readDataSet } from './data-set.ts';

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const cp932 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(iconv.encode(text, 'cp932'));

const orders = [
  '"店舗注文番号","注文日","氏名カナ"',
  '"A-1","2026-10-01","タカダ ケン"',
  '"A-1","2026-10-01","タカダ ケン"',
  '"A-2","2026-10-03","ハマダ レン"',
  '"A-1","2026-10-04","ヨシダ アイ"',
].join('\r\n');
const shipments = [
  '"店舗注文番号","運送会社","サービス","送り状番号","出荷日"',
  '"A-1","yamato","parcel","970897044176","2026-10-12"',
  '"A-2","sagawa","parcel","506580250433","2026-10-11"',
].join('\r\n');

const dataSet = (files: { orders?: Uint8Array<ArrayBuffer>; shipments?: Uint8Array<ArrayBuffer>; expected?: string }) =>
  parseDataSet({ name: 'test', orders: utf8(orders), shipments: utf8(shipments), ...files });

const sampleFolder = join(import.meta.dirname, '../../../../examples/data/orders-300');

describe('a data set', () => {
  it('holds the orders by their groups of rows: the same number further down is a second order', () => {
    expect(dataSet({}).orders).toEqual([
      { row: 2, shopOrderId: 'A-1', kana: 'タカダ ケン' },
      { row: 4, shopOrderId: 'A-2', kana: 'ハマダ レン' },
      { row: 5, shopOrderId: 'A-1', kana: 'ヨシダ アイ' },
    ]);
  });

  it('begins with the earliest 出荷日', () => {
    expect(dataSet({}).firstShipDay).toBe('2026-10-11');
  });

  it('reads UTF-8 with a byte-order mark and CP932 alike', () => {
    const plain = dataSet({});
    const marked = dataSet({ orders: utf8(`\ufeff${orders}`), shipments: utf8(`\ufeff${shipments}`) });
    const windows = dataSet({ orders: cp932(orders), shipments: cp932(shipments) });
    for (const other of [marked, windows]) {
      expect(other.orders).toEqual(plain.orders);
      expect(other.shipments).toEqual(plain.shipments);
      expect(other.shipmentsHeader).toBe(plain.shipmentsHeader);
    }
  });

  it('reads the columns by their names, in any order', () => {
    const shuffled = ['出荷日,備考,送り状番号,店舗注文番号,サービス,運送会社', '2026-10-12,,970897044176,A-1,parcel,yamato'].join('\n');
    expect(dataSet({ shipments: utf8(shuffled) }).shipments).toEqual([
      { row: 2, shopOrderId: 'A-1', shippedOn: '2026-10-12', text: '2026-10-12,,970897044176,A-1,parcel,yamato' },
    ]);
  });

  it('keeps rows whose 出荷日 is no day, so that the server reports them', () => {
    const faulty = `${shipments}\r\n"A-3","yamato","parcel","1","2026-13-45"\r\n"A-4","yamato"\r\n"A-5","yamato","parcel","1","明日"`;
    expect(dataSet({ shipments: utf8(faulty) }).shipments.slice(2)).toEqual([
      { row: 4, shopOrderId: 'A-3', shippedOn: null, text: '"A-3","yamato","parcel","1","2026-13-45"' },
      { row: 5, shopOrderId: 'A-4', shippedOn: null, text: '"A-4","yamato"' },
      { row: 6, shopOrderId: 'A-5', shippedOn: null, text: '"A-5","yamato","parcel","1","明日"' },
    ]);
  });

  it('knows a day as spreadsheets rewrite it, and the number behind their ="…"', () => {
    const rewritten = '店舗注文番号,出荷日\n"=""00123""",2026/10/9';
    expect(dataSet({ shipments: utf8(rewritten) }).shipments[0]).toMatchObject({ shopOrderId: '00123', shippedOn: '2026-10-09' });
  });

  it('counts rows by the lines of the file, over line breaks and empty lines', () => {
    const broken = '店舗注文番号,備考,出荷日\r\nA-1,"一\r\n二",2026-10-11\r\n\r\nA-2,,2026-10-12\r\n';
    expect(dataSet({ shipments: utf8(broken) }).shipments.map(({ row, text }) => [row, text])).toEqual([
      [2, 'A-1,"一\r\n二",2026-10-11'],
      [5, 'A-2,,2026-10-12'],
    ]);
  });

  it('counts rows that are alike one by one', () => {
    expect(dataSet({ orders: utf8('店舗注文番号\nA-1\nA-1\nA-1\nA-2\n') }).orders.map(({ row }) => row)).toEqual([2, 5]);
  });

  it('keeps a row that cannot be taken apart, and loses no other for it', () => {
    const rows = [
      '"A-3","yamato,parcel,1,2026-10-12',
      '"A-4","yam"ato","parcel","1","2026-10-12"',
      '"A-5","yamato","parcel","1","2026-10-13"',
      '"A-6","yamato',
    ];
    const read = dataSet({ shipments: utf8([shipments, ...rows].join('\r\n')) }).shipments.slice(2);
    expect(read.map(({ row, shopOrderId, shippedOn, text }) => [row, shopOrderId, shippedOn, text])).toEqual([
      [4, 'A-3', null, rows[0]],
      [5, 'A-4', null, rows[1]],
      [6, 'A-5', '2026-10-13', rows[2]],
      [7, 'A-6', null, rows[3]],
    ]);
  });

  it('trusts no day of a row that is broken further on', () => {
    const dayFirst = '出荷日,店舗注文番号\n2026-10-12,A-1\n2026-10-11,"A-2\n';
    expect(dataSet({ shipments: utf8(dayFirst) })).toMatchObject({ firstShipDay: '2026-10-12', shipments: [{}, { shippedOn: null }] });
  });

  it('begins after the last order where no 出荷日 can be read', () => {
    expect(dataSet({ shipments: utf8('店舗注文番号\nA-1') }).firstShipDay).toBe('2026-10-05');
  });

  it('keeps the orders file byte by byte, even one that cannot be read', () => {
    const broken = new Uint8Array([0x81, 0xff, 0x00]);
    expect(dataSet({ orders: broken })).toMatchObject({ ordersFile: broken, orders: [], firstShipDay: '2026-10-11' });
  });

  it('expects nothing where expected.json is missing, and says so where it is not in the right form', () => {
    expect(dataSet({}).expected).toBeNull();
    expect(dataSet({ expected: '[{"shopOrderId":"A-1","file":"orders","accepted":true,"note":"folded"}]' }).expected).toEqual([
      { shopOrderId: 'A-1', file: 'orders', accepted: true },
    ]);
    for (const expected of ['{', '{}', '[{"shopOrderId":"A-1","file":"invoices","code":"x"}]', '[{"shopOrderId":"A-1","file":"orders"}]']) {
      expect(() => dataSet({ expected })).toThrow(DataSetError);
    }
  });

  it('is refused in plain words when nothing says when it begins, or a file is in no known encoding', () => {
    expect(() => dataSet({ orders: utf8('店舗注文番号\nA-1'), shipments: utf8('店舗注文番号\nA-1') })).toThrow(DataSetError);
    expect(() => dataSet({ shipments: new Uint8Array([0x81, 0xff, 0x00]) })).toThrow(/CP932/);
  });
});

describe('a folder', () => {
  it('is read whole: the sample data set', async () => {
    const sample = await readDataSet(sampleFolder);
    expect(sample).toMatchObject({ name: 'orders-300', firstShipDay: '2026-10-11' });
    expect([sample.orders.length, sample.shipments.length, sample.expected?.length]).toEqual([301, 301, 16]);
    expect(sample.shipments.every((row) => row.shippedOn !== null)).toBe(true);
  });

  it('may hold the orders in CP932 alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-data-'));
    try {
      await writeFile(join(folder, 'orders.sjis.csv'), cp932(orders));
      await writeFile(join(folder, 'shipments.csv'), utf8(shipments));
      expect(await readDataSet(folder)).toMatchObject({ expected: null, orders: [{ kana: 'タカダ ケン' }, { kana: 'ハマダ レン' }, {}] });
      await rm(join(folder, 'shipments.csv'));
      await expect(readDataSet(folder)).rejects.toThrow(/shipments\.csv/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that is not there is told in plain words', async () => {
    await expect(readDataSet('/no/such/folder')).rejects.toThrow(DataSetError);
  });
});
