/** The columns of orders that a file must have, with what a good row says. */
const goodRow = {
  店舗注文番号: 'C-1',
  注文日: '2026-10-08',
  注文経路: 'catalog',
  購入者区分: 'consumer',
  氏名: '髙橋 翔',
  氏名カナ: 'タカハシ ショウ',
  会社名: '',
  部署名: '',
  郵便番号: '460-8513',
  都道府県: '愛知県',
  市区町村: '名古屋市中区',
  町名番地: '三の丸8-28-9',
  建物名: '',
  電話番号: '03-5604-5637',
  メールアドレス: 'approve@example.jp',
  配送先氏名: '',
  配送先郵便番号: '',
  配送先都道府県: '',
  配送先市区町村: '',
  配送先町名番地: '',
  配送先建物名: '',
  配送先電話番号: '',
  配送先国: '',
  請求金額: '3300',
  請求書区分: 'separate',
  同意日時: '2026-10-08T10:00:00+09:00',
  明細種別: 'goods',
  商品名: '①番の皿',
  単価: '3300',
  数量: '1',
  税率: '10',
};

type Row = Partial<Record<keyof typeof goodRow, string>>;

/** A file of orders; each row says only what is its own. */
export function orderRows(...rows: readonly Row[]): string {
  const lines = [Object.keys(goodRow), ...rows.map((row) => Object.values({ ...goodRow, ...row }))];
  return lines.map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`).join('');
}
