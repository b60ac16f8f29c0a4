import { describe, expect, it } from 'vitest';
import { orderBody, orderFacts, sampleDestination } from '../../../../../tests/support/order-input.ts';
import { checkOrder } from './check-order.ts';
import type { CheckedOrder } from './model.ts';

function checked(body: object): CheckedOrder {
  const check = checkOrder(body, orderFacts());
  if (!check.ok) throw new Error(JSON.stringify(check.refusals));
  return check.order;
}

const untidy = {
  ...orderBody(),
  shopOrderId: ' S1-00001 ',
  currency: 'JPY',
  plannedShipDate: '2026-11-25',
  buyer: {
    kind: 'consumer',
    name: '　山田　　太郎 ',
    nameKana: 'ﾔﾏﾀﾞ ﾀﾛｳ',
    company: '',
    department: '総務部',
    postalCode: '〒１００ー０００５',
    address: { prefecture: ' 東京都', city: '千代田区', line1: '丸の内１丁目２番３号', line2: 'か\u3099ーでん8' },
    phone: '０９０（１２３４）５６７８',
    email: 'Taro@EXAMPLE.jp',
    birthDate: '1990-01-01',
    member: { id: 'M1', orderCount: 5 },
  },
  shipTo: [{ ...sampleDestination, country: 'JP' }],
  client: { ip: '203.0.113.5' },
  metadata: { campaign: 'autumn', empty: '' },
  platform: { name: 'shopify', orderId: '5501' },
  customerId: 'cus_1',
};

describe('an order as it is stored', () => {
  const order = checked(untidy);

  it('holds every field folded', () => {
    expect(order).toMatchObject({
      shopOrderId: 'S1-00001',
      orderDate: '2026-11-19',
      channel: 'ec',
      buyerKind: 'consumer',
      phoneKind: 'mobile',
      customerId: 'cus_1',
    });
    expect(order.personal.buyer).toEqual({
      name: '山田 太郎',
      nameKana: 'ヤマダ タロウ',
      department: '総務部',
      postalCode: '1000005',
      address: { prefecture: '東京都', city: '千代田区', line1: '丸の内１丁目２番３号', line2: 'がーでん8' },
      phone: '+819012345678',
      email: 'Taro@example.jp',
      birthDate: '1990-01-01',
      member: { id: 'M1', orderCount: 5 },
    });
  });

  it('keeps who is involved apart from what was bought, so that it can be sealed', () => {
    expect(order.personal.shipTo).toEqual([{ ...sampleDestination, postalCode: '4608513', phone: '+81521234567' }]);
    expect(order.personal.client).toEqual({ ip: '203.0.113.5' });
    const stored = JSON.stringify(order.content);
    for (const personal of ['山田', 'ヤマダ', '1234', '丸の内', 'example', '佐藤', '三の丸', '203.0.113'])
      expect(stored).not.toContain(personal);
  });

  it('holds the rest of it with what it comes to', () => {
    expect(order.content).toEqual({
      netAmount: 4_500,
      items: [
        { kind: 'goods', name: '今治タオル', quantity: 1, unitPrice: 3_300, taxRate: 10, taxIncluded: true },
        { kind: 'goods', name: '有機緑茶 100g', quantity: 1, unitPrice: 1_080, taxRate: 8, taxIncluded: true, category: 'food' },
        { kind: 'shipping', name: '送料', quantity: 1, unitPrice: 550, taxRate: 10, taxIncluded: true },
      ],
      taxSummary: [
        { rate: 10, amount: 3_850, tax: 350 },
        { rate: 8, amount: 1_080, tax: 80 },
      ],
      invoice: { delivery: 'separate', dueDays: 14 },
      shipToCount: 1,
      consent: { termsVersion: '2026-04', acceptedAt: '2026-11-19T10:00:00+09:00', method: 'web' },
      plannedShipDate: '2026-11-25',
      metadata: { campaign: 'autumn' },
      platform: { name: 'shopify', orderId: '5501' },
    });
    expect([order.billedAmount, order.netAmount]).toEqual([4_930, 4_500]);
  });

  it('does not change what was sent', () => {
    const sent = structuredClone(untidy);
    checked(sent);
    expect(sent).toEqual(untidy);
  });

  it('AD-17, WX-07: measures the order without tax, floored once per rate', () => {
    const of = (...items: object[]) => items.map((item) => ({ name: '品', quantity: 1, ...item }));
    const net = (billedAmount: number, items: object[]) => checked({ ...orderBody(), billedAmount, items }).netAmount;
    expect(net(55_000, of({ unitPrice: 55_000, taxRate: 10 }))).toBe(50_000);
    expect(net(55_001, of({ unitPrice: 55_001, taxRate: 10 }))).toBe(50_001);
    expect(net(54_000, of({ unitPrice: 54_000, taxRate: 8 }))).toBe(50_000);
    expect(net(54_500, of({ unitPrice: 27_500, taxRate: 10 }, { unitPrice: 27_000, taxRate: 8 }))).toBe(50_000);
    expect(net(55_000, of({ unitPrice: 50_000, taxRate: 10, taxIncluded: false }))).toBe(50_000);
  });

  it('takes a discount off as the tax rules want it (EC-CUBE: 2,969 + 1,079 = 4,048)', () => {
    const items = [
      { name: '雑貨', quantity: 1, unitPrice: 2_970, taxRate: 10 },
      { name: '食品', quantity: 1, unitPrice: 1_080, taxRate: 8 },
      { name: 'ポイント', quantity: 1, unitPrice: -2, taxRate: 10, kind: 'discount' },
    ];
    const taxSummary = [
      { rate: 10, amount: 2_969, tax: 269 },
      { rate: 8, amount: 1_079, tax: 79 },
    ];
    expect(checked({ ...orderBody(), billedAmount: 4_048, items, taxSummary }).content.taxSummary).toEqual(taxSummary);
  });

  it('gives the same text for the same goods in another order of lines, and another for other goods', () => {
    const { items } = orderBody();
    const text = checked(orderBody()).itemsText;
    expect(checked({ ...orderBody(), items: items.toReversed() }).itemsText).toBe(text);
    expect(checked({ ...orderBody(), items: items.map((item) => ({ ...item, name: `${item.name}2` })) }).itemsText).not.toBe(text);
  });

  it('names the person by company only when a company buys', () => {
    const { buyer } = orderBody();
    const office = { ...buyer, company: '株式会社あおば' };
    expect(checked({ ...orderBody(), buyer: office }).person).not.toHaveProperty('company');
    expect(checked({ ...orderBody(), buyer: { ...office, kind: 'company' } }).person).toMatchObject({
      company: '株式会社あおば',
      phone: '+819012345678',
    });
  });
});
