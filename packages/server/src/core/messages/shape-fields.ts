import { message } from './model.ts';

/** Fields of any request: missing, unknown, of the wrong form. */
export const shapeMessages = {
  required: message(
    422,
    ['必須の項目がありません', '必須の項目[「{path}」]が入力されていません。値を入れてもう一度お送りください。'],
    ['A required field is missing', 'The field[ `{path}`] is required. Send it with a value.'],
  ),
  unknown_field: message(
    422,
    ['知らない項目があります', '項目[「{path}」]はこの操作にはありません。綴りを確かめるか、項目を外してください。'],
    ['There is an unknown field', 'This call has no field[ `{path}`]. Check its spelling, or leave it out.'],
  ),
  type: message(
    422,
    [
      '値の形式が違います',
      '項目[「{path}」]の値の形式が違います。[正しい形式: {expected}。]数値・文字列・日付(YYYY-MM-DD)などの形式を確かめてください。',
    ],
    [
      'A value has the wrong form',
      'The value[ of `{path}`] has the wrong form.[ Expected: {expected}.] Check whether it is a number, text or a date (YYYY-MM-DD).',
    ],
  ),
  too_long: message(
    422,
    ['値が長すぎます', '項目[「{path}」]の文字数または件数が上限[の{limit}]を超えています。短くしてください。'],
    ['A value is too long', 'The value[ of `{path}`] has more characters or entries than[ the {limit}] allowed. Shorten it.'],
  ),
  control_character: message(
    422,
    ['使えない文字が含まれています', '項目[「{path}」]に改行・タブなどの制御文字、または壊れた文字が含まれています。取り除いてください。'],
    [
      'There is a character that is not text',
      'The value[ of `{path}`] holds a control character (such as a line break or tab) or a broken character. Remove it.',
    ],
  ),
  currency: message(
    422,
    ['使えない通貨です', '通貨は日本円(JPY)だけをお取り扱いしています。JPY にするか、項目を外してください。'],
    ['This currency is not supported', 'Only Japanese yen (JPY) is supported. Send JPY, or leave the field out.'],
  ),
  date_range: message(
    422,
    [
      '日付が受け付けられる範囲にありません',
      '日付[「{value}」]が受け付けられる範囲[({from} から {to} まで)]にありません。日付を確かめてください。',
    ],
    ['A date is out of range', 'The date[ {value}] is outside the range that is accepted[ ({from} to {to})]. Check the date.'],
  ),
} as const;
