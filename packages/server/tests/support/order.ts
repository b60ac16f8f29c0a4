import type { RegisterOrder } from '@atobarai/sdk/contract';

let count = 0;

/** A sound order of a person of one's own, unless a test says otherwise. */
export function orderBody(patch: Partial<RegisterOrder> = {}): RegisterOrder {
  count += 1;
  const number = String(count).padStart(4, '0');
  return {
    shopOrderId: `T-${number}`,
    orderDate: '2026-10-01',
    channel: 'ec',
    billedAmount: 11_000,
    items: [
      { kind: 'goods', name: '今治タオル', quantity: 2, unitPrice: 5_000, taxRate: 10 },
      { kind: 'shipping', name: '送料', quantity: 1, unitPrice: 1_000, taxRate: 10 },
    ],
    buyer: buyer(number),
    consent: { termsVersion: 'sample-2026-04', acceptedAt: '2026-10-01T00:00:00+09:00', method: 'web' },
    ...patch,
  };
}

/** One person per four digits: name, phone and house number are made of them. */
export function buyer(number: string): RegisterOrder['buyer'] {
  return {
    kind: 'consumer',
    name: `山田 ${kanji(number)}`,
    nameKana: `ヤマダ ${kana(number)}`,
    postalCode: '100-0005',
    address: { prefecture: '東京都', city: '千代田区', line1: `丸の内${Number(number)}-${Number(number) + 1}` },
    phone: `0901234${number}`,
    email: `buyer${number}@example.jp`,
  };
}

function kana(number: string): string {
  return [...number].map((digit) => 'アイウエオカキクケコ'[Number(digit)]).join('');
}

function kanji(number: string): string {
  return [...number].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');
}
