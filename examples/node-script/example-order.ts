import type { RegisterOrder } from '@atobarai/sdk';

/** An order that the sandbox always approves, by the buyer's e-mail. Nobody lives there. */
export function exampleOrder({ shopOrderId, orderDate }: Pick<RegisterOrder, 'shopOrderId' | 'orderDate'>): RegisterOrder {
  return {
    shopOrderId,
    orderDate,
    channel: 'ec',
    billedAmount: 5_500,
    items: [
      { name: '電気ケトル 0.8L', quantity: 1, unitPrice: 5_000, taxRate: 10 },
      { name: '送料', quantity: 1, unitPrice: 500, kind: 'shipping', taxRate: 10 },
    ],
    buyer: {
      kind: 'consumer',
      name: '見本 花子',
      nameKana: 'ミホン ハナコ',
      postalCode: '100-0001',
      address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1' },
      phone: '03-1234-5678',
      email: 'approve@example.jp',
    },
    consent: { termsVersion: '2026-04', acceptedAt: `${orderDate}T00:00:00+09:00`, method: 'web' },
  };
}
