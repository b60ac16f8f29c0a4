import { message } from './model.ts';

/** Amounts, items and terms of an order. */
export const orderMessages = {
  channel_not_approved: message(
    422,
    [
      '承認されていない注文経路です',
      '注文経路[「{channel}」]は加盟審査で承認されていません。承認済みの経路[({approved})]にするか、追加をお申し込みください。',
    ],
    [
      'This sales channel is not approved',
      'The channel[ `{channel}`] was not approved for this shop. Use an approved one[ ({approved})], or apply for it.',
    ],
  ),
  // Also when more is returned or allocated than is left: then only the difference is known.
  amount_mismatch: message(
    422,
    [
      '金額が合いません',
      '金額が、明細の合計・残額・上限のいずれかと合いません[。請求金額は {billed}円、明細の合計は {total}円です][。請求金額は {billed}円、上限は {most}円です][(差額 {difference}円)]。金額をご確認ください。',
    ],
    [
      'The amounts do not agree',
      'The amount does not agree with the items, with what is left, or with the limit[ (billed {billed} yen, items {total} yen)][ (billed {billed} yen, at most {most} yen)][ (off by {difference} yen)]. Check the amount.',
    ],
  ),
  tax_mismatch: message(
    422,
    [
      '消費税額が合いません',
      '税率[{rate}%]の消費税額が計算と合いません。[計算では{expected}円です。]端数は税率ごとに1回だけ切り捨てて、計算し直してください。',
    ],
    ['The tax does not agree', 'The tax[ at {rate} %] does not agree.[ It is {expected} yen.] Round down once per tax rate.'],
  ),
  item_name: message(
    422,
    ['商品名が正しくありません', '商品名は1文字以上150文字以内で入力してください。'],
    ['An item name is not valid', 'The name of an item has 1 to 150 characters.'],
  ),
  item_quantity: message(
    422,
    ['数量が正しくありません', '数量は1から9,999までの整数で入力してください。[返品は残りの数量({left})までです。]'],
    ['A quantity is not valid', 'A quantity is a whole number from 1 to 9,999.[ No more than the {left} left can be returned.]'],
  ),
  item_unit_price: message(
    422,
    ['単価が正しくありません', '単価は -999,999 円から 999,999 円までの整数で入力してください。'],
    ['A unit price is not valid', 'A unit price is a whole number of yen from -999,999 to 999,999.'],
  ),
  item_kind: message(
    422,
    [
      '明細種別が正しくありません',
      '明細種別は goods(商品)・shipping(送料)・fee(手数料)・discount(値引き)・tax_adjust(税の調整)のいずれかにしてください。',
    ],
    ['An item kind is not valid', 'The kind of an item is goods, shipping, fee, discount or tax_adjust.'],
  ),
  item_discount_sign: message(
    422,
    ['値引きの符号が違います', '値引きの明細の単価は0円以下で入力してください。'],
    ['A discount has the wrong sign', 'A discount has a unit price of zero or less.'],
  ),
  item_tax_rate: message(
    422,
    ['税率が正しくありません', '税率は 10・8・0(%)のいずれかにしてください。'],
    ['A tax rate is not valid', 'A tax rate is 10, 8 or 0 (per cent).'],
  ),
  prohibited_goods: message(
    422,
    ['お取り扱いできない商品です', '商品の分類[「{category}」]は後払いのお取り扱い対象外です。この商品を除いてご登録ください。'],
    [
      'These goods cannot be sold this way',
      'Goods of the category[ `{category}`] cannot be paid for by deferred payment. Register the order without them.',
    ],
  ),
  bundled_not_allowed: message(
    422,
    [
      '請求書を同梱できません',
      '請求書の同梱は、ご利用の設定があり、配送先が1か所で購入者の住所と同じ場合に限ります。請求書区分(invoice.delivery)を separate にしてください。',
    ],
    [
      'The invoice cannot be bundled',
      "An invoice can be bundled when the feature is on and the only destination is the buyer's own address. Use invoice.delivery `separate`.",
    ],
  ),
  due_range: message(
    422,
    [
      '支払期限の日数が範囲外です',
      '支払期限までの日数が、指定できる範囲[({from}日から{to}日まで)]の外です。範囲内の日数を指定してください。',
    ],
    [
      'The days until due are out of range',
      'The number of days is outside the range[ of {from} to {to}] that can be chosen. Send a number within it.',
    ],
  ),
  consent_required: message(
    422,
    [
      '購入者の同意がありません',
      '個人情報の提供について、購入者の同意が必要です。同意日時(consent の規約の版・日時・方法)を付けて、もう一度お送りください。',
    ],
    [
      "The buyer's consent is missing",
      'The buyer must have agreed to the passing of personal data. Send `consent` with the version of the terms, the time and the method.',
    ],
  ),
} as const;
