import type { Import, ImportKind, ImportResult } from '@atobarai/sdk/contract';
import type { Mode } from '../../core/database.ts';
import type { Instant } from '../../core/time.ts';

export type { ImportKind, ImportResult };

/** A column of a file: its heading, and where its value stands in the contract. */
export type Column = {
  readonly heading: string;
  /** `buyer.phone`; in `items` the part after the line's index. */
  readonly path: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'day' | 'moment';
  /** A line of the order: each row of the file has its own. Everything else is said once per order. */
  readonly ofItem?: true;
  /** May be left out of the file. Every other heading must be there, though its cells may be empty: a
   * heading with a slip in it would be ignored, and with it an address to deliver to. */
  readonly optional?: true;
};

const text = (heading: string, path: string): Column => ({ heading, path, kind: 'text' });

/** 注文: one row per item; the rows of one order stand together. */
export const orderColumns: readonly Column[] = [
  text('店舗注文番号', 'shopOrderId'),
  { heading: '注文日', path: 'orderDate', kind: 'day' },
  text('注文経路', 'channel'),
  text('購入者区分', 'buyer.kind'),
  text('氏名', 'buyer.name'),
  text('氏名カナ', 'buyer.nameKana'),
  text('会社名', 'buyer.company'),
  text('部署名', 'buyer.department'),
  text('郵便番号', 'buyer.postalCode'),
  text('都道府県', 'buyer.address.prefecture'),
  text('市区町村', 'buyer.address.city'),
  text('町名番地', 'buyer.address.line1'),
  text('建物名', 'buyer.address.line2'),
  text('電話番号', 'buyer.phone'),
  text('メールアドレス', 'buyer.email'),
  text('配送先氏名', 'shipTo.name'),
  text('配送先郵便番号', 'shipTo.postalCode'),
  text('配送先都道府県', 'shipTo.address.prefecture'),
  text('配送先市区町村', 'shipTo.address.city'),
  text('配送先町名番地', 'shipTo.address.line1'),
  text('配送先建物名', 'shipTo.address.line2'),
  text('配送先電話番号', 'shipTo.phone'),
  text('配送先国', 'shipTo.country'),
  { heading: '請求金額', path: 'billedAmount', kind: 'number' },
  text('請求書区分', 'invoice.delivery'),
  { heading: '同意日時', path: 'consent.acceptedAt', kind: 'moment' },
  { heading: '明細種別', path: 'kind', kind: 'text', ofItem: true },
  { heading: '商品名', path: 'name', kind: 'text', ofItem: true },
  { heading: '単価', path: 'unitPrice', kind: 'number', ofItem: true },
  { heading: '数量', path: 'quantity', kind: 'number', ofItem: true },
  { heading: '税率', path: 'taxRate', kind: 'number', ofItem: true },
  // What an order registered by API may have besides, so that an exported file says all of it.
  { heading: '税込区分', path: 'taxIncluded', kind: 'boolean', ofItem: true, optional: true },
  { heading: '商品カテゴリコード', path: 'category', kind: 'text', ofItem: true, optional: true },
  { heading: '出荷予定日', path: 'plannedShipDate', kind: 'day', optional: true },
  { heading: '支払期限日数', path: 'invoice.dueDays', kind: 'number', optional: true },
  { heading: '同意方法', path: 'consent.method', kind: 'text', optional: true },
  { heading: '規約バージョン', path: 'consent.termsVersion', kind: 'text', optional: true },
  { heading: '法人番号', path: 'buyer.corporateNumber', kind: 'text', optional: true },
  { heading: '配送先氏名カナ', path: 'shipTo.nameKana', kind: 'text', optional: true },
  { heading: '配送先会社名', path: 'shipTo.company', kind: 'text', optional: true },
  { heading: '配送先部署名', path: 'shipTo.department', kind: 'text', optional: true },
];

/** 商品出荷登録: one row per parcel. */
export const shipmentColumns: readonly Column[] = [
  text('店舗注文番号', 'shopOrderId'),
  text('運送会社', 'carrier'),
  text('サービス', 'serviceLevel'),
  text('送り状番号', 'slipNo'),
  { heading: '出荷日', path: 'shippedAt', kind: 'day' },
];

export const columnsOf: Readonly<Record<ImportKind, readonly Column[]>> = { orders: orderColumns, shipments: shipmentColumns };

/** What the two sides of 税込区分 are called. */
export const taxIncludedWords = { included: '税込', excluded: '税抜' } as const;

// A spreadsheet runs a cell that begins like a formula, so an export puts ' before it. An apostrophe
// that already stands before such a beginning gets one more, and an import takes one away again.
const formulaBeginning = /^'*[=+\-@\t\r＝＋－＠]/;

/** A cell as it is written into a file that people open in spreadsheets. */
export function guardCell(value: string): string {
  return formulaBeginning.test(value) ? `'${value}` : value;
}

/** What was meant by a guarded cell. */
export function unguardCell(value: string): string {
  return value.startsWith("'") && formulaBeginning.test(value.slice(1)) ? value.slice(1) : value;
}

/** One order or one shipment of a file, in the shape of the contract, and the lines it came from. */
export type Group = {
  /** Of each row, the line of the file it begins on; the header is 1. An item's row has the item's index. */
  readonly rows: readonly number[];
  readonly wire: Readonly<Record<string, unknown>>;
  /** A row that could not be read, or that contradicts the first one: the group cannot be taken. */
  readonly fault?: { readonly row: number; readonly heading?: string };
};

/** `uploading` ends with the upload's answer; `applying` follows when every row was found good (mode `all`). */
export type StoredStatus = Import['status'] | 'uploading' | 'applying';

export type ImportRow = {
  readonly merchant_id: string;
  readonly id: string;
  readonly kind: ImportKind;
  readonly import_mode: 'partial' | 'all';
  readonly dry_run: boolean;
  readonly status: StoredStatus;
  readonly sequence: number;
  readonly rows_total: number;
  readonly groups_total: number;
  readonly groups_done: number;
  readonly accepted: number;
  readonly refused: number;
  readonly created_at: Instant;
  readonly finished_at: Instant | null;
};

/** What a job is told: which import to work on. */
export type ImportJob = { readonly mode: Mode; readonly merchantId: string; readonly importId: string };
