import type { FlagCode, FlagWording } from './flags.ts';

type Shopify =
  | 'amount_fraction'
  | 'currency_foreign'
  | 'presentment_foreign'
  | 'amount_over_cap'
  | 'address_missing'
  | 'phone_missing'
  | 'email_missing'
  | 'name_missing'
  | 'postal_code_invalid'
  | 'prefecture_unknown'
  | 'overseas'
  | 'lines_too_many'
  | 'tax_rate_unknown'
  | 'amount_not_explained'
  | 'carrier_unknown'
  | 'tracking_missing'
  | 'tracking_extra'
  | 'parcel_not_registered'
  | 'hold_overridden'
  | 'hold_refused'
  | 'release_refused'
  | 'mark_paid_refused'
  | 'refund_to_review'
  | 'order_cancel_refused'
  | 'order_deleted'
  | 'out_of_window'
  | 'gateway_changed'
  | 'marks_refused'
  | 'parked';

const mendOrder = {
  fixJa: 'Shopify の注文を修正すると、自動で登録し直します。',
  fixEn: 'Mend the order in Shopify; it is registered again by itself.',
};
const otherPayment = {
  fixJa: '後払いではお取り扱いできません。お客様に別のお支払方法をご案内ください。',
  fixEn: 'Deferred payment cannot take it. Offer the buyer another way to pay.',
};
const doInAdmin = (ja: string, en: string) => ({
  fixJa: `Shopify の管理画面で${ja}。`,
  fixEn: `${en} in the Shopify admin.`,
});

