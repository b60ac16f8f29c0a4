import { localDate } from '../../src/core/time.ts';
import type { PostalTown } from '../../src/modules/buyers/model.ts';
import type { OrderFacts, RegistrationTerms } from '../../src/modules/orders/decide/rules/index.ts';

const towns: Readonly<Record<string, PostalTown>> = {
  '1000005': { prefecture: '東京都', city: '千代田区', town: '丸の内' },
  '4608513': { prefecture: '愛知県', city: '名古屋市中区', town: '三の丸' },
  '4980000': { prefecture: '愛知県', city: '弥富市', town: '', otherPrefectures: ['三重県'] },
};

export const sampleTerms: RegistrationTerms = {
  mode: 'test',
  channels: ['ec', 'catalog', 'phone', 'subscription'],
  bundledInvoices: true,
  prohibitedCategories: ['alcohol', 'gift_certificate'],
  invoiceDueDays: 14,
  dueDayBounds: { least: 1, most: 60 },
};

/** What the rules know besides the order: a small postal table, a shop with four channels, 20 November 2026. */
export function orderFacts(change: { merchant?: Partial<RegistrationTerms>; kanaRequired?: boolean; today?: string } = {}): OrderFacts {
  return {
    today: localDate(change.today ?? '2026-11-20'),
    merchant: { ...sampleTerms, ...change.merchant },
    postal: (code) => towns[code] ?? null,
    ...(change.kanaRequired === undefined ? {} : { kanaRequired: change.kanaRequired }),
  };
}

/** A destination nothing is wrong with. */
export const sampleDestination = {
  name: '佐藤 花子',
  postalCode: '460-8513',
  address: { prefecture: '愛知県', city: '名古屋市中区', line1: '三の丸8-28-9' },
  phone: '052-123-4567',
} as const;

/** A body nothing is wrong with: 3,300 yen of goods at 10 %, 1,080 at 8 %, 550 for shipping. */
export function orderBody() {
  return {
    shopOrderId: 'S1-00001',
    orderDate: '2026-11-19',
    channel: 'ec',
    billedAmount: 4_930,
    items: [
      { kind: 'goods', name: '今治タオル', quantity: 1, unitPrice: 3_300, taxRate: 10 },
      { kind: 'goods', name: '有機緑茶 100g', quantity: 1, unitPrice: 1_080, taxRate: 8, category: 'food' },
      { kind: 'shipping', name: '送料', quantity: 1, unitPrice: 550, taxRate: 10 },
    ],
    buyer: {
      kind: 'consumer',
      name: '山田 太郎',
      nameKana: 'ヤマダ タロウ',
      postalCode: '100-0005',
      address: { prefecture: '東京都', city: '千代田区', line1: '丸の内1-2-3', line2: 'メゾン桜806' },
      phone: '090-1234-5678',
      email: 'taro@example.jp',
    },
    consent: { termsVersion: '2026-04', acceptedAt: '2026-11-19T10:00:00+09:00', method: 'web' },
  };
}

/** A copy of a body with one value, named by its path, put in or (undefined) taken out. */
export function withValue(body: object, path: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(body) as Record<string, unknown>;
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() ?? '';
  let holder = copy;
  for (const key of keys) {
    holder[key] ??= {};
    holder = holder[key] as Record<string, unknown>;
  }
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}
