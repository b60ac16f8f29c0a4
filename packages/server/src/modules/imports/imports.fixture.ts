import { orderColumns, shipmentColumns } from './model.ts';

// Files for tests.

export const headings = orderColumns.filter((column) => !column.optional).map((column) => column.heading);

/** A row of a file nothing is wrong with: each number its own person. */
export function orderRow(number: number, change: Record<string, string> = {}): string {
  const values: Record<string, string> = {
    店舗注文番号: `S-${number}`,
    注文日: '2026-10-08',
    注文経路: 'ec',
    購入者区分: 'consumer',
    氏名: '山田 太郎',
    氏名カナ: `ヤマダ ${[...String(number)].map((digit) => 'アイウエオカキクケコ'[Number(digit)]).join('')}`,
    郵便番号: '100-0005',
    都道府県: '東京都',
    市区町村: '千代田区',
    町名番地: `丸の内${number}-1`,
    電話番号: `090${String(12_340_000 + number)}`,
    メールアドレス: `buyer${number}@example.jp`,
    請求金額: '3300',
    請求書区分: 'separate',
    同意日時: '2026-10-08T10:00:00+09:00',
    明細種別: 'goods',
    商品名: '今治タオル',
    単価: '3300',
    数量: '1',
    税率: '10',
    ...change,
  };
  return headings.map((heading) => `"${values[heading] ?? ''}"`).join(',');
}

export const orders = (...rows: string[]) => [headings.join(','), ...rows].join('\r\n');
export const shipments = (...rows: string[]) => [shipmentColumns.map((column) => column.heading).join(','), ...rows].join('\r\n');
export const slips = ['970897044176', '506580250433', '747234274776', '142974980223'];
