import { message } from './model.ts';

/** Why screening decided as it did: the title says what was found, the detail what can be done. */
export const reasonMessages = {
  limit_exceeded: message(
    422,
    [
      'お買い物枠を超えています',
      '購入者の利用中の残高と合わせて、お買い物枠(税抜50,000円)を超えます。金額を減らすか、ほかのお支払い方法をご案内ください。',
    ],
    [
      "The buyer's limit is exceeded",
      'With what the buyer owes already, the order is above 50,000 yen without tax. Lower the amount, or offer another payment.',
    ],
  ),
  postal_mismatch: message(
    422,
    ['郵便番号と住所が一致しません', '郵便番号の地域と住所の都道府県が違います。どちらが正しいかを購入者に確かめて、ご修正ください。'],
    ['Postal code and address disagree', 'The postal code belongs to another prefecture. Ask the buyer which is right, and amend it.'],
  ),
  postal_unknown: message(
    422,
    ['郵便番号が見つかりません', '郵便番号が郵便番号簿にありません。購入者に確かめて、誤りがあればご修正ください。'],
    ['The postal code is not known', 'The postal code is not in the directory. Ask the buyer, and amend it if it is wrong.'],
  ),
  address_incomplete: message(
    422,
    ['住所が足りません', '住所の番地や建物名が足りないようです。購入者に確かめて、ご修正ください。'],
    ['The address is incomplete', 'Part of the address, such as number or building, seems to be missing. Ask the buyer, and amend it.'],
  ),
  phone_unreachable_type: message(
    422,
    ['連絡の取りにくい電話番号です', '電話番号の種類では連絡が取れないおそれがあります。携帯電話か固定電話の番号にご修正ください。'],
    ['The phone may not be reachable', 'This kind of number may not reach the buyer. Amend it to a mobile or fixed line.'],
  ),
  velocity_buyer: message(
    422,
    ['短い時間に注文が続いています', '同じ購入者の注文が短い時間に続いています。ご注文の意思を購入者に確かめてください。'],
    ['Many orders by one buyer', 'The same buyer has placed several orders in a short time. Make sure that they are meant.'],
  ),
  velocity_address: message(
    422,
    ['同じ住所への注文が続いています', '同じ住所への注文が短い時間に続いています。ご注文の意思を購入者に確かめてください。'],
    ['Many orders to one address', 'Several orders to the same address came in a short time. Make sure that they are meant.'],
  ),
  velocity_phone: message(
    422,
    ['同じ電話番号の注文が続いています', '同じ電話番号の注文が短い時間に続いています。ご注文の意思を購入者に確かめてください。'],
    ['Many orders with one phone number', 'Several orders with the same phone number came in a short time. Make sure that they are meant.'],
  ),
  duplicate_recent: message(
    422,
    ['直前に同じ注文があります', '同じ購入者・同じ金額の注文が直前にあります。二重の注文でないかを購入者に確かめてください。'],
    [
      'The same order was just placed',
      'The same buyer placed an order of the same amount a moment ago. Make sure that it is not a double.',
    ],
  ),
  history_overdue: message(
    422,
    ['お支払いの遅れがあります', '支払期限を大きく過ぎたご請求があります。お支払いが済むまで、ほかのお支払い方法をご案内ください。'],
    ['A payment is long overdue', 'The buyer has an invoice far past its due date. Offer another payment until it is paid.'],
  ),
  history_written_off: message(
    422,
    ['過去のお支払いに未回収があります', '過去のご請求が未回収のため、後払いはご利用いただけません。ほかのお支払い方法をご案内ください。'],
    ['An earlier invoice was never paid', 'An invoice of this buyer had to be written off. Offer another payment.'],
  ),
  blocked: message(
    422,
    ['ご利用いただけない購入者です', 'この購入者は後払いをご利用いただけません。ほかのお支払い方法をご案内ください。'],
    ['This buyer cannot use the service', 'Deferred payment is not open to this buyer. Offer another payment.'],
  ),
  merchant_risk: message(
    422,
    ['担当者が取引を確認します', '最近のお取引の状況により、決済会社の担当者が確認します。結果をお待ちください。'],
    ["A person looks at the shop's recent trade", "An operator checks this order because of the shop's recent trade. Wait for the result."],
  ),
  bureau_timeout: message(
    422,
    [
      '信用情報の回答を待っています',
      '外部の信用情報から時間内に回答がありませんでした。決済会社の担当者が確認しますので、結果をお待ちください。',
    ],
    ['The credit bureau did not answer in time', 'An operator decides instead. Wait for the result.'],
  ),
  score_low: message(
    422,
    [
      '審査の基準に達していません',
      'すべての審査項目を合わせた結果です。審査中の注文は担当者の判断をお待ちください。否決の場合は、ほかのお支払い方法をご案内ください。',
    ],
    ['The score is too low', 'This is the outcome of all rules together. Wait for an operator if one decides, or offer another payment.'],
  ),
} as const;

/** What was accepted but deserves a look. */
export const warningMessages = {
  possible_duplicate: message(
    422,
    ['二重の注文かもしれません', '同じ購入者・同じ金額の注文が30日以内にあります。二重の注文でないかをご確認ください。'],
    ['This may be a double', 'The same buyer placed an order of the same amount within 30 days. Make sure that it is not a double.'],
  ),
  email_legacy_form: message(
    422,
    ['古い形式のメールアドレスです', 'メールアドレスに連続した点、または @ の直前の点があります。届かない場合は購入者に確かめてください。'],
    ['The e-mail address has an old form', 'It has two dots in a row or a dot before the @. If mail does not arrive, ask the buyer.'],
  ),
  slip_unverified: message(
    422,
    ['送り状番号を検査できません', 'この運送会社の送り状番号には検査数字の決まりがありません。送り状の番号と、もう一度見比べてください。'],
    ['The slip number could not be checked', 'No check rule is known for the numbers of this carrier. Compare it with the slip once more.'],
  ),
  slip_reused: message(
    422,
    ['送り状番号が重なっています', '同じ送り状番号が4件以上の注文に登録されています。番号に誤りがないかをご確認ください。'],
    ['The slip number is used often', 'The same slip is registered for more than three orders. Make sure that the number is right.'],
  ),
  shipped_in_future: message(
    422,
    [
      '出荷前の登録です',
      '出荷日時が未来です。請求書が商品より先に届くことがあります。出荷日をご確認いただくか、出荷してからご登録ください。',
    ],
    [
      'The parcel has not left yet',
      'The time of shipping is in the future, so the invoice may reach the buyer before the goods. Check the date, or register the slip once the parcel has left.',
    ],
  ),
  minor: message(
    422,
    ['購入者が18歳未満です', '生年月日によると購入者は18歳未満です。保護者の同意をご確認ください。'],
    ['The buyer is under 18', 'By the date of birth the buyer is under 18. Make sure that a guardian agrees.'],
  ),
} as const;
