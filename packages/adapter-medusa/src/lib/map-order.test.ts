import { RegisterOrder } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { address, options, orderOf, session, tea } from '../../fixtures/order';
import { mapCheckout, mapOrder } from './map-order';
import type { AtobaraiOptions } from './options';
import type { OrderRecord, PaymentSessionRecord } from './order-record';
import { prefectures } from './prefectures';

type Change = { order?: Partial<OrderRecord>; session?: Partial<PaymentSessionRecord>; options?: Partial<AtobaraiOptions> };

function map(change: Change = {}) {
  return mapOrder({
    order: orderOf(change.order),
    session: { ...session, ...change.session },
    shopOrderId: session.id,
    options: { ...options, ...change.options },
  });
}

function requestOf(change: Change = {}): RegisterOrder {
  const mapped = map(change);
  if (!mapped.ok) throw new Error(mapped.problems.map(({ messageEn }) => messageEn).join());
  return mapped.request;
}

function problemsOf(change: Change): string[] {
  const mapped = map(change);
  return mapped.ok ? [] : mapped.problems.map(({ code, field }) => `${code} ${field ?? ''}`);
}

describe('an order of Medusa', () => {
  it('becomes an order that the contract accepts, with all that the service asks for (4.7)', () => {
    const request = requestOf();
    expect(RegisterOrder.safeParse(request).success).toBe(true);
    expect(request).toEqual({
      shopOrderId: session.id,
      orderDate: '2026-11-21',
      channel: 'ec',
      currency: 'JPY',
      billedAmount: 2710,
      items: [
        { kind: 'goods', name: '緑茶 / 100g', quantity: 2, unitPrice: 1080, taxRate: 8, taxIncluded: true },
        { kind: 'shipping', name: 'ヤマト運輸', quantity: 1, unitPrice: 550, taxRate: 10, taxIncluded: true },
      ],
      taxSummary: [
        { rate: 10, amount: 550, tax: 50 },
        { rate: 8, amount: 2160, tax: 160 },
      ],
      buyer: {
        kind: 'consumer',
        name: '山田 花子',
        postalCode: '100-0001',
        address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1', line2: '皇居ビル5階' },
        phone: '03-1234-5678',
        email: 'approve@example.jp',
      },
      consent: { termsVersion: '2026-01', acceptedAt: '2026-11-20T15:31:00.000Z', method: 'web' },
      platform: { name: 'medusa', orderId: 'order_01KADXAMPLE', orderNumber: '12' },
    });
  });

  it('says the same on a retry, though Medusa burns a new order number and another day has begun', () => {
    const { platform: first, ...one } = requestOf();
    const { platform: second, ...other } = requestOf({ order: { id: 'order_02', display_id: 13, created_at: '2026-11-22T00:00:00Z' } });
    expect(other).toEqual(one);
    expect([first?.orderNumber, second?.orderNumber]).toEqual(['12', '13']);
  });

  it('is dated in Japan', () => {
    expect(requestOf({ session: { created_at: '2026-11-20T14:59:59Z' } }).orderDate).toBe('2026-11-20');
    expect(requestOf({ session: { created_at: new Date('2026-11-20T15:00:00Z') } }).orderDate).toBe('2026-11-21');
  });

  it('carries what the widget has to authorize for the cart, to the yen', () => {
    const checkout = mapCheckout(orderOf(), options);
    const { items, buyer, billedAmount } = requestOf();
    expect(checkout).toEqual({ ok: true, checkout: { amount: billedAmount, items, buyer } });
  });

  it('asks for an invoice in the parcel only where the parcel goes to the buyer (SF-19)', () => {
    const bundled = { invoice: 'bundled' } as const;
    expect(requestOf({ options: bundled }).invoice).toEqual({ delivery: 'bundled' });
    const elsewhere = { shipping_address: { ...address, first_name: '太郎', address_1: '丸の内2-2' } };
    expect(requestOf({ options: bundled, order: elsewhere }).invoice).toBeUndefined();
  });
});

