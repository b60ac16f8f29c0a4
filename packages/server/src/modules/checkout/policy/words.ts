import type { Words } from '@atobarai/sdk/contract';
import type { ReasonCode } from '../../screening/model.ts';

// What shoppers read. Sample wording: a provider puts its own lawyer's words here.

const yenText = (amount: number) => amount.toLocaleString('en-US');

export function dueText(days: number): Words {
  return {
    ja: `請求書の発行日から${days}日以内`,
    en: `within ${days} days of the date of the invoice`,
  };
}

export const banner = {
  title: { ja: '商品を受け取ってから、後払い', en: 'Receive first, pay later' },
  text: (days: number): Words => ({
    ja: `商品の到着を確かめてから、コンビニ・銀行・郵便局でお支払いいただけます。お支払い期限は${dueText(days).ja}です。`,
    en: `Check your goods first, then pay at a convenience store, bank or post office ${dueText(days).en}.`,
  }),
} as const;

export const steps = (days: number): { title: Words; text: Words }[] => [
  {
    title: { ja: 'ご注文', en: 'Order' },
    text: { ja: '後払いを選んで注文します。審査はその場で終わります。', en: 'Choose deferred payment. The check takes a moment.' },
  },
  {
    title: { ja: 'お受け取り', en: 'Receive' },
    text: { ja: '商品をお届けします。請求書は別にお送りします。', en: 'Your goods arrive. The invoice comes separately.' },
  },
  {
    title: { ja: 'お支払い', en: 'Pay' },
    text: {
      ja: `${dueText(days).ja}に、コンビニ・銀行・郵便局でお支払いください。`,
      en: `Pay at a convenience store, bank or post office ${dueText(days).en}.`,
    },
  },
];

/** What a shopper is asked to mend. The messages of the API speak to the shop's staff, who would ask the buyer. */
export const mendWords: Partial<Record<ReasonCode, { readonly message: Words; readonly fix: Words }>> = {
  postal_mismatch: {
    message: { ja: '郵便番号と都道府県が合っていないようです。', en: 'The postal code seems to belong to another prefecture.' },
    fix: { ja: 'どちらが正しいかご確認ください。', en: 'Please check which of them is right.' },
  },
  postal_unknown: {
    message: { ja: '郵便番号が見つかりませんでした。', en: 'We could not find the postal code.' },
    fix: { ja: '7桁の郵便番号をご確認ください。', en: 'Please check its 7 digits.' },
  },
  address_incomplete: {
    message: { ja: 'ご住所の一部が足りないようです。', en: 'Part of the address seems to be missing.' },
    fix: { ja: '番地や建物名、部屋番号をご確認ください。', en: 'Please check the number, building and room.' },
  },
  phone_unreachable_type: {
    message: { ja: 'この電話番号では、ご連絡が取れないおそれがあります。', en: 'We may not be able to reach you at this number.' },
    fix: { ja: '携帯電話か固定電話の番号をご入力ください。', en: 'Please give a mobile or fixed-line number.' },
  },
};

export const mendAnything = {
  message: { ja: 'この項目をもう一度ご確認ください。', en: 'Please check this once more.' },
  fix: null,
} as const;

export type TermsFacts = { readonly shop: string; readonly capNet: number; readonly buyerFee: number; readonly days: number };

export const terms = {
  title: { ja: '後払い決済のご利用条件', en: 'Terms of deferred payment' },
  consent: {
    ja: 'ご利用条件と、審査・請求のための個人情報の提供に同意します。',
    en: 'I agree to the terms and to my personal data being passed on for screening and billing.',
  },
  text: ({ shop, capNet, buyerFee, days }: TermsFacts): Words => ({
    ja: [
      `${shop}は、この決済でのお客様に対する代金債権を、後払い決済サービスの提供会社(以下「提供会社」)に譲渡します。お支払い先は提供会社です。`,
      '氏名、住所、電話番号、メールアドレス、ご注文の内容は、審査、請求書の発行、代金の回収のために提供会社へ提供されます。',
      `ご利用限度額は、他店でのご利用分と合わせて${yenText(capNet)}円(税抜)です。審査の結果、ご利用いただけない場合があります。`,
      buyerFee > 0 ? `請求書発行手数料として${yenText(buyerFee)}円(税込)を申し受けます。` : '手数料はかかりません。',
      `お支払い期限は${dueText(days).ja}です。期限を過ぎた場合は、提供会社からご連絡します。`,
    ].join('\n'),
    en: [
      `${shop} assigns its claim for the price to the provider of the deferred-payment service ("the provider"). You pay the provider.`,
      'Your name, address, phone number, e-mail address and order are passed to the provider for screening, invoicing and collection.',
      `You may owe up to ${yenText(capNet)} yen without tax, all shops together. The provider may decline after screening.`,
      buyerFee > 0 ? `An invoice fee of ${yenText(buyerFee)} yen including tax is added.` : 'There is no fee for you.',
      `Payment is due ${dueText(days).en}. After that the provider will contact you.`,
    ].join('\n'),
  }),
} as const;

/** SF-29: what a shop must put on its page required by 特定商取引法, ready to copy. */
export const legalNotice = ({ capNet, buyerFee, days }: TermsFacts): Words => ({
  ja: [
    '【お支払い方法】後払い決済(コンビニ・銀行・郵便局)',
    `【手数料】${buyerFee > 0 ? `請求書発行手数料 ${yenText(buyerFee)}円(税込)` : '無料'}`,
    `【お支払い時期】商品とは別に郵送される請求書で、${dueText(days).ja}にお支払いください。`,
    `【ご利用限度額】${yenText(capNet)}円(税抜、他店でのご利用分を含む累計)`,
    '【配送】配達の記録が残る方法で、日本国内のご住所にお届けします。営業所止め、コンビニ受取、転送先へのお届けではご利用いただけません。',
    '【個人情報】ご利用にあたり、審査と請求に必要な範囲で、お客様の個人情報を後払い決済サービスの提供会社に提供し、代金債権を同社に譲渡します。',
    '【ご注意】審査の結果によっては、別のお支払い方法をお願いすることがあります。',
  ].join('\n'),
  en: [
    'Payment method: deferred payment (convenience store, bank or post office)',
    `Fee: ${buyerFee > 0 ? `invoice fee of ${yenText(buyerFee)} yen including tax` : 'none'}`,
    `When to pay: ${dueText(days).en}; the invoice is posted separately from the goods.`,
    `Limit: ${yenText(capNet)} yen without tax, all shops together`,
    'Delivery: to an address in Japan, by a service that records the delivery. Not to depots, convenience stores or forwarding addresses.',
    'Personal data: what screening and billing need is passed to the provider of the service, and the claim for the price is assigned to it.',
    'Note: after screening we may have to ask for another method of payment.',
  ].join('\n'),
});
