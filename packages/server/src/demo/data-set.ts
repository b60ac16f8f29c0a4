import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { addDays, isLocalDate, type LocalDate } from '../core/time.ts';
import { decodeText, fieldReader, recordsOf } from './csv-text.ts';
import type { DataSet, Expectation, OrderInFile, ShipmentRow } from './model.ts';

/** The folder cannot be run; the message says why in both languages. */
export class DataSetError extends Error {
  override readonly name = 'DataSetError';
}

/** The files of a data set as they were read. */
export type DataSetFiles = {
  readonly name: string;
  readonly orders: Uint8Array<ArrayBuffer>;
  readonly shipments: Uint8Array<ArrayBuffer>;
  readonly expected?: string | undefined;
};

const named = { shopOrderId: z.string(), file: z.enum(['orders', 'shipments']) };

const Expectations = z.array(
  z.union([
    z.object({ ...named, code: z.string() }),
    z.object({ ...named, decision: z.string(), reason: z.optional(z.string()) }),
    z.object({ ...named, accepted: z.literal(true) }),
  ]),
);

/** Reads any folder of the form of examples/data/orders-300. */
export async function readDataSet(folder: string): Promise<DataSet> {
  const present = await filesIn(folder);
  const read = async (...names: [string, string]): Promise<Uint8Array<ArrayBuffer>> => {
    const found = names.find((name) => present.includes(name));
    if (found === undefined)
      throw new DataSetError(
        `${folder} に ${names[0]} がありません。ファイルの名前をご確認ください。 / ${names[0]} is missing in ${folder}: check the names of its files.`,
      );
    return new Uint8Array(await readFile(join(folder, found)));
  };
  return parseDataSet({
    name: basename(folder),
    orders: await read('orders.csv', 'orders.sjis.csv'),
    shipments: await read('shipments.csv', 'shipments.sjis.csv'),
    expected: present.includes('expected.json') ? await readFile(join(folder, 'expected.json'), 'utf8') : undefined,
  });
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new DataSetError(
      `フォルダー ${folder} を開けません。場所と名前をご確認ください。 / The folder ${folder} cannot be opened: check where it is.`,
    );
  }
}

export function parseDataSet(files: DataSetFiles): DataSet {
  const shipmentsText = decodeText(files.shipments);
  if (shipmentsText === undefined) {
    throw new DataSetError(
      'shipments.csv の文字コードが UTF-8 でも CP932 でもありません。どちらかで保存し直してください。 / shipments.csv is neither UTF-8 nor CP932: save it in one of them.',
    );
  }
  // Orders that cannot be read are imported all the same: it is the server that says what is wrong.
  const ordersText = decodeText(files.orders) ?? '';
  const { header, rows } = shipmentsIn(shipmentsText);
  const firstShipDay = earliest(rows.map((row) => row.shippedOn)) ?? dayAfterLastOrder(ordersText);
  if (firstShipDay === undefined) {
    throw new DataSetError(
      '出荷日も注文日も読み取れません。見出しと日付(2026-10-01)をご確認ください。 / Neither a 出荷日 nor a 注文日 can be read: check the header and the dates (2026-10-01).',
    );
  }
  return {
    name: files.name,
    ordersFile: files.orders,
    orders: ordersIn(ordersText),
    shipmentsHeader: header,
    shipments: rows,
    firstShipDay,
    expected: files.expected === undefined ? null : readExpected(files.expected),
  };
}

function shipmentsIn(text: string): { header: string; rows: ShipmentRow[] } {
  const [header, ...records] = recordsOf(text);
  const read = fieldReader(header?.fields ?? []);
  const rows = records.map(({ line, text: rowText, fields, isBroken }) => ({
    row: line,
    shopOrderId: read(fields, '店舗注文番号'),
    shippedOn: isBroken ? null : readDay(read(fields, '出荷日')),
    text: rowText,
  }));
  return { header: header?.text ?? '', rows };
}

/** The rows of one order stand together; the same number further down is a second order. */
function ordersIn(text: string): OrderInFile[] {
  const [header, ...records] = recordsOf(text);
  const read = fieldReader(header?.fields ?? []);
  const orders: OrderInFile[] = [];
  for (const { line, fields } of records) {
    const shopOrderId = read(fields, '店舗注文番号');
    if (orders.at(-1)?.shopOrderId === shopOrderId) continue;
    orders.push({ row: line, shopOrderId, kana: read(fields, '氏名カナ') });
  }
  return orders;
}

function dayAfterLastOrder(ordersText: string): LocalDate | undefined {
  const [header, ...records] = recordsOf(ordersText);
  const read = fieldReader(header?.fields ?? []);
  const last = records
    .map(({ fields }) => readDay(read(fields, '注文日')))
    .filter((day) => day !== null)
    .toSorted()
    .at(-1);
  return last === undefined ? undefined : addDays(last, 1);
}

/** Spreadsheets like to turn 2026-10-01 into 2026/10/1. */
function readDay(text: string): LocalDate | null {
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (parts === null) return null;
  const [, year = '', month = '', day = ''] = parts;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(written) ? written : null;
}

function earliest(days: readonly (LocalDate | null)[]): LocalDate | undefined {
  return days.filter((day) => day !== null).toSorted()[0];
}

function readExpected(text: string): Expectation[] {
  const checked = z.safeParse(Expectations, parseJson(text));
  if (checked.success) return checked.data;
  const place = Number(checked.error.issues[0]?.path[0]);
  const [ja, en] = Number.isInteger(place) ? [` の${place + 1}件目`, ` in entry ${place + 1}`] : [' ', ': it is not a list'];
  throw new DataSetError(
    `expected.json${ja}の形が正しくありません。書き方は examples/data/orders-300/README.md をご覧ください。 / expected.json is not in the right form${en}. examples/data/orders-300/README.md tells what to write.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new DataSetError(`expected.json を JSON として読み取れません。 / expected.json is not JSON: ${reason}`);
  }
}
