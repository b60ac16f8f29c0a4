/** What the sample shop sells its orders as; the bench has no others. */
const channel = 'ec';

const towns = [
  ['460-8513', '愛知県', '名古屋市中区', '三の丸'],
  ['190-8540', '東京都', '立川市', '曙町'],
  ['192-0032', '東京都', '八王子市', '石川町'],
  ['600-8038', '京都府', '京都市下京区', '足袋屋町'],
  ['670-0047', '兵庫県', '姫路市', '花影町'],
  ['411-0858', '静岡県', '三島市', '中央町'],
  ['950-0026', '新潟県', '新潟市東区', '小金町'],
  ['543-8585', '大阪府', '大阪市天王寺区', '上本町'],
  ['520-8588', '滋賀県', '大津市', '浜大津'],
  ['413-0011', '静岡県', '熱海市', '田原本町'],
  ['770-8052', '徳島県', '徳島市', '沖浜'],
] as const;

const people = [
  ['佐藤 美咲', 'サトウ ミサキ'],
  ['鈴木 健一', 'スズキ ケンイチ'],
  ['髙橋 由美子', 'タカハシ ユミコ'],
  ['田中 翔太', 'タナカ ショウタ'],
  ['渡邊 千代', 'ワタナベ チヨ'],
  ['小林 直樹', 'コバヤシ ナオキ'],
  ['山﨑 陽菜', 'ヤマザキ ヒナ'],
] as const;

const goods = [
  ['絵本「もりのおと」', 1_540, 10],
  ['有機玄米 5kg', 4_320, 8],
  ['ステンレス水筒 500ml', 2_970, 10],
  ['麻のエプロン(生成り)', 5_280, 10],
  ['深蒸し煎茶 100g×3袋', 3_240, 8],
] as const;

const postage = 660;
const firstNumber = 10_000_000;

/** Eight digits that do not begin with 0, as the rest of a mobile number must. */
function numberOf(n: number): string {
  return String(firstNumber + n);
}

export type OrderLine = {
  readonly name: string;
  readonly unitPrice: number;
  readonly quantity: number;
  readonly taxRate: number;
  readonly kind: string;
};

/** The n-th order: its number makes the buyer, the phone and the door its own, so that every order is approved. */
export function orderFacts(n: number) {
  const number = numberOf(n);
  const [postalCode, prefecture, city, town] = pick(towns, n);
  const [name, nameKana] = pick(people, n);
  const [first, second] = [pick(goods, n), pick(goods, n + 2)];
  const items: OrderLine[] = [
    { name: first[0], unitPrice: first[1], quantity: 1, taxRate: first[2], kind: 'goods' },
    { name: second[0], unitPrice: second[1], quantity: 2, taxRate: second[2], kind: 'goods' },
    { name: '送料', unitPrice: postage, quantity: 1, taxRate: 10, kind: 'shipping' },
  ];
  return {
    shopOrderId: `BENCH-${number}`,
    name,
    nameKana,
    postalCode,
    prefecture,
    city,
    line1: `${town}3-13-${number}`,
    line2: 'コーポ青葉504',
    phone: `090${number}`,
    email: `buyer${number}@example.jp`,
    items,
    billedAmount: items.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
  };
}

/** The body of a registration: Japanese, about 0.9 kB. */
export function orderBody(n: number, orderDate: string) {
  const { shopOrderId, name, nameKana, postalCode, prefecture, city, line1, line2, phone, email, items, billedAmount } = orderFacts(n);
  return {
    shopOrderId,
    orderDate,
    channel,
    billedAmount,
    items,
    buyer: { kind: 'consumer', name, nameKana, postalCode, address: { prefecture, city, line1, line2 }, phone, email },
    invoice: { delivery: 'separate' },
    consent: { termsVersion: 'sample-2026-04', acceptedAt: `${orderDate}T00:00:00+09:00`, method: 'web' },
    client: { ip: '203.0.113.24', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)', acceptLanguage: 'ja-JP' },
  };
}

/**
 * Bodies as text, made once for each mixture and cut where the order's number stands: the load must
 * cost next to nothing, because it shares the machine with what is measured.
 */
export function orderTexts(orderDate: string): (n: number) => string {
  const mixtures = towns.length * people.length * goods.length;
  const parts = Array.from({ length: mixtures }, (_, n) => JSON.stringify(orderBody(n, orderDate)).split(numberOf(n)));
  return (n) => (parts[n % mixtures] ?? []).join(numberOf(n));
}

export function todayInJapan(): string {
  return new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
}

function pick<Element>(list: readonly Element[], n: number): Element {
  const found = list[n % list.length];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
}
