import type { Authorization, CheckoutConfig, Quote } from '@atobarai/sdk/contract';

const due = { days: 14, text: { ja: '請求書の発行から14日以内', en: 'Within 14 days of the invoice date' } };

/** The conditions of a shop that exists in tests only. */
export const conditions: CheckoutConfig = {
  displayName: 'みほん商店',
  mode: 'test',
  languages: ['ja', 'en'],
  limits: { least: 100, most: 54_670, capNet: 50_000 },
  buyerFee: 330,
  due,
  terms: {
    version: '2026-04',
    title: { ja: '後払い決済利用規約', en: 'Terms of deferred payment' },
    text: {
      ja: '第1条 この規約は、後払い決済サービスのご利用に適用されます。\n第2条 お届け後に請求書をお送りします。記載の期限までにお支払いください。\n第3条 審査と請求のため、ご注文の内容と個人情報をお店から当社へ提供します。',
      en: '1. These terms apply to the deferred payment service.\n2. After delivery we send an invoice, to be paid by the date on it.\n3. For the credit check and the invoice, the shop passes your order and personal data to us.',
    },
    consent: {
      ja: '規約に同意し、審査と請求のため個人情報が提供されることに同意します',
      en: 'I agree to the terms and to passing on my personal data for the credit check and the invoice',
    },
  },
  banner: {
    title: { ja: '後払いでお支払いいただけます', en: 'You can pay later here' },
    text: { ja: '商品が届いてから、コンビニ・銀行・郵便局で。', en: 'After delivery, at a convenience store, bank or post office.' },
  },
  steps: [
    { title: { ja: '商品が届く', en: 'Your order arrives' }, text: { ja: '中身をご確認ください', en: 'Have a look at it first' } },
    { title: { ja: '請求書が届く', en: 'The invoice comes' }, text: { ja: '郵便でお送りします', en: 'By post' } },
    {
      title: { ja: 'お支払い', en: 'You pay' },
      text: { ja: 'コンビニ・銀行・郵便局で', en: 'At a convenience store, bank or post office' },
    },
  ],
  legalNotice: {
    ja: '後払い決済\n手数料: 330円(税込)\nお支払い期限: 請求書の発行から14日以内',
    en: 'Deferred payment\nFee: ¥330 with tax\nPayment due: within 14 days of the invoice date',
  },
};

export const quoteFor = (amount: number, changes: Partial<Quote> = {}): Quote => ({
  available: true,
  reason: null,
  amount,
  buyerFee: 330,
  billedAmount: amount + 330,
  due,
  termsVersion: '2026-04',
  remaining: null,
  ...changes,
});

export const authorizationFor = (amount: number, changes: Partial<Authorization> = {}): Authorization => ({
  decision: 'approved',
  authorizationToken: 'auz_1',
  expiresAt: '2026-10-05T12:15:00+09:00',
  amount,
  buyerFee: 330,
  billedAmount: amount + 330,
  due,
  fields: [],
  ...changes,
});

export const phoneToFix: Authorization['fields'][number] = {
  path: 'buyer.phone',
  code: 'phone_unreachable_type',
  message: { ja: 'この電話番号ではご連絡が取れないおそれがあります。', en: 'We may not be able to reach you at this phone number.' },
  fix: { ja: '携帯電話か固定電話の番号をご入力ください。', en: 'Please enter a mobile or fixed-line number.' },
  suggestions: [],
};

export const addressToFix: Authorization['fields'][number] = {
  path: 'buyer.address',
  code: 'postal_mismatch',
  message: { ja: '郵便番号と住所が一致していません。', en: 'The postal code and the address do not match.' },
  fix: { ja: '住所をご確認ください。', en: 'Please check the address.' },
  suggestions: [{ postalCode: '1500001', address: { prefecture: '東京都', city: '渋谷区', line1: '神宮前1-1' } }],
};
