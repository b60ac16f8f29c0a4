import { message } from './model.ts';

/** Amounts, items and terms of an order. */
export const orderMessages = {
  channel_not_approved: message(
    422,
    [
      '承認されていない販売経路です',
      '販売経路[「{channel}」]は加盟店審査で承認されていません。承認済みの経路[({approved})]にするか、追加をお申し込みください。',
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
      '金額が、合うべき合計または残額と一致しません[(請求金額 {billed}円、明細の合計 {total}円)][(請求金額 {billed}円、上限 {most}円)][(差額 {difference}円)]。金額を確かめてください。',
    ],
    [
      'The amounts do not agree',
      'The amount does not agree with the sum or the remainder it belongs to[ (billed {billed} yen, items {total} yen)][ (billed {billed} yen, at most {most} yen)][ (off by {difference} yen)]. Check the amount.',
    ],
  ),
  tax_mismatch: message(
    422,
    [
      '消費税額が合いません',
      '税率[{rate}%]の消費税額が一致しません。[正しい税額は{expected}円です。]税率ごとに1回だけ端数を切り捨てて計算してください。',
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
    ['明細種別が正しくありません', '明細種別は goods・shipping・fee・discount・tax_adjust のいずれかにしてください。'],
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
    ['お取り扱いできない商品です', '商品の分類[「{category}」]は後払いのお取り扱い対象外です。この商品を除いて登録してください。'],
    [
      'These goods cannot be sold this way',
      'Goods of the category[ `{category}`] cannot be paid for by deferred payment. Register the order without them.',
    ],
  ),
  bundled_not_allowed: message(
    422,
    [
      '請求書を同梱できません',
      '同梱請求書は、ご利用設定があり、配送先が1か所で購入者の住所と同じ場合に限ります。invoice.delivery を separate にしてください。',
    ],
    [
      'The invoice cannot be bundled',
      "An invoice can be bundled when the feature is on and the only destination is the buyer's own address. Use invoice.delivery `separate`.",
    ],
  ),
  due_range: message(
    422,
    ['支払期限の日数が範囲外です', '支払期限までの日数は[{from}日から{to}日まで]許された範囲で指定してください。'],
    ['The days until due are out of range', 'The number of days[ must be from {from} to {to}] is outside what the program allows.'],
  ),
  consent_required: message(
    422,
    ['購入者の同意がありません', '個人情報の提供について購入者の同意(規約の版・日時・方法)が必要です。consent を付けてください。'],
    [
      "The buyer's consent is missing",
      'The buyer must have agreed to the passing of personal data. Send `consent` with the version of the terms, the time and the method.',
    ],
  ),
} as const;
