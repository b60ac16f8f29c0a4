import { message } from './model.ts';

/** Fields of any request: missing, unknown, of the wrong form. */
export const shapeMessages = {
  required: message(
    422,
    ['必須の項目がありません', '必須の項目[「{path}」]に値がありません。値を入れて、もう一度お送りください。'],
    ['A required field is missing', 'The field[ `{path}`] is required. Send it with a value.'],
  ),
  unknown_field: message(
    422,
    ['この操作にない項目があります', '項目[「{path}」]はこの操作にはありません。項目名の綴りをご確認いただくか、項目を外してください。'],
    ['There is an unknown field', 'This call has no field[ `{path}`]. Check its spelling, or leave it out.'],
  ),
  type: message(
    422,
    [
      '値が正しくありません',
      '項目[「{path}」]の値は受け付けられません。[受け付ける値: {expected}。]種類(数値・文字列)、選択肢、範囲、日付(2026-10-01)や日時(2026-10-01T09:00:00+09:00)の書き方をご確認ください。',
    ],
    [
      'A value is not valid',
      'The value[ of `{path}`] is not accepted.[ Expected: {expected}.] Check whether it must be a number or text, one of a list, within a range, a date (2026-10-01) or a moment (2026-10-01T09:00:00+09:00).',
    ],
  ),
  too_long: message(
    422,
    ['値が長すぎます', '項目[「{path}」]の文字数または件数が上限[の{limit}]を超えています。短くしてください。'],
    ['A value is too long', 'The value[ of `{path}`] has more characters or entries than[ the {limit}] allowed. Shorten it.'],
  ),
  control_character: message(
    422,
    [
      '使えない文字が含まれています',
      '項目[「{path}」]に改行・タブなどの制御文字、または壊れた文字が含まれています。取り除いて、もう一度お送りください。',
    ],
    [
      'There is a character that is not text',
      'The value[ of `{path}`] holds a control character (such as a line break or tab) or a broken character. Remove it.',
    ],
  ),
  currency: message(
    422,
    ['お取り扱いのない通貨です', 'お取り扱いできる通貨は日本円(JPY)だけです。JPY にするか、項目を外してください。'],
    ['This currency is not supported', 'Only Japanese yen (JPY) is supported. Send JPY, or leave the field out.'],
  ),
  date_range: message(
    422,
    [
      '受け付けられない日付です',
      '日付[「{value}」]は受け付けられません。受け付けられる範囲[({from} から {to} まで)]にある、暦どおりの日付かをご確認ください。',
    ],
    [
      'A date is out of range',
      'The date[ {value}] is outside the range that is accepted[ ({from} to {to})], or not in the calendar. Check the date.',
    ],
  ),
} as const;