describe('consent', () => {
  const none = { data: {} };

  it('comes from the widget, the cart’s metadata, or a shop whose own page takes it', () => {
    const metadata = { atobarai_consent: { terms_version: 'b', accepted_at: '2026-11-20T15:00:00+09:00' } };
    expect(requestOf({ order: { metadata } }).consent?.termsVersion).toBe('2026-01');
    expect(requestOf({ session: none, order: { metadata } }).consent).toEqual({
      termsVersion: 'b',
      acceptedAt: '2026-11-20T06:00:00.000Z',
      method: 'web',
    });
    expect(requestOf({ session: none, options: { consent: { termsVersion: 'c' } } }).consent).toEqual({
      termsVersion: 'c',
      acceptedAt: '2026-11-20T15:30:00.000Z',
      method: 'web',
    });
  });

  it.each([
    {},
    { consent: null },
    { consent: 'yes' },
    { consent: { terms_version: 'a' } },
    { consent: { terms_version: 'a', accepted_at: 'x' } },
  ])('is not made up from %j', (data) => {
    expect(problemsOf({ session: { data } })).toEqual(['consent_missing consent']);
  });
});

describe('people and addresses', () => {
  const changed = (change: object) => ({ shipping_address: { ...address, ...change }, billing_address: { ...address, ...change } });

  it.each(prefectures)('$code is $name', ({ code, name }) => {
    expect(requestOf({ order: changed({ province: code }) }).buyer.address.prefecture).toBe(name);
  });

  it('find the prefecture in front of the city or the street where a form has no field for it', () => {
    const inCity = requestOf({ order: changed({ province: null, city: '大阪府大阪市北区' }) }).buyer.address;
    expect(inCity).toMatchObject({ prefecture: '大阪府', city: '大阪市北区' });
    const inStreet = requestOf({ order: changed({ province: '', city: '大阪市北区', address_1: '大阪府 梅田1-1' }) }).buyer.address;
    expect(inStreet).toMatchObject({ prefecture: '大阪府', city: '大阪市北区', line1: '梅田1-1' });
    const twice = requestOf({ order: changed({ province: '東京', city: '東京都千代田区' }) }).buyer.address;
    expect(twice).toMatchObject({ prefecture: '東京都', city: '千代田区' });
  });

  it('bill the one and ship to the other', () => {
    const shipping = {
      ...address,
      last_name: '鈴木',
      first_name: '一郎',
      company: '株式会社見本',
      phone: '090-1111-2222',
      address_1: '丸の内2-2',
      address_2: null,
    };
    const { buyer, shipTo } = requestOf({ order: { shipping_address: shipping } });
    expect(buyer.name).toBe('山田 花子');
    expect(shipTo).toEqual([
      {
        name: '鈴木 一郎',
        company: '株式会社見本',
        postalCode: '100-0001',
        address: { prefecture: '東京都', city: '千代田区', line1: '丸の内2-2' },
        phone: '090-1111-2222',
      },
    ]);
  });

  it('are in Japan however the country is written, and where it is not', () => {
    for (const country of ['jp', 'JP', ' Jp ', '', null])
      expect(requestOf({ order: changed({ country_code: country }) }).shipTo).toBeUndefined();
  });

  it('need one address and one phone number, wherever they were asked for', () => {
    expect(requestOf({ order: { billing_address: null } }).shipTo).toBeUndefined();
    expect(requestOf({ order: { billing_address: { ...address, phone: null } } }).buyer.phone).toBe('03-1234-5678');
    expect(requestOf({ order: { ...changed({ phone: '' }), customer: { phone: '090-0000-0000' } } }).buyer.phone).toBe('090-0000-0000');
    expect(requestOf({ order: { email: null, customer: { email: 'me@example.jp' } } }).buyer.email).toBe('me@example.jp');
  });

  it('take kana, department and birthday from the metadata of the address or the cart', () => {
    const metadata = { last_name_kana: 'ヤマダ', first_name_kana: 'ハナコ', department: '総務部', birth_date: '1990-01-02' };
    expect(requestOf({ order: { billing_address: { ...address, metadata } } }).buyer).toMatchObject({
      nameKana: 'ヤマダ ハナコ',
      department: '総務部',
      birthDate: '1990-01-02',
    });
    expect(requestOf({ order: { metadata: { atobarai_name_kana: 'ヤマダハナコ' } } }).buyer.nameKana).toBe('ヤマダハナコ');
  });

  it('are a company only when they say so: a parcel may go to somebody’s office', () => {
    const company = { ...address, company: '株式会社見本' };
    expect(requestOf({ order: { billing_address: company } }).buyer).toMatchObject({ kind: 'consumer', company: '株式会社見本' });
    const metadata = { buyer_kind: 'company', corporate_number: '7000012050002' };
    expect(requestOf({ order: { billing_address: { ...company, metadata } } }).buyer).toMatchObject({
      kind: 'company',
      company: '株式会社見本',
      corporateNumber: '7000012050002',
    });
    expect(requestOf({ order: { metadata: { atobarai_buyer_kind: 'company' } } }).buyer.kind).toBe('consumer');
  });

  it('are known to the shop when they have an account', () => {
    const customer = { id: 'cus_1', has_account: true, created_at: '2025-12-31T15:00:00Z' };
    expect(requestOf({ order: { customer } }).buyer.member).toEqual({ id: 'cus_1', since: '2026-01-01' });
    expect(requestOf({ order: { customer: { ...customer, has_account: false } } }).buyer.member).toBeUndefined();
  });

  it('are cleaned of what no field can hold', () => {
    const buyer = requestOf({
      order: changed({ last_name: ' 山\n田\u0000', address_1: '千代田1-1\r\nビル', company: 'あ'.repeat(50) }),
    }).buyer;
    expect(buyer.name).toBe('山 田 花子');
    expect(buyer.address.line1).toBe('千代田1-1 ビル');
    expect(buyer.company).toHaveLength(35);
  });
});

