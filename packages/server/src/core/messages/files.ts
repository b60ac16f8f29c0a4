import { message } from './model.ts';

/** Files, and the quote of the checkout. */
export const fileMessages = {
  file_rows_refused: message(
    422,
    [
      '不備のある行があり、1件も取り込んでいません',
      'すべてか無か(mode=all)の取り込みで、[{count}件に]不備がありました。results の行を直し、ファイルをもう一度お送りください。不備のない行だけでよければ mode=partial をお使いください。',
    ],
    [
      'Nothing was imported, because rows are wrong',
      'This import takes all or nothing (mode=all)[, and {count} of its orders or shipments are wrong]. Mend the rows in `results` and send the file again, or take what is right with mode=partial.',
    ],
  ),
  file_empty: message(
    422,
    ['ファイルが空です', 'ファイルに行がありません。見出し行と1件以上の行があるファイルをお送りください。'],
    ['The file is empty', 'The file has no rows. Send one with a header and at least one row.'],
  ),
  file_encoding: message(
    422,
    [
      '文字コードを判別できません',
      'ファイルの文字コードが UTF-8 でも Shift_JIS(CP932)でもありません。どちらかで保存し直して、もう一度お送りください。',
    ],
    ['The encoding is not supported', 'The file is neither UTF-8 nor Shift_JIS (CP932). Save it in one of them.'],
  ),
  file_column_missing: message(
    422,
    ['必要な列がありません', '見出し行に必要な列[「{columns}」]がありません。列の名前をご確認ください。値のない列も、見出しは必要です。'],
    [
      'A column is missing',
      'The header lacks a required column[: {columns}]. Check the names of the columns. A column without values needs its heading, too.',
    ],
  ),
  file_too_large: message(
    413,
    ['ファイルが大きすぎます', 'ファイルが上限[の{limit}バイト]を超えています。分けて、もう一度お送りください。'],
    ['The file is too large', 'The file is over the limit[ of {limit} bytes]. Split it.'],
  ),
  file_totals: message(
    422,
    ['合計が合いません', 'ファイルの合計件数または合計金額が、明細の合計と一致しません。ファイルの作成元でご確認ください。'],
    ['The totals do not agree', 'The count or the sum in the file is not that of its records. Check the file where it was made.'],
  ),
  file_record: message(
    422,
    ['行を読み取れません', '行[({row}行目)]を読み取れません。見出しと列の数が同じか、引用符が対になっているかをご確認ください。'],
    [
      'A row cannot be read',
      'Row[ {row}] cannot be read. Check that it has as many columns as the header, and that its quotes are in pairs.',
    ],
  ),
  file_duplicate: message(
    409,
    [
      '取込み済みのファイルです',
      '同じ内容のファイルを取込み済みです。二重の取込みを避けるため、取り込みませんでした。別のファイルでないかをご確認ください。',
    ],
    [
      'This file was imported already',
      'A file with the same content was imported before, so nothing was taken. Check that it is the file you mean.',
    ],
  ),
  amount_over_limit: message(
    422,
    [
      'ご利用限度額を超えています',
      '金額が1回のご利用限度額を超えているため、後払いはご利用いただけません。ほかのお支払い方法をお選びください。',
    ],
    ['The amount is over the limit', 'The amount is above what can be paid this way. Choose another way to pay.'],
  ),
} as const;
