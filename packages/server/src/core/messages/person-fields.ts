import { message } from './model.ts';

/** The buyer, the destinations, and the slip that leads there. What was received is never repeated. */
export const personMessages = {
  name_invalid: message(
    422,
    [
      '氏名が正しくありません',
      '氏名は2文字以上30文字以内で、漢字・かな・英字を含めて入力してください。「様」や数字だけの氏名は使えません。',
    ],
    [
      'The name is not valid',
      'A name has 2 to 30 characters with at least one Japanese or Latin letter. Titles such as 様 and digits alone are refused.',
    ],
  ),
  kana_invalid: message(
    422,
    [
      '氏名カナが正しくありません',
      '氏名カナは、ひらがなかカタカナだけで入力してください(半角カナで30文字まで)。漢字・英数字・記号は使えません。',
    ],
    [
      'The kana name is not valid',
      'The kana name is written in kana alone, up to 30 in half width. Kanji, Latin letters, digits and signs are refused.',
    ],
  ),
  company_required: message(
    422,
    ['会社名がありません', '法人の購入者には会社名が必要です。会社名(company)を入力してください。'],
    ['The company name is missing', 'A buyer that is a company needs its name. Send `company`.'],
  ),
  corporate_number_invalid: message(
    422,
    [
      '法人番号が正しくありません',
      '法人番号は13桁で、先頭の検査数字が残りの12桁と合う必要があります。番号をご確認いただくか、項目を外してください。',
    ],
    [
      'The corporate number is not valid',
      'A corporate number has 13 digits, the first of which checks the others. Check it, or leave the field out.',
    ],
  ),
  postal_invalid: message(
    422,
    ['郵便番号が正しくありません', '郵便番号は7桁の数字で入力してください(例: 100-0001)。'],
    ['The postal code is not valid', 'A postal code has 7 digits, for example 100-0001.'],
  ),
  address_prefecture: message(
    422,
    ['都道府県が正しくありません', '都道府県は「東京都」「大阪府」のように、47都道府県の正式な名称で入力してください。'],
    ['The prefecture is not valid', 'Write one of the 47 prefectures in full, such as 東京都 or 大阪府.'],
  ),
  address_number_missing: message(
    422,
    ['番地がありません', '住所に番地が見当たりません。番地を入力してください。番地がない場合は「無番地」と入力してください。'],
    ['The house number is missing', 'The address holds no number. Add it, or write 無番地 where there is none.'],
  ),
  address_too_long: message(
    422,
    ['住所が長すぎます', '住所は各欄50文字以内、全体で100文字以内で入力してください。'],
    ['The address is too long', 'Each part of an address has up to 50 characters, all of it up to 100.'],
  ),
  phone_invalid: message(
    422,
    [
      '電話番号が正しくありません',
      '電話番号として使われていない番号です。固定電話は市外局番から10桁、携帯電話・IP電話は11桁でご確認ください。0120・0800・0570 の番号は使えません。',
    ],
    [
      'The phone number is not valid',
      'No phone has this number. A fixed line has 10 digits with a true area code; a mobile or IP phone has 11. Numbers of 0120, 0800 and 0570 are refused.',
    ],
  ),
  email_invalid: message(
    422,
    [
      'メールアドレスが正しくありません',
      'メールアドレスは100文字以内で正しく入力してください。インターネット通販(ec)のご注文では必須です。',
    ],
    [
      'The e-mail address is not valid',
      'An e-mail address has up to 100 characters and an @ in the right place. Orders of the channel `ec` need one.',
    ],
  ),
  overseas_not_supported: message(
    422,
    ['海外への発送はできません', '配送先は日本国内に限ります。国内の住所を入力してください。'],
    ['Shipping abroad is not supported', 'Goods can be shipped within Japan only. Use an address in Japan.'],
  ),
  pickup_point_not_allowed: message(
    422,
    [
      '受取拠点へはお届けできません',
      '局留め・営業所留め・センター止め・転送・コンビニ受取・店頭受取は使えません。ご自宅や勤務先の住所を入力してください。',
    ],
    [
      'A pick-up point cannot be the destination',
      'Parcels cannot be held at a post office, depot, shop or forwarding address. Use a home or office address.',
    ],
  ),
  carrier_not_allowed: message(
    422,
    ['指定外の運送会社です', '運送会社[「{carrier}」]は、指定の運送会社ではありません。指定の運送会社[({allowed})]で発送してください。'],
    ['This carrier is not supported', 'The carrier[ `{carrier}`] is not a designated one. Ship with a designated carrier[ ({allowed})].'],
  ),
  service_not_allowed: message(
    422,
    [
      '使えない配送サービスです',
      '運送会社[「{carrier}」]の配送サービス[「{service}」]は使えません。追跡できる指定のサービス[({allowed})]にしてください。',
    ],
    [
      'This service is not supported',
      'The service[ `{service}`][ of `{carrier}`] is not supported. Use a designated one that can be traced[ ({allowed})].',
    ],
  ),
  slip_format: message(
    422,
    [
      '送り状番号の桁数が違います',
      '送り状番号が、運送会社[「{carrier}」]の番号の桁数[({digits}桁)]と合いません。表計算ソフトで 1.2E+11 のように変わっていないか、番号をご確認ください。',
    ],
    [
      'The slip number has the wrong length',
      'The slip number does not have as many digits as those of this carrier[ `{carrier}`][ ({digits})]. Check the number, and that no spreadsheet has made it 1.2E+11.',
    ],
  ),
  slip_check_digit: message(
    422,
    ['送り状番号の検査数字が合いません', '送り状番号の検査数字が、ほかの桁と合いません。送り状の番号と見比べて、ご確認ください。'],
    ['The slip number is mistyped', 'The last digit does not check the others. Compare the number with the slip.'],
  ),
} as const;
