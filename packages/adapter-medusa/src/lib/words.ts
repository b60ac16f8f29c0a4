export const languages = ['ja', 'en'] as const;

export type Language = (typeof languages)[number];

type Words = Readonly<Record<Language, string>>;

/** What a shopper reads at the checkout. A shop may put its own words in their place (option `messages`). */
export const shopperWords = {
  rejected: {
    ja: '後払いをご利用いただけませんでした。お手数ですが、別のお支払い方法をお選びください。',
    en: 'Deferred payment is not available for this order. Please choose another payment method.',
  },
  unavailable: {
    ja: '後払いのお手続きができませんでした。ご入力内容をご確認いただくか、別のお支払い方法をお選びください。',
    en: 'Deferred payment could not be set up. Please check what you entered, or choose another payment method.',
  },
  mismatch: {
    ja: '後払いのお手続きの後で、ご注文内容が変わりました。お手数ですが、お支払い方法の選択からやり直してください。',
    en: 'Your order changed after deferred payment was set up. Please choose the payment method again.',
  },
  not_jpy: {
    ja: '後払いは、日本円でのご注文にご利用いただけます。別のお支払い方法をお選びください。',
    en: 'Deferred payment is for orders in Japanese yen. Please choose another payment method.',
  },
} as const satisfies Record<string, Words>;

/** What the shop's staff read in the admin. */
export const staffWords = {
  capture_before_shipment: {
    ja: '後払いの売上は、送り状番号を登録すると自動で確定します。先に出荷を登録してください。',
    en: 'Deferred payment is captured by itself once the slip number is registered. Please register the shipment first.',
  },
  not_registered: {
    ja: 'この注文は、まだ後払いサービスに登録されていません。少し待ってから、注文画面の「後払い」で再照会してください。',
    en: 'This order is not registered with the deferred-payment service yet. Wait a little, then use “Sync” in the order’s deferred-payment panel.',
  },
  fulfillment_waiting: {
    ja: '後払いの与信結果が出るまで出荷できません。結果は注文画面の「後払い」に表示されます。',
    en: 'Not to be shipped before deferred payment is approved. The decision shows in the order’s deferred-payment panel.',
  },
  fulfillment_refused: {
    ja: '後払いが承認されなかったため出荷できません。お客様に別のお支払い方法をご案内するか、注文を取り消してください。',
    en: 'Not to be shipped: deferred payment was not approved. Ask the customer for another payment, or cancel the order.',
  },
  refund_refused: {
    ja: '後払いサービスで減額・返品を登録できませんでした。{detail}',
    en: 'The deferred-payment service did not accept the refund. {detail}',
  },
  cancel_refused: {
    ja: '後払いサービスで注文を取り消せませんでした。{detail}',
    en: 'The deferred-payment service did not accept the cancellation. {detail}',
  },
  cancel_after_shipment: {
    ja: 'すでに出荷した荷物があるため、後払いの承認を取り消せません。先に支払いを確定(キャプチャ)してから、注文を編集してください。',
    en: 'Parcels have left, so the approval of deferred payment stays. Capture the payment first, then edit the order.',
  },
  edit_after_shipment: {
    ja: '出荷後の増額は、同じ後払いに加えられません。差額は別の注文として受け付けるか、別のお支払い方法をご案内ください。',
    en: 'Once shipped, deferred payment takes no increase. Take the difference as another order, or ask for another payment.',
  },
  wrong_key: {
    ja: '後払いサービスが API キーを受け付けません。medusa-config の apiKey と apiUrl を確認してください。',
    en: 'The deferred-payment service does not accept the API key. Check apiKey and apiUrl in medusa-config.',
  },
  not_ours: {
    ja: 'この注文は後払いの注文ではありません。',
    en: 'This order is not paid by deferred payment.',
  },
} as const satisfies Record<string, Words>;

