import { exampleId } from './example-id.ts';

const csv = (...rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')}\r\n`;

const orderColumns = {
  店舗注文番号: 'A-1001',
  注文日: '2026-10-01',
  注文経路: 'ec',
  購入者区分: 'consumer',
  氏名: '見本 花子',
  氏名カナ: 'ミホン ハナコ',
  会社名: '',
  部署名: '',
  郵便番号: '100-0001',
  都道府県: '東京都',
  市区町村: '千代田区',
  町名番地: '千代田1-1',
  建物名: '',
  電話番号: '03-1234-5678',
  メールアドレス: 'approve@example.jp',
  配送先氏名: '',
  配送先郵便番号: '',
  配送先都道府県: '',
  配送先市区町村: '',
  配送先町名番地: '',
  配送先建物名: '',
  配送先電話番号: '',
  配送先国: '',
  請求金額: '5500',
  請求書区分: 'separate',
  同意日時: '2026-10-01T11:59:00+09:00',
  明細種別: 'goods',
  商品名: '電気ケトル',
  単価: '5500',
  数量: '1',
  税率: '10',
  税込区分: '税込',
  商品カテゴリコード: '',
  出荷予定日: '',
  支払期限日数: '14',
  同意方法: 'web',
  規約バージョン: '2026-04',
  法人番号: '',
  配送先氏名カナ: '',
  配送先会社名: '',
  配送先部署名: '',
  注文ID: exampleId('ord'),
  状態: 'invoiced',
  状態名: '請求書発行済み',
  与信状態: 'approved',
  与信理由: '',
  出荷状態: 'shipped',
  請求状態: 'issued',
  立替状態: 'not_due',
  承認金額: '5500',
  返品金額: '0',
  購入者負担手数料: '0',
  登録日時: '2026-10-01T12:00:00+09:00',
  出荷期限: '',
};

const shipmentColumns = {
  店舗注文番号: 'A-1001',
  運送会社: 'yamato',
  サービス: 'parcel',
  送り状番号: '512547510020',
  出荷日: '2026-10-01',
  出荷ID: exampleId('shp'),
  注文ID: exampleId('ord'),
  状態: 'slip_registered',
  状態名: '送り状登録済み',
  出荷金額: '5500',
  登録日時: '2026-10-01T12:00:00+09:00',
  着荷日: '',
  変更後の出荷ID: '',
  注意: '',
};

const statementLines = [
  '明細区分,区分コード,計上日,金額,店舗注文番号,注文ID,発生元',
  `立替金,advance,2026-10-02,5500,A-1001,${exampleId('ord')},${exampleId('shp')}`,
];

const oneRow = (columns: Readonly<Record<string, string>>): string => csv(Object.keys(columns), Object.values(columns));

/** Files in examples, by the operation's id: UTF-8 with a byte-order mark, as the server writes them. */
export const exampleFiles: Readonly<Record<string, string>> = {
  'exports.orders': oneRow(orderColumns),
  'exports.shipments': oneRow(shipmentColumns),
  'payouts.statementCsv': `\uFEFF${statementLines.join('\r\n')}\r\n`,
};