describe('what keeps an order from being carried over', () => {
  it.each([
    ['no address at all', { shipping_address: null, billing_address: null }, ['address_missing shipping_address']],
    ['no e-mail address', { email: null }, ['field_missing email']],
    ['no phone number', { shipping_address: { ...address, phone: null }, billing_address: null }, ['field_missing shipping_address.phone']],
    ['a prefecture nobody knows', { billing_address: { ...address, province: 'Tokio' } }, ['prefecture_unknown billing_address.province']],
    ['no prefecture', { billing_address: { ...address, province: null } }, ['field_missing billing_address.province']],
    [
      'a parcel to Hawaii (AD-11)',
      { shipping_address: { ...address, country_code: 'us', province: 'US-HI' } },
      ['overseas shipping_address'],
    ],
    ['a payer abroad', { billing_address: { ...address, country_code: 'KR' } }, ['overseas billing_address']],
    ['another currency', { currency_code: 'usd' }, ['currency currency_code']],
  ] as const)('%s', (_, order, expected) => {
    expect(problemsOf({ order })).toEqual(expected);
  });

  it('everything at once, so that the shopper mends it in one go', () => {
    const bare = { country_code: 'jp' };
    expect(
      problemsOf({
        order: { shipping_address: bare, billing_address: null, items: [{ ...tea, tax_lines: [{ rate: 5 }] }] },
        session: { data: {} },
      }),
    ).toEqual([
      'tax_rate ordli_01TEA',
      'field_missing shipping_address.name',
      'field_missing shipping_address.postal_code',
      'field_missing shipping_address.province',
      'field_missing shipping_address.city',
      'field_missing shipping_address.address_1',
      'field_missing shipping_address.phone',
      'consent_missing consent',
    ]);
  });

  it('an amount below or above what the shop offers', () => {
    expect(problemsOf({ options: { minAmount: 2711 } })).toEqual(['amount_under total']);
    expect(problemsOf({ options: { maxAmount: 2709 } })).toEqual(['amount_over total']);
    expect(problemsOf({ options: { minAmount: 2710, maxAmount: 2710 } })).toEqual([]);
  });
});