const problemWords = {
  address_missing: {
    ja: '{label}が入力されていません。',
    en: 'Please enter {label}.',
  },
  amount_missing: {
    ja: '注文の合計金額を読み取れません。商品の価格設定を確認してください。',
    en: 'The total of the order cannot be read. Check the prices of its products.',
  },
  amount_over: {
    ja: '後払いをご利用いただけるのは、1回のご注文につき{most}円までです。',
    en: 'Deferred payment is for orders of up to {most} yen.',
  },
  amount_under: {
    ja: '後払いは、{least}円以上のご注文でご利用いただけます。',
    en: 'Deferred payment is for orders of {least} yen or more.',
  },
  carrier_unknown: {
    ja: '運送会社「{carrier}」は後払いの対象ではありません。配送方法の data.carrier_code を対象の運送会社にするか、注文画面の「後払い」で運送会社を選んで送り状番号を登録してください。',
    en: 'The carrier “{carrier}” is not one deferred payment can follow. Put a designated one into data.carrier_code of the shipping option, or register the slip with its carrier in the order’s deferred-payment panel.',
  },
  carrier_unset: {
    ja: '運送会社が分かりません。配送方法の data.carrier_code か medusa-config の carriers を設定するか、注文画面の「後払い」で運送会社を選んで送り状番号を登録してください。',
    en: 'The carrier is not known. Set data.carrier_code of the shipping option, or carriers in medusa-config, or register the slip with its carrier in the order’s deferred-payment panel.',
  },
  consent_missing: {
    ja: '後払いのご利用には、個人情報の提供への同意が必要です。同意欄をご確認ください。',
    en: 'Deferred payment needs your consent to pass personal data to the provider. Please tick the box.',
  },
  currency: {
    ja: '後払いは、日本円でのご注文にご利用いただけます。',
    en: 'Deferred payment is for orders in Japanese yen.',
  },
  field_missing: {
    ja: '{label}を入力してください。',
    en: 'Please enter {label}.',
  },
  items_missing: {
    ja: '注文に商品がありません。',
    en: 'The order has no items.',
  },
  items_too_many: {
    ja: '明細が{count}行あります。後払いは100行までです。注文を分けてください。',
    en: 'The order has {count} lines; deferred payment takes up to 100. Please split it.',
  },
  label_missing: {
    ja: '送り状番号のない出荷です。注文画面の「後払い」で送り状番号を登録してください。登録するまで立替の対象になりません。',
    en: 'The shipment has no slip number. Register it in the order’s deferred-payment panel: without it the order is not paid out.',
  },
  overseas: {
    ja: '後払いは、{label}が日本国内の場合にご利用いただけます。',
    en: 'Deferred payment needs {label} to be in Japan.',
  },
  prefecture_unknown: {
    ja: '{label}(都道府県)を確認できません:「{value}」。JP-13 または 東京都 の形で指定してください。',
    en: 'The prefecture in {label} is not known: “{value}”. Write it as JP-13 or 東京都.',
  },
  quantity: {
    ja: '「{name}」の数量を読み取れません。',
    en: 'The quantity of “{name}” cannot be read.',
  },
  tax_rate: {
    ja: '「{name}」の消費税率{rate}%は扱えません。10%、8%、0%のいずれかにしてください。',
    en: 'The tax rate of “{name}”, {rate} %, is not one of 10, 8 and 0.',
  },
  total_differs: {
    ja: '明細の合計({lines}円)が注文の合計({total}円)と合いません。注文にほかの支払いや調整が含まれていないか確認してください。',
    en: 'The lines come to {lines} yen, but the order to {total} yen. Look for other payments or adjustments on the order.',
  },
  total_fraction: {
    ja: '合計金額に1円未満の端数があります({total}円)。価格を税込の整数円にするか、medusa-config の rounding を floor にしてください。',
    en: 'The total has a fraction of a yen ({total}). Use whole, tax-inclusive prices, or set rounding to floor in medusa-config.',
  },
} as const satisfies Record<string, Words>;

/** Names of Medusa's fields as people call them. */
const labels: Readonly<Record<string, Words>> = {
  email: { ja: 'メールアドレス', en: 'the e-mail address' },
  billing_address: { ja: 'ご請求先の住所', en: 'the billing address' },
  shipping_address: { ja: 'お届け先の住所', en: 'the shipping address' },
  name: { ja: 'お名前', en: 'name' },
  phone: { ja: '電話番号', en: 'phone number' },
  postal_code: { ja: '郵便番号', en: 'postal code' },
  province: { ja: '都道府県', en: 'prefecture' },
  city: { ja: '市区町村', en: 'city' },
  address_1: { ja: '町名・番地', en: 'street address' },
  company: { ja: '会社名', en: 'company' },
  country_code: { ja: '国', en: 'country' },
};

const owners: Readonly<Record<string, Words>> = {
  billing_address: { ja: 'ご請求先', en: 'of the billing address' },
  shipping_address: { ja: 'お届け先', en: 'of the shipping address' },
};

const words: Readonly<Record<string, Words>> = {
  ...shopperWords,
  ...staffWords,
  ...Object.fromEntries(Object.entries(problemWords).map(([code, each]) => [`problem.${code}`, each])),
};

/** The sentence of a key, with its values put in; `{label}` is the name of the field. */
export function wordsOf(key: string, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return fillIn(words[key]?.[language] ?? key, language, values);
}

/** Puts values into a sentence with `{names}`. */
export function fillIn(text: string, language: Language, values: Readonly<Record<string, string | number>>): string {
  const given: Readonly<Record<string, string | number>> = { ...values, label: labelOf(String(values['field'] ?? ''), language) };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString('en-US') : value;
  });
}

function labelOf(field: string, language: Language): string {
  const whole = labels[field];
  if (whole) return whole[language];
  const [owner = '', name = ''] = field.split('.');
  const ownerWords = owners[owner];
  const nameWords = labels[name];
  if (!nameWords) return field;
  if (!ownerWords) return nameWords[language];
  return language === 'ja' ? `${ownerWords.ja}の${nameWords.ja}` : `the ${nameWords.en} ${ownerWords.en}`;
}
