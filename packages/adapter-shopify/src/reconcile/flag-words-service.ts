import type { FlagCode, FlagWording } from './flags.ts';

type Service =
  | 'slip_refused'
  | 'nothing_left_to_bill'
  | 'shipped_unapproved'
  | 'shipment_not_withdrawn'
  | 'registration_refused'
  | 'screening_on_hold'
  | 'screening_rejected'
  | 'screening_waits_for_person'
  | 'transaction_expired'
  | 'transaction_cancelled_elsewhere'
  | 'transaction_missing'
  | 'change_refused'
  | 'change_waits'
  | 'increase_to_review'
  | 'increase_after_invoice'
  | 'rest_not_billed'
  | 'address_changed_after_invoice'
  | 'cancel_refused'
  | 'cancel_awaits_operator';

const consoleWords = { ja: '後払いの管理画面', en: 'the provider’s console' };

/** What the service says about an order. */
export const serviceFlagWords: Readonly<Record<Extract<FlagCode, Service>, FlagWording>> = {
  slip_refused: {
    ja: '送り状番号が受け付けられませんでした({code})。',
    en: 'The slip was refused ({code}).',
    fixJa: '配送会社と送り状番号を確認し、Shopify のフルフィルメントを修正してください。',
    fixEn: 'Check carrier and number, and mend the fulfilment in Shopify.',
  },
  nothing_left_to_bill: {
    ja: '発送された荷物は後払いに登録できませんでした。請求できる商品が残っていません(出荷済み、出荷期限切れ、または減額済み)。',
    en: 'The parcel could not be registered: nothing of the order is left to be billed. It has left, did not leave in time, or was taken off.',
    fixJa: 'この荷物の代金は、別のお支払方法でお受け取りください。',
    fixEn: 'Collect the price of this parcel in another way.',
  },
  shipped_unapproved: {
    ja: '審査で承認されていない注文が発送されました。立替は保証されません。',
    en: 'The order was shipped without approval. The money is not guaranteed.',
    fixJa: '可能であれば荷物を止め、お客様に別のお支払方法をご案内ください。',
    fixEn: 'Stop the parcel if you can, and agree another way to pay with the buyer.',
  },
  shipment_not_withdrawn: {
    ja: '発送が取り消されましたが、送り状の登録を取り消せませんでした({code})。',
    en: 'The fulfilment was cancelled, but its slip could not be withdrawn ({code}).',
    fixJa: `請求書の発行後は取り消せません。${consoleWords.ja}で返品またはキャンセルの手続きを行ってください。`,
    fixEn: `Once the invoice is issued it stands. Return or cancel the order in ${consoleWords.en}.`,
  },
  registration_refused: {
    ja: '後払いに登録できませんでした({code} {fields})。',
    en: 'The order could not be registered ({code} {fields}).',
    fixJa: 'Shopify の注文の該当箇所を修正すると、自動で登録し直します。',
    fixEn: 'Mend what is named in the Shopify order; it is registered again by itself.',
  },
  screening_on_hold: {
    ja: '審査が保留になっています({fields})。',
    en: 'The screening is on hold ({fields}).',
    fixJa: 'お客様に確認のうえ、Shopify の注文の該当箇所を修正してください。自動で再審査します。',
    fixEn: 'Ask the buyer and mend it in the Shopify order; it is screened again by itself.',
  },
  screening_rejected: {
    ja: '審査で承認されませんでした({reasons})。',
    en: 'The screening said no ({reasons}).',
    fixJa: '発送せず、お客様に別のお支払方法をご案内いただくか、注文をキャンセルしてください。',
    fixEn: 'Do not ship. Agree another way to pay with the buyer, or cancel the order.',
  },
  screening_waits_for_person: {
    ja: '担当者が審査しています(予定 {expectedBy})。',
    en: 'A person is screening it (by {expectedBy}).',
    fixJa: '結果が出るまで、発送せずにお待ちください。',
    fixEn: 'Wait for the result and do not ship.',
  },
  transaction_expired: {
    ja: '承認の期限までに発送されなかったため、取引が失効しました。',
    en: 'The approval ran out before the goods left.',
    fixJa: `発送する場合は、${consoleWords.ja}で登録し直してから発送してください。`,
    fixEn: `Register it anew in ${consoleWords.en} before you ship.`,
  },
  transaction_cancelled_elsewhere: {
    ja: `取引が${consoleWords.ja}で取り消されましたが、Shopify の注文は有効です。`,
    en: `The transaction was cancelled in ${consoleWords.en}, but the Shopify order stands.`,
    fixJa: 'Shopify の注文をキャンセルするか、お客様に別のお支払方法をご案内ください。',
    fixEn: 'Cancel the Shopify order, or agree another way to pay with the buyer.',
  },
  transaction_missing: {
    ja: '登録したはずの取引が、後払いのサービスに見つかりません。',
    en: 'The transaction that was registered is not found at the service.',
    fixJa: 'ATOBARAI_KEY が、登録した時と同じ加盟店・同じモード(テスト/本番)の鍵か確認してください。',
    fixEn: 'Check that ATOBARAI_KEY is of the same shop and mode (test or live) as before.',
  },
  change_refused: {
    ja: '注文の変更が承認されませんでした。以前の内容での承認は有効です(希望 {asked} 円、承認 {approved} 円)。',
    en: 'The change was not approved; what was approved before stands (asked {asked} yen, approved {approved} yen).',
    fixJa: 'Shopify の注文を元に戻すか、差額を別のお支払方法でお受け取りください。',
    fixEn: 'Change the order back, or collect the difference in another way.',
  },
  change_waits: {
    ja: '注文の変更を反映できません。変更の回数が上限に達したか、取引を取り消せない状態です。',
    en: 'The change cannot be carried over: it was changed too often, or the transaction cannot be cancelled.',
    fixJa: `${consoleWords.ja}で内容を確認し、手動で修正してください。`,
    fixEn: `Look at it in ${consoleWords.en} and mend it by hand.`,
  },
  increase_to_review: {
    ja: '金額が {approved} 円から {asked} 円に増えました。設定により、自動では再審査しません。',
    en: 'The amount went up from {approved} to {asked} yen; it is configured not to be screened by itself.',
    fixJa: `増額する場合は、${consoleWords.ja}で変更してください。`,
    fixEn: `Change it in ${consoleWords.en} if it is to be billed.`,
  },
  increase_after_invoice: {
    ja: '発送後に金額が {approved} 円から {asked} 円に増えました。増額分は請求されません。',
    en: 'The amount went up from {approved} to {asked} yen after shipping. The difference is not billed.',
    fixJa: '差額は別のお支払方法でお受け取りください。',
    fixEn: 'Collect the difference in another way.',
  },
  rest_not_billed: {
    ja: 'ご注文のうち {amount} 円は、後払いでは請求されません(出荷期限を過ぎた分、後払い側で減額された分、または取り消した商品にかかる送料の分です)。',
    en: '{amount} yen of the order are not billed: goods that did not leave in time, what was taken off at the provider, or the shipping fee of goods that were taken out.',
    fixJa: '発送しない分は Shopify で返金(取消し)し、発送する分は別のお支払方法でお受け取りください。',
    fixEn: 'Refund in Shopify what will not be sent, and collect what will in another way.',
  },
  address_changed_after_invoice: {
    ja: '発送後に、お客様の情報が変更されました。請求書の宛先は変わりません。',
    en: 'The buyer’s details were changed after shipping. The invoice keeps its address.',
    fixJa: `請求書の送り先を変える場合は、${consoleWords.ja}で再発行してください。`,
    fixEn: `Reissue the invoice in ${consoleWords.en} if it is to go elsewhere.`,
  },
  cancel_refused: {
    ja: '取引を取り消せませんでした({code})。',
    en: 'The transaction could not be cancelled ({code}).',
    fixJa: `${consoleWords.ja}で取引の状態を確認してください。`,
    fixEn: `Look at the transaction in ${consoleWords.en}.`,
  },
  cancel_awaits_operator: {
    ja: 'お客様が支払い済みのため、取消し・減額には運営会社の承認が必要です。申請は済んでいます。',
    en: 'The buyer has paid, so the provider must agree. The request is made.',
    fixJa: '結果が出るまでお待ちください。お客様への返金方法は、後払いの担当窓口からご案内します。',
    fixEn: 'Wait for the answer; the provider tells how the buyer gets the money back.',
  },
};