/** What is wrong on Shopify's side of an order. */
export const shopifyFlagWords: Readonly<Record<Extract<FlagCode, Shopify>, FlagWording>> = {
  amount_fraction: { ja: '金額に 1 円未満の端数があります。', en: 'An amount has a fraction of a yen.', ...mendOrder },
  currency_foreign: { ja: '通貨が日本円ではありません({currency})。', en: 'The currency is not yen ({currency}).', ...otherPayment },
  presentment_foreign: {
    ja: 'お客様への表示通貨が日本円ではありません({currency})。',
    en: 'The buyer saw prices in {currency}, not yen.',
    ...otherPayment,
  },
  amount_over_cap: {
    ja: '金額 {amount} 円が、設定した上限 {cap} 円を超えています。',
    en: 'The amount of {amount} yen is over the limit of {cap} yen that is configured.',
    ...otherPayment,
  },
  address_missing: {
    ja: '住所がありません({of})。',
    en: 'The address is missing ({of}).',
    fixJa: '注文に住所を入力してください。どの注文でも空の場合は、アプリの「保護された顧客データ」の利用設定を確認してください。',
    fixEn: 'Enter it in the order. If it is empty in every order, check the app’s access to protected customer data.',
  },
  phone_missing: {
    ja: '電話番号がありません({of})。',
    en: 'The phone number is missing ({of}).',
    fixJa: '注文に電話番号を入力してください。チェックアウトの設定で電話番号を必須にすると、再発を防げます。',
    fixEn: 'Enter it in the order. Require a phone number in the checkout settings to avoid this.',
  },
  email_missing: {
    ja: 'メールアドレスがありません。',
    en: 'The e-mail address is missing.',
    fixJa: '注文にメールアドレスを入力してください。',
    fixEn: 'Enter it in the order.',
  },
  name_missing: { ja: 'お名前がありません({of})。', en: 'The name is missing ({of}).', ...mendOrder },
  postal_code_invalid: { ja: '郵便番号が 7 桁ではありません({of})。', en: 'The postal code has not seven digits ({of}).', ...mendOrder },
  prefecture_unknown: { ja: '都道府県を読み取れません({of})。', en: 'The prefecture cannot be read ({of}).', ...mendOrder },
  overseas: { ja: '住所が日本国外です({country})。', en: 'The address is outside Japan ({country}).', ...otherPayment },
  lines_too_many: {
    ja: '明細が {lines} 行あり、上限の {most} 行を超えています。',
    en: 'There are {lines} lines; {most} are allowed.',
    ...otherPayment,
  },
  tax_rate_unknown: {
    ja: '税率が 10%・8%・0% のいずれでもありません({line})。',
    en: 'The tax rate is none of 10 %, 8 % and 0 % ({line}).',
    ...mendOrder,
  },
  amount_not_explained: {
    ja: '明細の合計が、請求額と {difference} 円合いません。',
    en: 'The lines differ from the amount by {difference} yen.',
    fixJa: '割引・送料・ギフトカードを確認し、注文を修正してください。',
    fixEn: 'Check discounts, shipping and gift cards, and mend the order.',
  },
  carrier_unknown: {
    ja: '配送会社「{company}」を特定できません。',
    en: 'The carrier {company} is not known.',
    fixJa: 'フルフィルメントの配送会社を選び直すか、設定 carrierOverrides に追加してください。',
    fixEn: 'Choose the carrier of the fulfilment again, or add it to carrierOverrides.',
  },
  tracking_missing: {
    ja: '発送済みですが、送り状番号がありません。立替の対象になりません。',
    en: 'It was shipped without a slip number, so the money is not advanced.',
    ...doInAdmin('フルフィルメントに送り状番号を入力してください', 'Enter the number in the fulfilment'),
  },
  tracking_extra: {
    ja: '送り状番号が複数あります。先頭の {slipNo} で報告し、ほか {more} 件は報告していません。',
    en: 'There are several slip numbers: {slipNo} is reported, {more} others are not.',
    fixJa: '対応は不要です。着荷は先頭の番号で確認します。',
    fixEn: 'Nothing is to be done; the arrival is seen by the first number.',
  },
  parcel_not_registered: {
    ja: '送り状番号 {slipNo} の荷物には、請求する商品がありません。この荷物は報告していません。',
    en: 'Nothing in the parcel {slipNo} is to be billed; it is not reported.',
    fixJa: 'おまけや再送であれば、対応は不要です。商品を入れ替えた場合は、後払いの管理画面で送り状を登録してください。',
    fixEn: 'For a gift, or goods sent again, nothing is to be done. If goods were exchanged, register the slip in the provider’s console.',
  },
  hold_overridden: {
    ja: '審査の結果が出る前に、保留が手動で解除されました。以後、自動では保留しません。',
    en: 'Staff released the hold before the screening was over. It is not placed again.',
    fixJa: '審査の結果が出るまで発送しないでください。承認されない場合、立替の対象になりません。',
    fixEn: 'Do not ship before the result; without approval the money is not advanced.',
  },
  hold_refused: {
    ja: '発送の保留を設定できませんでした({why})。',
    en: 'The hold could not be placed ({why}).',
    fixJa: '審査の結果が出るまで、手動で発送を止めてください。',
    fixEn: 'Keep the goods back by hand until the result is there.',
  },
  release_refused: {
    ja: '承認されましたが、保留を解除できませんでした({why})。',
    en: 'It is approved, but the hold could not be released ({why}).',
    ...doInAdmin('「atobarai-screening」の保留を解除してください', 'Release the hold atobarai-screening'),
  },
  mark_paid_refused: {
    ja: '支払い済みにできませんでした({why})。',
    en: 'The order could not be marked as paid ({why}).',
    ...doInAdmin('残高を確認し、支払い済みにしてください', 'Check what is outstanding and mark the order as paid'),
  },
  refund_to_review: {
    ja: '返金の後、Shopify の残高が {outstanding} 円になっています。返金か増額かを判断できないため、請求額は変えていません。',
    en: 'After a refund Shopify awaits {outstanding} yen. It cannot be told from an increase, so what is billed stays as it is.',
    fixJa: '返金であれば、後払いの管理画面で減額してください。増額であれば、Shopify で支払い済みにしてください。',
    fixEn: 'If it is a refund, lower the amount in the provider’s console. If the order became dearer, mark it as paid in Shopify.',
  },
  order_cancel_refused: {
    ja: '審査で承認されなかった注文を、自動でキャンセルできませんでした({why})。',
    en: 'The rejected order could not be cancelled ({why}).',
    ...doInAdmin('注文をキャンセルしてください', 'Cancel the order'),
  },
  order_deleted: {
    ja: 'Shopify で注文が削除されたため、後払いの取引を取り消しました。',
    en: 'The order was deleted in Shopify, so the transaction was cancelled.',
    fixJa: '発送済みの場合は、後払いの担当窓口にご連絡ください。',
    fixEn: 'If it was shipped, contact the provider.',
  },
  out_of_window: {
    ja: '60 日より前の注文のため、Shopify から読み取れません。',
    en: 'The order is older than 60 days and cannot be read any more.',
    fixJa: '変更がある場合は、後払いの管理画面で手動で行ってください。read_all_orders の承認を受けると自動になります。',
    fixEn: 'Change it by hand in the provider’s console, or have read_all_orders approved.',
  },
  gateway_changed: {
    ja: '登録後に、注文の決済方法が後払いではなくなりました。',
    en: 'The payment method is no longer ours, but the transaction stands.',
    fixJa: '二重に請求しないよう、後払いの取引を続けるか取り消すかを確認してください。',
    fixEn: 'Decide whether the transaction stands, so that the buyer is not billed twice.',
  },
  marks_refused: {
    ja: 'タグまたはメタフィールドを書き込めませんでした({why})。',
    en: 'Tags or the metafield could not be written ({why}).',
    fixJa: '注文のタグが 250 個を超えていないか確認してください。処理には影響しません。',
    fixEn: 'Check that the order has no more than 250 tags. Nothing else is concerned.',
  },
  parked: {
    ja: '繰り返し失敗したため、この注文の自動処理を止めています({problem})。',
    en: 'It failed again and again, so nothing is tried any more ({problem}).',
    fixJa: '原因を取り除いたあと、「atobarai-shopify order <注文ID>」で再開してください。注文が更新された場合も再開します。',
    fixEn: 'Remove the cause, then run: atobarai-shopify order <id>. A change of the order starts it again, too.',
  },
};
