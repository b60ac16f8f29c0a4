import iconv from 'iconv-lite';
import { orderFacts, todayInJapan } from './orders-data.ts';

const header = [
  '店舗注文番号',
  '注文日',
  '注文経路',
  '購入者区分',
  '氏名',
  '氏名カナ',
  '会社名',
  '部署名',
  '郵便番号',
  '都道府県',
  '市区町村',
  '町名番地',
  '建物名',
  '電話番号',
  'メールアドレス',
  '配送先氏名',
  '配送先郵便番号',
  '配送先都道府県',
  '配送先市区町村',
  '配送先町名番地',
  '配送先建物名',
  '配送先電話番号',
  '配送先国',
  '請求金額',
  '請求書区分',
  '同意日時',
  '明細種別',
  '商品名',
  '単価',
  '数量',
  '税率',
];

/** Everything goes to the buyer's own door. */
const noDestination = ['', '', '', '', '', '', '', ''];

const ordersPerPiece = 500;

/** A file of orders in CP932, made as it is sent: a row for each item, every third order with a second one. */
export function ordersFile(orders: number): ReadableStream<Uint8Array> {
  const today = todayInJapan();
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const rows = next === 0 ? [line(header)] : [];
      for (const end = Math.min(orders, next + ordersPerPiece); next < end; next += 1) rows.push(...rowsOf(next, today));
      controller.enqueue(new Uint8Array(iconv.encode(rows.join(''), 'cp932')));
      if (next >= orders) controller.close();
    },
  });
}

function rowsOf(n: number, today: string): string[] {
  const { shopOrderId, name, nameKana, postalCode, prefecture, city, line1, line2, phone, email, items } = orderFacts(n);
  const own = items.slice(0, n % 3 === 0 ? 2 : 1);
  const billedAmount = own.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
  const buyer = ['consumer', name, nameKana, '', '', postalCode, prefecture, city, line1, line2, phone, email];
  const order = [shopOrderId, today, 'ec', ...buyer, ...noDestination, billedAmount, 'separate', `${today}T00:00:00+09:00`];
  return own.map((item) => line([...order, item.kind, item.name, item.unitPrice, item.quantity, item.taxRate]));
}

function line(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`;
}
